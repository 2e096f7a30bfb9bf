// <section data-controller="fair" data-streams='{"fair.01…": 7}' data-url data-fair-state data-known … hidden>: a page of a fair, live.
// States of booths change where they stand, in words; whatever would move the page waits in this bar for the person.
import { announceLatest, announceNow } from "../announce.js";
import { pause } from "../live/backoff.js";
import { fetchPart } from "../live/region.js";
import { line } from "../live/socket.js";

const APART = 5000; // milliseconds between two fetches: a busy hall costs nobody much
const SPREAD = 1000; // milliseconds over which the readers of one hall come
const LEAN = 30000; // 省流量: no socket, fetched now and then
const BLOCKED = 15000;

export function connect(bar) {
  const words = bar.dataset;
  const root = document.documentElement;
  const lines = bar.querySelector("[data-lines]");
  const known = new Set(words.known.split(" "));
  const streams = [];
  let state = words.fairState;
  let fetchedAt = -APART;
  let timer = 0;
  let poll = 0;
  let tries = 0;
  let isGone = false;

  function show(text, url) {
    const item = document.createElement("li");
    item.textContent = text;
    if (url) {
      const link = document.createElement("a");
      Object.assign(link, { href: url, textContent: words.read, className: "tap" });
      item.append(" ", link);
    }
    if (!Array.from(lines.children).some((one) => one.textContent === item.textContent)) lines.prepend(item);
    bar.hidden = false;
    root.style.scrollPaddingBottom = `${bar.offsetHeight}px`; // what has focus stays in sight
  }

  function news(key, title, urgent) {
    if (known.has(key)) return;
    known.add(key);
    const said = (urgent ? words.urgent : words.news).replace("{title}", title);
    show(said, `${words.fair}#announcements`);
    if (urgent) announceNow(said);
    else announceLatest(`news ${key}`, () => said);
  }

  function changed(text) {
    show(text);
    announceLatest("changed", () => text);
  }

  // An announcement that no longer stands may still be read on this page.
  function takenBack(standing) {
    const gone = Array.from(known).filter((key) => key && !standing.has(key));
    gone.forEach((key) => known.delete(key));
    if (gone.length) changed(words.changed);
  }

  function moved(now) {
    if (now === state) return;
    state = now;
    changed({ open: words.opened, closed: words.over }[now] || words.changed);
  }

  function take(fresh) {
    document.querySelectorAll(`[data-live="${fresh.dataset.live}"]`).forEach((old) => {
      if (old.dataset.look !== fresh.dataset.look && "spoken" in old.dataset) announceLatest("state", () => old.textContent);
      Array.from(fresh.attributes).forEach((one) => old.setAttribute(one.name, one.value));
      if (old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
    });
    document.querySelectorAll(`[data-lit="${fresh.dataset.live}"]`).forEach((plate) => {
      plate.classList.toggle("booth__plate--open", "litNow" in fresh.dataset);
    });
  }

  function fetched(part) {
    part.querySelectorAll("[data-live]").forEach(take);
    const standing = Array.from(part.querySelectorAll("[data-news]"));
    takenBack(new Set(standing.map((one) => one.dataset.news)));
    standing.forEach((one) => news(one.dataset.news, one.textContent, "urgent" in one.dataset));
    moved(part.dataset.state);
    tries = 0;
    const numbers = JSON.parse(part.dataset.streams);
    streams.forEach((stream) => stream.goOnFrom(numbers[stream.name] || stream.after));
  }

  function refresh() {
    timer = 0;
    fetchedAt = performance.now();
    if (words.url && !isGone) fetchPart(words.url).then(fetched).catch(failed);
  }

  // A fair that is not there any more is not asked for again; the page says that it is not up to date.
  function failed({ code }) {
    isGone = code === "gone";
    if (isGone) changed(words.changed);
    else soon(pause(tries));
    tries += 1;
  }

  function soon(later = 0) {
    if (timer) return;
    const rest = fetchedAt + APART - performance.now();
    timer = setTimeout(refresh, Math.max(0, rest) + Math.random() * SPREAD + later);
  }

  function apply(type, data) {
    if (type === "fair.state") moved(data.state);
    if (!words.url) return;
    const title = (root.lang === "en" && data.title_en) || data.title;
    if (type === "announcement.made") news(data.id, title, data.is_urgent);
    else soon();
  }

  function afresh() {
    if (words.url) soon();
    else changed(words.changed);
  }

  function hide() {
    bar.hidden = true;
    lines.textContent = "";
    root.style.scrollPaddingBottom = "";
  }

  bar.querySelector("[data-hide]").addEventListener("click", hide);
  if (root.dataset.lean) {
    if (words.url) setInterval(refresh, LEAN);
    return;
  }
  Object.entries(JSON.parse(words.streams)).forEach(([name, after]) => {
    streams.push(line().hear(name, after, apply, afresh, afresh));
  });
  line().watch((now) => {
    bar.dataset.line = now;
    clearInterval(poll);
    if (now === "blocked" || now === "ended") poll = setInterval(refresh, BLOCKED);
  });
}
