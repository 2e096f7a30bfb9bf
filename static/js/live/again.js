// Something that is fetched again: one timer, later and later while the server does not answer, and not at all where
// asking again would be no use; then the page says so.
import { pause } from "./backoff.js";
import { sayOver } from "./over.js";

const LEAST = 1000; // milliseconds between two tries

export class Again {
  // `run` promises to have fetched, or is rejected as fetchPart() does.
  constructor(run) {
    this.run = run;
    this.tries = 0;
    this.timer = 0;
    this.isOver = false;
  }

  soon(milliseconds) {
    if (this.timer || this.isOver) return;
    this.timer = setTimeout(() => this.now(), milliseconds);
  }

  now() {
    this.stop();
    if (this.isOver) return Promise.resolve();
    return this.run().then(() => { this.tries = 0; }, (error) => this.failed(error));
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  failed({ code }) {
    if (code === "sign_in" || code === "gone") {
      this.end(code);
    } else {
      this.soon(LEAST + pause(this.tries));
      this.tries += 1;
    }
  }

  end(code) {
    this.stop();
    this.isOver = true;
    sayOver(code);
  }

  // A stream may not be heard: a fetch says why. Where the page itself is still given, opening it anew mends the rest.
  refused(code) {
    if (code === "sign_in") this.end(code);
    else this.now().then(() => this.isOver || this.timer || this.end("gone"));
  }
}
