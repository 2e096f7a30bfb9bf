// <div data-controller="board" data-url="/…/part/" data-live="yes">: the live board. With the first change that is told its
// number is shown and the whole fetched again; the next ones wait until the server draws it anew, about a second later, as
// each answer says. Nothing is announced, and the person can hold everything still.
import { Again } from "../live/again.js";
import { speakOfLoss } from "../live/loss.js";
import { line } from "../live/socket.js";
import { fetchPart, replacePart } from "../live/region.js";

const POLL = 15000;

export function connect(element) {
  const again = new Again(() => refresh());
  let [last, next] = [0, 0]; // by a clock that nobody sets: when it was fetched, and when there may be something new
  let fetching = 0;
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
    fetching += 1;
    showTold();
    return fetchPart(address, "[data-part]", keepTime).then(replace, (error) => {
      fetching -= 1;
      throw error;
    });
  }

  function keepTime(answer) {
    next = performance.now() + Number(answer.headers.get("Next-In"));
  }

  function replace(fetched) {
    fetching -= 1;
    stale = stale || paused;
    if (paused) return;
    replacePart(element, fetched);
    const numbers = heard();
    streams.forEach(({ name, stream }) => stream.goOnFrom(numbers[name]));
    if (stale || (told && told.number > Number(part().dataset.number))) soon();
    showTold();
  }

  function soon() {
    stale = true;
    if (!paused && !fetching) again.soon(Math.max(next - performance.now(), 0));
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
