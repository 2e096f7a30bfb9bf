// What is typed and not sent: kept in this browser at once, and no longer when the server has it.
export class Draft {
  // `save(text)` promises that the server has it, which takes no more than `longest` characters;
  // `tell(isKeptHere)` says whether there are more, so that they are kept here alone.
  constructor(key, field, { longest, save, tell }) {
    Object.assign(this, { key: `draft.${key}`, field, longest, save, tell });
  }

  // Whether there was something the server does not have. It may have something else: nothing of either is lost.
  restore() {
    const kept = this.store((store) => store.getItem(this.key)) || "";
    const { value } = this.field;
    if (kept) this.field.value = kept.includes(value) ? kept : `${value}\n${kept}`;
    return kept !== "";
  }

  keep() {
    const { value } = this.field;
    this.store((store) => (value ? store.setItem(this.key, value) : store.removeItem(this.key)));
  }

  saveNow() {
    const { value } = this.field;
    const isTooLong = Array.from(value).length > this.longest;
    this.tell(isTooLong);
    if (isTooLong) return;
    this.save(value).then(() => {
      if (this.field.value === value) this.store((store) => store.removeItem(this.key));
    }, () => {});
  }

  // A full or forbidden store costs what the server does not have yet, nothing else.
  store(use) {
    try {
      return use(localStorage);
    } catch (_error) {
      return null;
    }
  }
}
