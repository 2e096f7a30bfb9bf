// Words on their way: one message after the other, in the order they were written, each kept in this browser until it
// is accepted or its writer takes it back.
import { announceNow } from "../announce.js";

const LONGEST_RETRY = 30000;

export class Sending {
  // say(one) carries a message over and promises that; show(cid, state, retry) writes its state; takeBack(one) gives a
  // refused one back to its writer; over(code) is called where saying it again from this page is no use.
  constructor(unsent, words, { isReady, say, show, takeBack, over }) {
    Object.assign(this, { unsent, words, isReady, say, show, takeBack, over });
    this.isUnderway = false;
    this.spoken = new Set();
  }

  add(one) {
    this.unsent.add(one);
    this.go();
  }

  waiting() {
    return this.unsent.all().filter((one) => !one.refused);
  }

  go() {
    const [next] = this.waiting();
    if (!next || this.isUnderway || !this.isReady()) return;
    this.isUnderway = true;
    this.show(next.cid, this.words.sending);
    this.say(next)
      .then(() => this.accepted(next.cid), (error) => this.refused(next, error))
      .then((goesOn) => {
        this.isUnderway = false;
        if (goesOn) this.go();
      });
  }

  accepted(cid) {
    this.unsent.remove(cid);
    this.show(cid, this.words.sent);
    return true;
  }

  // Without a line it goes by itself when the line is back; after signing in too. A refusal is for the person to mend.
  refused(one, { code, message, retry_after: pause }) {
    if (code === "sign_in" || code === "gone") {
      this.hold(code === "sign_in" ? this.words.signedOut : this.words.failed);
      this.over(code);
    } else if (pause || code === "offline") {
      this.hold(this.words.unsent);
      if (pause) setTimeout(() => this.go(), Math.min(pause * 1000, LONGEST_RETRY));
    } else {
      this.unsent.change(one.cid, { refused: message });
      this.showRefused(Object.assign({}, one, { refused: message }));
      announceNow(`${this.words.failed}：${message}`);
      return true;
    }
    return false;
  }

  // Says of all that wait why they do, aloud only when one of them was not said to wait so before.
  hold(state) {
    const keys = this.waiting().map((one) => {
      this.show(one.cid, state);
      return state + one.cid;
    });
    if (keys.some((key) => !this.spoken.has(key))) announceNow(state);
    keys.forEach((key) => this.spoken.add(key));
  }

  showRefused(one) {
    this.show(one.cid, `${this.words.failed}：${one.refused}`, () => {
      this.unsent.remove(one.cid);
      this.takeBack(one);
    });
  }
}
