// <nav data-controller="navigation" data-stream="user.…" data-url="/navigation/?at=…"><ul data-seq="7">: the links, with how
// much waits behind each in data-waits. They are fetched again when it is told that a number may be another; what is more than
// before is said once. Only where the page has a line anyway: thousands read on, and a line for each page would cost more than
// it tells. 省流量 opens none, so nothing is fetched; where sockets are blocked once a minute is enough for numbers beside links.
import { announceLatest } from "../announce.js";
import { Again } from "../live/again.js";
import { fetchPart, replacePart } from "../live/region.js";
import { line } from "../live/socket.js";

const TOGETHER = 400; // milliseconds in which several changes are fetched as one
const BLOCKED = 60000;
const LINKS = "ul";
const MOVES = new Set(["conversation.moved", "conversation.read", "rights.changed", "tasks.changed"]);

// Who cannot be told their numbers any longer learns why elsewhere on the page, or with the next one.
class Quietly extends Again {
  end() {
    this.stop();
    this.isOver = true;
  }
}

// The talk that is open on this page; what is said there is told there.
function openHere(conversation) {
  return document.querySelector(`[data-controller~=talk][data-conversation="${conversation}"]`);
}

function isInSight(talk) {
  return !document.hidden && talk.offsetParent !== null;
}

function waitsIn(root) {
  return Object.assign({}, ...Array.from(root.querySelectorAll("[data-waits]"), (link) => JSON.parse(link.dataset.waits)));
}

export function connect(nav) {
  const wire = line();
  const again = new Quietly(refresh);
  let stream = null;
  let poll = 0;
  let isNews = false; // something may be more that nothing else on this page tells

  function refresh() {
    const tells = isNews;
    isNews = false;
    return fetchPart(nav.dataset.url, LINKS).then((fetched) => {
      const before = waitsIn(nav);
      inPlace(() => replacePart(nav, fetched, LINKS));
      if (tells) Object.entries(waitsIn(nav)).forEach(([kind, [number]]) => number > (before[kind] || [0])[0] && tell(kind));
      stream.goOnFrom(Number(fetched.dataset.seq));
    }, (error) => {
      isNews = isNews || tells;
      throw error;
    });
  }

  // With a longer label the links may take a line more: who reads below them is not moved, nor when it is short again.
  function inPlace(change) {
    nav.style.minHeight = `${nav.offsetHeight}px`;
    const end = nav.getBoundingClientRect().bottom;
    change();
    window.scrollBy(0, nav.getBoundingClientRect().bottom - end);
  }

  // As it stands when its turn comes, which may be nothing. The list of what an organiser has to do speaks for itself.
  function tell(kind) {
    if (kind === "alerts" && document.querySelector("[data-part][data-said]")) return;
    announceLatest(`navigation ${kind}`, () => (waitsIn(nav)[kind] || [0, ""])[1]);
  }

  // What comes into a talk in sight is read within a moment; a number that comes and goes would only startle.
  function apply(type, data) {
    if (!MOVES.has(type)) return;
    const talk = openHere(data.conversation || data.id || "");
    if (type === "conversation.moved" && talk && isInSight(talk)) return;
    if (type === "conversation.read" && !again.timer && !nav.querySelector("[data-waits]")) return;
    isNews = isNews || !talk;
    soon();
  }

  function soon() {
    again.soon(TOGETHER + Math.random() * TOGETHER);
  }

  // It is not known what has happened; it may be in a talk that is open here.
  function look(fetchAgain) {
    isNews = isNews || !document.querySelector("[data-controller~=talk]");
    fetchAgain();
  }

  function hear() {
    const seq = Number(nav.querySelector(LINKS).dataset.seq);
    stream = wire.hear(nav.dataset.stream, seq, apply, () => look(soon), (code) => again.refused(code));
  }

  wire.watch((state) => {
    clearInterval(poll);
    if (state === "idle" || state === "lean") return;
    if (!stream) hear();
    if (state === "blocked") poll = setInterval(() => document.hidden || look(() => again.now()), BLOCKED);
  });
}
