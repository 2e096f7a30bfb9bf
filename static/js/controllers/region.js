// <div data-controller="region" data-stream="booth.….staff" data-url="/…/list/"><div data-part data-seq="7">
// A part of the page that is fetched again when its stream says that something has changed. When its data-said
// has changed, those words are spoken.
import { announceLatest } from "../announce.js";
import { line } from "../live/socket.js";
import { fetchPart, replacePart } from "../live/region.js";

const TOGETHER = 300; // milliseconds in which several changes are fetched as one
const POLL = 15000;

export function connect(element) {
  let timer = 0;
  let poll = 0;

  function number() {
    return Number(element.querySelector("[data-part]").dataset.seq);
  }

  function refresh() {
    timer = 0;
    return fetchPart(element.dataset.url).then((part) => {
      const { said } = part.dataset;
      if (said && said !== element.querySelector("[data-part]").dataset.said) announceLatest(element.dataset.url, () => said);
      replacePart(element, part);
      stream.goOnFrom(number());
    }).catch(soon);
  }

  function soon() {
    if (!timer) timer = setTimeout(refresh, TOGETHER + Math.random() * TOGETHER);
  }

  const stream = line().hear(element.dataset.stream, number(), soon, soon);
  line().watch((state) => {
    clearInterval(poll);
    if (state === "blocked") poll = setInterval(refresh, POLL);
  });
}
