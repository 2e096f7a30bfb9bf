// The one pair of live regions of the page: polite words at least five seconds apart, urgent ones at once.
const APART = 5000; // milliseconds between polite announcements
const STILL_TYPING = 2000; // milliseconds after the last key in which nothing polite is said

const waiting = [];
let spokenAt = -APART;
let typedAt = -STILL_TYPING;
let composing = false;
let timer = 0;

function write(id, text) {
  const region = document.getElementById(id);
  const line = document.createElement("span");
  line.textContent = text;
  region.textContent = "";
  region.appendChild(line);
}

function delay() {
  const time = performance.now();
  return Math.max(0, spokenAt + APART - time, typedAt + STILL_TYPING - time, composing ? STILL_TYPING : 0);
}

function next() {
  timer = 0;
  if (!waiting.length) return;
  if (delay() > 0) {
    timer = setTimeout(next, delay());
    return;
  }
  spokenAt = performance.now();
  const said = waiting.shift().words();
  if (said) write("announce-polite", said);
  timer = setTimeout(next, APART);
}

export function announce(text) {
  announceLatest(null, () => text);
}

// Words made when their turn comes. One waiting under the same key is replaced: ten events, one sentence.
// 安静 and 不读: what is polite stays on the page to be read, and is not spoken.
export function announceLatest(key, words) {
  const { quiet, speech } = document.documentElement.dataset;
  if (quiet || speech === "none") return;
  const twin = key && waiting.find((one) => one.key === key);
  if (twin) twin.words = words;
  else waiting.push({ key, words });
  if (!timer) next();
}

// 安静: only one's turn interrupts.
export function announceNow(text) {
  if (!document.documentElement.dataset.quiet) write("announce-now", text);
}

document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { composing = false; typedAt = performance.now(); });
document.addEventListener("input", () => { typedAt = performance.now(); });
