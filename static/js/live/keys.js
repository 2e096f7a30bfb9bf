// Whether a key press means "send": Enter alone, never while or just after a word is being composed, never on touch.
const AFTER_COMPOSING = 100; // milliseconds; some engines end the composition before the key that ended it

export class SendKey {
  constructor(field, now = () => performance.now(), touch = () => matchMedia("(pointer: coarse)").matches) {
    this.now = now;
    this.touch = touch;
    this.composing = false;
    this.endedAt = -AFTER_COMPOSING;
    field.addEventListener("compositionstart", () => { this.composing = true; });
    field.addEventListener("compositionend", () => {
      this.composing = false;
      this.endedAt = this.now();
    });
  }

  means(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return false;
    return !this.composing && this.now() - this.endedAt >= AFTER_COMPOSING && !this.touch();
  }
}
