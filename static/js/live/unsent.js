// Messages not yet accepted, kept in this browser until they are: across a lost line, a reload, a closed tab.
export class Unsent {
  constructor(key, store) {
    this.key = `unsent.${key}`;
    this.store = store;
    this.held = []; // what the store did not take
    this.refuses = false;
  }

  all() {
    if (this.refuses) return this.held;
    try {
      return JSON.parse(this.store.getItem(this.key)) || [];
    } catch (_error) {
      return this.held;
    }
  }

  keep(list) {
    this.held = list;
    try {
      if (list.length) this.store.setItem(this.key, JSON.stringify(list));
      else this.store.removeItem(this.key);
    } catch (_error) {
      this.refuses = true; // a full or forbidden store costs the memory across reloads, nothing else
    }
  }

  add(message) {
    this.keep(this.all().concat([message]));
  }

  change(cid, facts) {
    this.keep(this.all().map((one) => (one.cid === cid ? Object.assign({}, one, facts) : one)));
  }

  remove(cid) {
    this.keep(this.all().filter((one) => one.cid !== cid));
  }
}

export function newCid() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
