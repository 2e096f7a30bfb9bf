// Where a person writes: Enter sends (never in the middle of a word), unsent words are kept, drafts go to the server.
import { announceNow } from "../announce.js";
import { SendKey } from "./keys.js";
import { EVERY, post } from "./plain.js";
import { newCid, Unsent } from "./unsent.js";

const DRAFT_AFTER = 2000;
const TYPING_AGAIN = 3000; // milliseconds between two signs that the person still writes
const LONGEST_RETRY = 30000;

export class Composer {
  // `posted` is called when something was said by post: no socket will show it.
  constructor(section, wire, transcript, posted) {
    this.words = section.dataset;
    this.wire = wire;
    this.transcript = transcript;
    this.posted = posted;
    this.form = section.querySelector("[data-composer]");
    this.field = this.form.elements.text;
    this.unsent = new Unsent(`${this.words.me}.${this.words.conversation}`, localStorage);
    this.underway = new Set();
    this.draftTimer = 0;
    this.typedAt = -TYPING_AGAIN;
    const key = new SendKey(this.field);
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("input", () => {
      this.draftSoon();
      this.typing();
    });
    this.field.addEventListener("keydown", (event) => {
      if (!key.means(event)) return;
      event.preventDefault();
      this.submit(event);
    });
    section.querySelectorAll("[data-phrase]").forEach((button) => {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.insert(button.value);
      });
    });
    if (!key.touch()) this.form.querySelector("[data-enter-hint]").hidden = false;
  }

  pending() {
    return this.unsent.all();
  }

  // Shows what an earlier visit could not send.
  restore() {
    this.pending().forEach((one) => this.transcript.pending(one));
  }

  submit(event) {
    const text = this.field.value.trim();
    if (!text) return; // the form's own answer says what to do
    event.preventDefault();
    const one = { cid: newCid(), text };
    if (this.form.elements.for_jobseeker) one.for_jobseeker = this.form.elements.for_jobseeker.checked;
    this.unsent.add(one);
    this.transcript.pending(one);
    this.field.value = "";
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(this.draftTimer);
    this.field.focus();
    this.send(one);
  }

  send(one) {
    if (this.underway.has(one.cid)) return;
    this.underway.add(one.cid);
    this.transcript.state(one.cid, this.words.sending);
    this.said(one)
      .then(() => this.accepted(one.cid), (error) => this.refused(one, error))
      .then(() => this.underway.delete(one.cid));
  }

  // By the line; by the form where there is none. The same `cid` says it once, whichever way it goes.
  said(one) {
    if (!EVERY[this.wire.state]) return this.wire.ask("chat.send", Object.assign({ conversation: this.words.conversation }, one));
    const given = { cid: one.cid, text: one.text };
    if (one.for_jobseeker) given.for_jobseeker = "on";
    return post(this.form, this.form.action, given).then(() => setTimeout(this.posted));
  }

  accepted(cid) {
    this.unsent.remove(cid);
    this.transcript.state(cid, this.words.sent);
  }

  // Without a line it goes by itself when the line is back; a refusal is for the person to mend.
  refused(one, error) {
    if (error.code === "offline") {
      this.transcript.state(one.cid, this.words.unsent);
    } else if (error.retry_after) {
      this.transcript.state(one.cid, this.words.unsent);
      setTimeout(() => this.send(one), Math.min(error.retry_after * 1000, LONGEST_RETRY));
    } else {
      this.unsent.remove(one.cid);
      this.transcript.state(one.cid, `${this.words.failed}：${error.message}`, () => this.takeBack(one));
      announceNow(`${this.words.failed}：${error.message}`);
    }
  }

  takeBack(one) {
    this.transcript.drop(one.cid);
    this.insert(one.text);
  }

  resend() {
    this.pending().forEach((one) => this.send(one));
  }

  insert(text) {
    this.field.value = this.field.value ? `${this.field.value}\n${text}` : text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
  }

  typing() {
    const writes = this.field.value.trim() !== "";
    const now = performance.now();
    if (writes && now - this.typedAt < TYPING_AGAIN) return;
    if (!writes && this.typedAt < 0) return;
    this.typedAt = writes ? now : -TYPING_AGAIN;
    this.wire.ask("chat.typing", { conversation: this.words.conversation, is_typing: writes }).catch(() => {});
  }

  draftSoon() {
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => {
      const text = this.field.value;
      const kept = EVERY[this.wire.state]
        ? post(this.form, this.words.draftUrl, { text })
        : this.wire.ask("chat.draft", { conversation: this.words.conversation, text });
      kept.catch(() => {});
    }, DRAFT_AFTER);
  }
}
