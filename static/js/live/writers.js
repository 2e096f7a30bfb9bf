// Who writes now. In sight only: a screen reader is told what was said.
import { fill } from "./telling.js";

const HOLDS = 6000; // milliseconds a sign counts

export class Writers {
  // `place()` finds where it is said, if that is on the page.
  constructor(place, pattern) {
    this.place = place;
    this.pattern = pattern;
    this.timers = new Map(); // by person
    this.names = new Map();
  }

  // `age` in milliseconds, NaN where unknown: a late page hears of who stopped long ago.
  writes({ id, name, is_typing: isTyping }, age) {
    const holds = HOLDS - (age > 0 ? age : 0);
    if (!isTyping || holds <= 0) {
      this.stopped(id);
      return;
    }
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.stopped(id), holds));
    this.names.set(id, name);
    this.show();
  }

  stopped(id) {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    if (this.names.delete(id)) this.show();
  }

  show() {
    const place = this.place();
    if (!place) return;
    const names = Array.from(this.names.values()).join(document.documentElement.lang === "en" ? ", " : "、");
    place.textContent = names && fill(this.pattern, { name: names });
  }
}
