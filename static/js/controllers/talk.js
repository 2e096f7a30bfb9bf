// <section data-controller="talk" data-stream data-conversation data-me data-url …>: one conversation, live.
// The page works without it by forms; here words go over the line and appear at once, with their state in words.
import { Again } from "../live/again.js";
import { Composer } from "../live/composer.js";
import { speakOfLoss } from "../live/loss.js";
import { fetchPart, replacePart } from "../live/region.js";
import { EVERY, post } from "../live/plain.js";
import { Reading } from "../live/reading.js";
import { line } from "../live/socket.js";
import { Telling } from "../live/telling.js";
import { Transcript } from "../live/transcript.js";
import { Writers } from "../live/writers.js";

const TOGETHER = 300; // milliseconds in which several happenings are fetched as one
const AROUND = "[data-around]";

export function connect(section) {
  const words = section.dataset;
  const wire = line();
  const transcript = new Transcript(section, (at) => wire.since(at));
  const telling = new Telling(words);
  const writers = new Writers(() => section.querySelector("[data-typing-place]"), words.typing);
  const reading = new Reading(Number(words.read), (number) => (poll
    ? post(composer.form, words.readUrl, { number })
    : wire.ask("chat.read", { conversation: words.conversation, number })), () => section.offsetParent !== null);
  const around = new Again(lookAround);
  const looking = new Again(look);
  let poll = 0;
  let isOver = false;
  let arriving = Promise.resolve(); // until the last file stands in the transcript

  function part() {
    return section.querySelector("[data-part]");
  }

  function came(data) {
    writers.stopped(data.author);
    if (data.file) withFile(data);
    else if (transcript.add(data)) tell(data);
    if (data.author === words.me) composer.accepted(data.cid);
  }

  // How a file is shown is the server's to write; without an answer its description stands alone.
  function withFile(data) {
    const page = `${words.url}${words.url.includes("?") ? "&" : "?"}before=${data.number + 1}`;
    arriving = arriving.then(() => fetchPart(page))
      .then((fetched) => fetched.querySelector(`[data-number="${data.number}"]`)).catch(() => null)
      .then((item) => (item ? transcript.take(item) : transcript.add(data)))
      .then((isNew) => isNew && tell(data));
  }

  function tell(data) {
    if (data.author === words.me) return;
    reading.reach(transcript.newest());
    if (data.text) telling.add(data); // without words: taken back long ago, as is told next
  }

  function takenBack({ number }) {
    telling.takenBack(number);
    arriving.then(() => transcript.withdraw(number));
  }

  // Something happened to the conversation itself: who is here, or what is asked, may be other now.
  function happened(data) {
    if (!transcript.addLine(data)) return;
    around.soon(TOGETHER);
    tell({ author: data.author, number: data.number, name: "", text: transcript.inLanguage(data) });
  }

  function lookAround() {
    return fetchPart(words.aroundUrl, AROUND).then((fetched) => {
      replacePart(section, fetched, AROUND);
      composer.form.hidden = "stopped" in fetched.dataset;
    });
  }

  function typing(data) {
    if (data.id !== words.me) writers.writes(data, wire.since(data.at));
  }

  function apply(type, data) {
    if (type === "message.sent") came(data);
    else if (type === "line.added") happened(data);
    else if (type === "message.withdrawn") takenBack(data);
    else if (type.startsWith("participant.") || type === "report.decided") around.soon(TOGETHER);
    else if (type === "typing") typing(data);
  }

  // Nothing moves unless something was said, and what others said is announced as ever.
  function look() {
    return fetchPart(words.url).then((fetched) => {
      if (fetched.dataset.seq !== part().dataset.seq || stream.stale) show(fetched);
    });
  }

  function show(fetched) {
    const known = transcript.newest();
    transcript.become(fetched);
    composer.restore();
    stream.goOnFrom(Number(part().dataset.seq));
    transcript.saidAfter(known).forEach(tell);
    around.now();
  }

  function lookAgain() {
    composer.resend();
    return looking.now();
  }

  function over(code) {
    isOver = true;
    looking.refused(code);
    state(wire.state);
  }

  function say(text) {
    const line = section.querySelector("[data-state]");
    line.hidden = !text;
    line.textContent = text || "";
  }

  function state(now) {
    say(isOver ? words.kept : { connecting: words.connecting, offline: words.offline, blocked: words.blocked, lean: words.lean }[now]);
    section.dataset.line = isOver ? "over" : now;
    clearInterval(poll);
    poll = EVERY[now] && !isOver ? setInterval(lookAgain, EVERY[now]) : 0;
    if (isOver) return;
    composer.resend();
    if (now === "online") reading.go();
  }

  const composer = new Composer(section, wire, transcript, { posted: lookAgain, over });
  const stream = wire.hear(words.stream, Number(part().dataset.seq), apply, () => looking.now(), over);
  composer.restore();
  reading.reach(transcript.newest());
  wire.watch(state);
  speakOfLoss(wire);
  document.addEventListener("visibilitychange", () => reading.go());
  window.addEventListener("resize", () => reading.go());
}
