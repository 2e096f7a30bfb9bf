// <p data-controller="countdown" data-seconds="42" data-left="请等 {n} 秒" data-done="现在可以了">
// Counts in sight only: a screen reader is told once, at the end.
import { announce } from "../announce.js";

export function connect(line) {
  const end = performance.now() + Number(line.dataset.seconds) * 1000;
  const timer = setInterval(() => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left > 0) {
      line.textContent = line.dataset.left.replace("{n}", left);
      return;
    }
    clearInterval(timer);
    line.textContent = line.dataset.done;
    announce(line.dataset.done);
  }, 1000);
}
