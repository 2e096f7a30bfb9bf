// <section data-controller="talk" data-stream data-conversation data-me data-url …>: one conversation, live.
// The page works without it by forms; here words go over the line and appear at once, with their state in words.
import { announceLatest, announceNow } from "../announce.js";
import { Composer } from "../live/composer.js";
import { fetchPart, replacePart } from "../live/region.js";
import { EVERY, post } from "../live/plain.js";
import { line } from "../live/socket.js";
import { Transcript } from "../live/transcript.js";

const LOST_AFTER = 10000;
const SPOKEN_WHOLE = 60;
const TOGETHER = 300; // milliseconds in which several happenings are fetched as one
const TYPING_HOLDS = 6000; // milliseconds a sign of writing is shown without another
const AROUND = "[data-around]";

function fill(pattern, words) {
  return pattern.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
}

export function connect(section) {
  const words = section.dataset;
  const wire = line();
  const transcript = new Transcript(section);
  const fresh = [];
  let poll = 0;
  let lostTimer = 0;
  let aroundTimer = 0;
  let typingTimer = 0;
  let arriving = Promise.resolve(); // until the last file stands in the transcript

  function part() {
    return section.querySelector("[data-part]");
  }

  function spoken() {
    const count = fresh.length;
    const last = fresh[count - 1];
    fresh.length = 0;
    if (!last) return "";
    if (document.documentElement.dataset.speech === "count") return fill(words.count, { n: count });
    if (!last.name) return last.text;
    if (count > 1) return fill(words.many, { n: count, name: last.name });
    return fill(last.text.length > SPOKEN_WHOLE ? words.long : words.one, last);
  }

  function came(data) {
    if (data.file) withFile(data);
    else if (transcript.add(data)) tell(data);
    if (data.author === words.me) composer.accepted(data.cid);
  }

  // How a file is shown is the server's to write; without an answer its description stands alone.
  function withFile(data) {
    const page = `${words.url}${words.url.includes("?") ? "&" : "?"}before=${data.number + 1}`;
    arriving = fetchPart(page)
      .then((fetched) => fetched.querySelector(`[data-number="${data.number}"]`)).catch(() => null)
      .then((item) => (item ? transcript.take(item) : transcript.add(data)))
      .then((isNew) => isNew && tell(data));
  }

  function tell(data) {
    if (data.author === words.me) return;
    fresh.push(data);
    announceLatest(`messages ${words.conversation}`, spoken);
    read();
  }

  // Something happened to the conversation itself: who is here, or what is asked, may be other now.
  function happened(data) {
    if (!transcript.addLine(data)) return;
    lookAroundSoon();
    if (data.author === words.me) return;
    fresh.push({ name: "", text: transcript.inLanguage(data) });
    announceLatest(`messages ${words.conversation}`, spoken);
    read();
  }

  function lookAroundSoon() {
    if (!aroundTimer) aroundTimer = setTimeout(lookAround, TOGETHER);
  }

  function lookAround() {
    aroundTimer = 0;
    return fetchPart(words.aroundUrl, AROUND).then((fetched) => {
      replacePart(section, fetched, AROUND);
      composer.form.hidden = "stopped" in fetched.dataset;
    }).catch(() => {});
  }

  function read() {
    if (document.hidden) return;
    const number = transcript.newest();
    const told = poll
      ? post(composer.form, words.readUrl, { number })
      : wire.ask("chat.read", { conversation: words.conversation, number });
    told.catch(() => {});
  }

  // In sight only: a screen reader is told what was said, not that somebody is about to.
  function typing(data) {
    if (data.id === words.me) return;
    const place = section.querySelector("[data-typing-place]");
    clearTimeout(typingTimer);
    place.textContent = data.is_typing ? fill(words.typing, data) : "";
    if (data.is_typing) typingTimer = setTimeout(() => { place.textContent = ""; }, TYPING_HOLDS);
  }

  function apply(type, data) {
    if (type === "message.sent") came(data);
    else if (type === "line.added") happened(data);
    else if (type === "message.withdrawn") arriving.then(() => transcript.withdraw(data.number));
    else if (type.startsWith("participant.") || type === "report.decided") lookAroundSoon();
    else if (type === "typing") typing(data);
  }

  function show(fetched) {
    transcript.keepOlder(fetched);
    replacePart(section, fetched);
    composer.pending().forEach((one) => transcript.pending(one));
    stream.goOnFrom(Number(part().dataset.seq));
    return lookAround();
  }

  function afresh() {
    return fetchPart(words.url).then(show).catch(() => poll || setTimeout(afresh, EVERY.blocked));
  }

  // Where no socket tells: nothing moves unless something was said, and what others said is announced as ever.
  function lookAgain() {
    composer.resend();
    return fetchPart(words.url).then((fetched) => {
      if (fetched.dataset.seq === part().dataset.seq) return null;
      const known = transcript.newest();
      const shown = show(fetched);
      transcript.saidAfter(known).forEach(tell);
      return shown;
    }).catch(() => {});
  }

  function state(now) {
    const line = section.querySelector("[data-state]");
    const text = { online: words.online, offline: words.offline, connecting: words.offline, blocked: words.blocked, lean: words.lean }[now];
    line.hidden = now === "idle" || now === "online";
    line.textContent = text || "";
    section.dataset.line = now;
    clearTimeout(lostTimer);
    clearInterval(poll);
    if (now === "offline") lostTimer = setTimeout(() => announceNow(words.offline), LOST_AFTER);
    poll = EVERY[now] ? setInterval(lookAgain, EVERY[now]) : 0;
    if (poll || now === "online") composer.resend();
  }

  const composer = new Composer(section, wire, transcript, lookAgain);
  const stream = wire.hear(words.stream, Number(part().dataset.seq), apply, afresh);
  composer.restore();
  wire.watch(state);
  document.addEventListener("visibilitychange", read);
}
