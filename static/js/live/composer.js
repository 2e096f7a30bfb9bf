// Where a person writes: Enter sends (never in the middle of a word), unsent words are kept, drafts go to the server.
import { announce, announceNow } from "../announce.js";
import { Draft } from "./draft.js";
import { SendKey } from "./keys.js";
import { EVERY, post } from "./plain.js";
import { Sending } from "./sending.js";
import { fill } from "./telling.js";
import { newCid, Unsent } from "./unsent.js";

const DRAFT_AFTER = 2000;
const LONGEST_DRAFT = 20000; // characters; as the server has it
const A_FRAME_HOLDS = 2500; // of whatever kind they are: written as \uXXXX each takes six bytes of 16 KiB
const TYPING_AGAIN = 3000; // milliseconds between two signs that the person still writes

export class Composer {
  // `posted` is called when something was said by post: no socket will show it. `over(code)` when this page may not speak.
  constructor(section, wire, transcript, { posted, over }) {
    this.words = section.dataset;
    this.wire = wire;
    this.transcript = transcript;
    this.posted = posted;
    this.form = section.querySelector("[data-composer]");
    this.field = this.form.elements.text;
    this.longest = Number(this.field.dataset.max);
    const key = `${this.words.me}.${this.words.conversation}`;
    this.draft = new Draft(key, this.field, {
      longest: LONGEST_DRAFT,
      save: (text) => this.save(text),
      tell: (isKeptHere) => this.sayKeptHere(isKeptHere),
    });
    this.sending = new Sending(new Unsent(key, localStorage), this.words, {
      isReady: () => wire.state !== "connecting", // a page just opened waits for the line before it says there is none
      say: (one) => this.say(one),
      show: (cid, text, retry) => transcript.state(cid, text, retry),
      takeBack: (one) => this.takeBack(one),
      over,
    });
    this.draftTimer = 0;
    this.typedAt = -TYPING_AGAIN;
    this.listen(section, new SendKey(this.field));
    if (this.draft.restore()) this.saveSoon();
  }

  listen(section, key) {
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("input", () => {
      this.draft.keep();
      this.saveSoon();
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
    this.form.querySelector("[data-go]").addEventListener("click", (event) => {
      event.preventDefault();
      location.assign(event.currentTarget.dataset.go);
    });
    if (!key.touch()) this.form.querySelector("[data-enter-hint]").hidden = false;
  }

  // Shows what is not accepted yet: of this visit, or of an earlier one.
  restore() {
    this.sending.unsent.all().forEach((one) => {
      this.transcript.pending(one);
      if (one.refused) this.sending.showRefused(one);
    });
  }

  submit(event) {
    const text = this.field.value.trim();
    if (!text) return; // the form's own answer says what to do
    event.preventDefault();
    if (this.isTooLong(text)) return;
    const one = { cid: newCid(), text };
    if (this.form.elements.for_jobseeker) one.for_jobseeker = this.form.elements.for_jobseeker.checked;
    this.transcript.pending(one);
    this.transcript.scroll();
    this.field.value = "";
    this.changed();
    clearTimeout(this.draftTimer);
    this.sayKeptHere(false);
    this.field.focus();
    this.sending.add(one);
  }

  // The words stay where they are; how many are too many is said again when the person wants to send.
  isTooLong(text) {
    const over = Array.from(text).length - this.longest;
    if (!(over > 0)) return false;
    this.changed();
    announceNow(fill(this.words.tooLong, { n: over }));
    this.field.focus();
    return true;
  }

  // By the line; by the form where there is none. The same `cid` says it once, whichever way it goes.
  say({ cid, text, for_jobseeker: isForJobseeker }) {
    const given = { cid, text };
    if (isForJobseeker !== undefined) given.for_jobseeker = isForJobseeker;
    if (!EVERY[this.wire.state]) return this.wire.ask("chat.send", Object.assign({ conversation: this.words.conversation }, given));
    if (isForJobseeker) given.for_jobseeker = "on";
    else delete given.for_jobseeker;
    return post(this.form, this.form.action, given).then(() => setTimeout(this.posted));
  }

  accepted(cid) {
    this.sending.accepted(cid);
  }

  takeBack(one) {
    this.transcript.drop(one.cid);
    this.insert(one.text);
  }

  resend() {
    this.sending.go();
  }

  insert(text) {
    this.field.value = this.field.value ? `${this.field.value}\n${text}` : text;
    this.changed();
    this.field.focus();
  }

  // For its counter too, which else waits for a pause.
  changed() {
    ["input", "change"].forEach((type) => this.field.dispatchEvent(new Event(type, { bubbles: true })));
  }

  typing() {
    const writes = this.field.value.trim() !== "";
    const now = performance.now();
    if (writes && now - this.typedAt < TYPING_AGAIN) return;
    if (!writes && this.typedAt < 0) return;
    this.typedAt = writes ? now : -TYPING_AGAIN;
    this.wire.ask("chat.typing", { conversation: this.words.conversation, is_typing: writes }).catch(() => {});
  }

  saveSoon() {
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => this.draft.saveNow(), DRAFT_AFTER);
  }

  sayKeptHere(isKeptHere) {
    const line = this.form.querySelector("[data-kept-here]");
    if (isKeptHere && line.hidden) announce(line.textContent);
    line.hidden = !isKeptHere;
  }

  save(text) {
    if (EVERY[this.wire.state] || text.length > A_FRAME_HOLDS) return post(this.form, this.words.draftUrl, { text });
    return this.wire.ask("chat.draft", { conversation: this.words.conversation, text });
  }
}
