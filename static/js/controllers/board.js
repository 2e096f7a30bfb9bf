// <div data-controller="board" data-url="/…/part/" data-live="yes">: the live board. Numbers come as they are told, at most
// once a second; the whole is fetched again then too. Nothing is announced, and the person can hold everything still.
import { Again } from "../live/again.js";
import { speakOfLoss } from "../live/loss.js";
import { line } from "../live/socket.js";
import { fetchPart, replacePart } from "../live/region.js";

const EVERY = 1000; // milliseconds between two changes of the page
const POLL = 15000;

export function connect(element) {
  const again = new Again(() => refresh());
  let last = -EVERY; // by a clock that nobody sets
  let paused = false;
  let told = null;
  let stale = false;
  const streams = [];
  const pause = element.querySelector("[data-pause]");

  function part() {
    return element.querySelector("[data-part]");
  }

  function heard() {
    return JSON.parse(part().dataset.heard);
  }

  function showTold() {
    if (!told || told.number <= Number(part().dataset.number)) return;
    part().dataset.number = told.number;
    const inWords = new Intl.NumberFormat(document.documentElement.lang);
    part().querySelectorAll("[data-count]").forEach((place) => {
      const number = told.counts[place.dataset.count];
      if (number !== undefined) place.textContent = inWords.format(number);
    });
    part().querySelector("[data-ledger]").textContent = inWords.format(told.number);
  }

  function refresh(address = element.dataset.url) {
    last = performance.now();
    stale = false;
    showTold();
    return fetchPart(address).then((fetched) => {
      if (paused) return;
      replacePart(element, fetched);
      if (told && told.number > Number(part().dataset.number)) soon();
      showTold();
      const numbers = heard();
      streams.forEach(({ name, stream }) => stream.goOnFrom(numbers[name]));
    });
  }

  function soon() {
    stale = true;
    if (!paused) again.soon(Math.max(EVERY - (performance.now() - last), 0));
  }

  function apply(type, data) {
    if (type === "intents.counted") told = data;
    soon();
  }

  pause.hidden = !element.dataset.live;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    again.stop();
    if (!paused && stale) again.now();
  });
  element.querySelector("[data-refresh]").addEventListener("click", (event) => {
    event.preventDefault();
    const was = paused;
    paused = false;
    refresh(`${element.dataset.url}?now`).catch((error) => again.failed(error)).then(() => { paused = was; });
  });
  if (!element.dataset.live) return;
  Object.entries(heard()).forEach(([name, number]) => {
    streams.push({ name, stream: line().hear(name, number, apply, soon, (code) => again.refused(code)) });
  });
  setInterval(() => { if (!paused && performance.now() - last > POLL) again.soon(0); }, POLL);
  speakOfLoss(line());
}
