// How far a person has read: told once for all that comes within half a second, and only of a page that is in sight.
const TOGETHER = 500; // milliseconds

export class Reading {
  // `tell(number)` promises that the server knows; `isShown()`: a narrow window shows one of several talks.
  constructor(known, tell, isShown = () => true) {
    this.isShown = isShown;
    this.told = known;
    this.reached = known;
    this.tell = tell;
    this.timer = 0;
  }

  reach(number) {
    this.reached = Math.max(this.reached, number);
    this.go();
  }

  go() {
    if (!this.timer && this.reached > this.told) this.timer = setTimeout(() => this.say(), TOGETHER);
  }

  say() {
    this.timer = 0;
    if (document.hidden || !this.isShown()) return; // seen when the person is back
    const number = this.reached;
    this.tell(number).then(() => { this.told = Math.max(this.told, number); }, () => {});
  }
}
