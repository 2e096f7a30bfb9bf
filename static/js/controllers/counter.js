// <textarea data-controller="counter" data-max="500" data-left="还可以写 {n} 字" data-over="多了 {n} 字">
// With data-late it says nothing before the text is nearly full. Counts after the person pauses, never while a word is being composed.
import { announceLatest } from "../announce.js";

const PAUSE = 1000; // milliseconds
const NEARLY_FULL = 0.9;

export function connect(area) {
  const max = Number(area.dataset.max);
  const line = document.createElement("p");
  line.className = "counter";
  area.insertAdjacentElement("afterend", line);
  let timer = 0;

  function words() {
    const left = max - Array.from(area.value.replace(/\r\n/g, "\n")).length;
    line.classList.toggle("counter--over", left < 0);
    return (left < 0 ? area.dataset.over : area.dataset.left).replace("{n}", Math.abs(left));
  }

  function isNearlyFull() {
    return Array.from(area.value).length >= max * NEARLY_FULL;
  }

  function write() {
    line.textContent = words();
    line.hidden = "late" in area.dataset && !isNearlyFull();
  }

  function show() {
    write();
    if (isNearlyFull()) announceLatest("counter", words);
  }

  function later(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(show, PAUSE);
  }

  area.addEventListener("input", later);
  area.addEventListener("compositionend", later); // some browsers send no input event after it
  area.addEventListener("change", write); // left, or refused by its form
  write();
}
