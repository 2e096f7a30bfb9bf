// One stream of numbered facts: applies each once, in order; what comes too early waits for its turn.
export class Stream {
  // apply(type, data, seq) for each fact; afresh() when the page has to fetch its region again; refused(code) when
  // this may not be heard, or not any longer.
  constructor(name, after, apply, afresh, refused = () => {}) {
    this.name = name;
    this.after = after;
    this.apply = apply;
    this.fetchAfresh = afresh;
    this.refused = refused;
    this.early = new Map();
    this.stale = false;
  }

  // Takes one fact; true when something before it is missing.
  take(frame) {
    if (!("seq" in frame)) { // a latest value: it counts now, and never again
      this.apply(frame.type, frame.data);
      return false;
    }
    if (frame.seq > this.after) this.early.set(frame.seq, frame);
    return !this.stale && this.drain();
  }

  // What the page shows can no longer be mended by facts; until goOnFrom() they are only kept.
  afresh() {
    if (this.stale) return;
    this.stale = true;
    this.fetchAfresh();
  }

  // The page now shows everything up to this number.
  goOnFrom(after) {
    this.stale = false;
    this.after = after;
    this.early.forEach((_frame, seq) => {
      if (seq <= after) this.early.delete(seq);
    });
    return this.drain();
  }

  drain() {
    while (this.early.has(this.after + 1)) {
      const next = this.early.get(this.after + 1);
      this.early.delete(next.seq);
      this.after = next.seq;
      this.apply(next.type, next.data, next.seq);
    }
    return this.early.size > 0;
  }
}
