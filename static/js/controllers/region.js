// <div data-controller="region" data-stream="booth.….staff user.…" data-url="/…/list/"><div data-part data-seq="7 3">
// A part of the page that is fetched again when one of its streams says that something has changed. When its data-said
// has changed, those words are spoken. Without a socket it is fetched now and then, from data-poll-url if there is one.
import { announceLatest } from "../announce.js";
import { Again } from "../live/again.js";
import { speakOfLoss } from "../live/loss.js";
import { line } from "../live/socket.js";
import { EVERY } from "../live/plain.js";
import { fetchPart, replacePart } from "../live/region.js";

const TOGETHER = 300; // milliseconds in which several changes are fetched as one

export function connect(element) {
  const again = new Again(refresh);
  let poll = 0;

  function numbers() {
    return element.querySelector("[data-part]").dataset.seq.split(" ").map(Number);
  }

  function refresh() {
    return fetchPart((poll && element.dataset.pollUrl) || element.dataset.url).then((part) => {
      const { said } = part.dataset;
      if (said && said !== element.querySelector("[data-part]").dataset.said) announceLatest(element.dataset.url, () => said);
      replacePart(element, part);
      const fresh = numbers();
      streams.forEach((stream, place) => stream.goOnFrom(fresh[place]));
      tell("refreshed");
    });
  }

  function tell(name, detail) {
    element.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // A latest value changes nothing that is fetched; another behaviour of the same element may show it.
  function apply(type, data, seq) {
    if (seq) type.startsWith(element.dataset.about || "") && soon();
    else tell("latest", { type, data });
  }

  function soon() {
    again.soon(TOGETHER + Math.random() * TOGETHER);
  }

  const known = numbers();
  const refused = (code) => again.refused(code);
  const streams = element.dataset.stream.split(" ").map((name, place) => line().hear(name, known[place], apply, soon, refused));
  line().watch((state) => {
    clearInterval(poll);
    poll = EVERY[state] ? setInterval(() => again.now(), EVERY[state]) : 0;
    if (poll && element.dataset.pollUrl) again.now();
    element.querySelectorAll("[data-lean-note]").forEach((note) => { note.hidden = state !== "lean"; });
  });
  speakOfLoss(line());
}
