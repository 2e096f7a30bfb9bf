// What others said, in the words of one utterance: one message whole, several as a number, and nothing that was taken
// back before its turn came.
import { announceLatest } from "../announce.js";

const SPOKEN_WHOLE = 60; // characters
const TOGETHER = 300; // milliseconds in which what is told belongs together

export function fill(pattern, words) {
  return pattern.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
}

export class Telling {
  constructor(words) {
    this.words = words;
    this.fresh = [];
    this.timer = 0;
  }

  // {number, name, text}; what happened to the conversation itself has no name.
  add(one) {
    this.fresh.push(one);
    if (!this.timer) this.timer = setTimeout(() => this.tell(), TOGETHER);
  }

  takenBack(number) {
    this.fresh = this.fresh.filter((one) => one.number !== number);
  }

  tell() {
    this.timer = 0;
    announceLatest(`messages ${this.words.conversation}`, () => this.spoken());
  }

  spoken() {
    const fresh = this.fresh.splice(0);
    if (!fresh.length) return "";
    if (document.documentElement.dataset.speech === "count") return fill(this.words.count, { n: fresh.length });
    const said = fresh.filter((one) => one.name);
    const happened = fresh.filter((one) => !one.name).map((one) => one.text);
    return (said.length ? [this.inShort(said)] : []).concat(happened).join(this.words.lang === "en" ? ". " : "。");
  }

  inShort(said) {
    const last = said[said.length - 1];
    if (said.length > 1) return fill(this.words.many, { n: said.length, name: last.name });
    return fill(Array.from(last.text).length > SPOKEN_WHOLE ? this.words.long : this.words.one, last);
  }
}
