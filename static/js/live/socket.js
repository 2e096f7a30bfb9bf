// The page's one line to the server: asks and is answered, hears streams, and comes back by itself.
import { pause } from "./backoff.js";
import { LeanLine } from "./plain.js";
import { Stream } from "./stream.js";

const SUBPROTOCOL = "jobfair.v1";
const ANSWER_WITHIN = 15000; // an answer that takes longer means a dead line, whatever the browser thinks of it
const LOOK_WITHIN = 4000; // the same for a person who has just come back and looks at the page
const BEAT = 25000; // a page that only listens would not notice otherwise
const BLOCKED_AFTER = 4; // tries without any greeting: sockets are perhaps not let through here
const SESSION_OVER = 4401;

export class Line {
  // `open` makes a WebSocket-like thing; `reach` promises whether the server answers otherwise. Tests give their own.
  constructor(open, reach) {
    this.open = open;
    this.reach = reach;
    this.streams = new Map(); // name: everybody on this page who hears it, each with a number of their own
    this.waiting = new Map();
    this.watchers = new Set();
    this.number = 0;
    this.tries = 0;
    this.epoch = null;
    this.state = "idle"; // idle, connecting (for the first time), online, offline, blocked, ended
    this.asking = new Set(); // streams whose subscription is on its way
    this.timer = 0;
    this.beat = 0;
    this.socket = null;
    this.ahead = NaN; // of the page's own clock, which may be wrong
  }

  // Calls watcher(state) now and at every change.
  watch(watcher) {
    this.watchers.add(watcher);
    watcher(this.state);
  }

  hear(name, after, apply, afresh, refused) {
    const stream = new Stream(name, after, apply, afresh, refused);
    this.streams.set(name, (this.streams.get(name) || []).concat(stream));
    if (this.state === "online") this.subscribe(name);
    else this.connect();
    return stream;
  }

  // Resolves with the answer; rejects with {code, message, retry_after}, code "offline" when none came.
  ask(verb, given, within = ANSWER_WITHIN) {
    if (this.state !== "online") return Promise.reject({ code: this.state === "ended" ? "sign_in" : "offline" });
    const id = (this.number += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(), within);
      this.waiting.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify(Object.assign({ id, do: verb }, given)));
    });
  }

  connect() {
    if (this.socket || this.state === "ended") return;
    clearTimeout(this.timer);
    const socket = (this.socket = this.open(SUBPROTOCOL));
    socket.onmessage = (message) => this.read(JSON.parse(message.data));
    socket.onclose = (event) => this.lost(socket, event);
    this.timer = setTimeout(() => this.giveUp(), ANSWER_WITHIN);
    if (this.state === "idle") this.become("connecting"); // whoever hears of it may ask to hear more
  }

  giveUp() {
    const socket = this.socket;
    if (!socket) return;
    socket.close();
    this.lost(socket); // the browser may take minutes to say so
  }

  // At once: the person is back, or the network is. A line that only seems to be there is found out.
  now() {
    if (!this.streams.size) return;
    if (this.state === "online") this.ask("ping", {}, LOOK_WITHIN).catch(() => {});
    else this.connect();
  }

  read(frame) {
    if ("id" in frame) {
      this.settle(frame.id, (one) => ("ok" in frame ? one.resolve(frame.ok) : one.reject(frame.error)));
    } else if (frame.type === "hello") {
      this.ackEvery = frame.ack_every;
      this.unconfirmed = 0;
      this.seen = {};
      this.ahead = Date.parse(frame.now) - performance.now();
      this.greet(frame.epoch);
    } else if (frame.type === "bye") {
      this.next = frame.retry_ms;
    } else if (this.streams.has(frame.stream)) {
      this.tell(frame.stream, frame);
    }
  }

  // How many milliseconds ago something was, by the server's clock; NaN where that is not known.
  since(at) {
    return performance.now() + this.ahead - Date.parse(at);
  }

  tell(name, frame) {
    if (frame.seq && this.ackEvery) this.confirm(frame);
    const heard = this.streams.get(name);
    if (frame.type === "reset") heard.forEach((stream) => stream.afresh());
    else if (frame.type === "ended") this.refuse(name, "not_allowed");
    else if (heard.filter((stream) => stream.take(frame)).length) this.subscribe(name);
  }

  // Some servers cannot know what has arrived; they ask to be told.
  confirm(frame) {
    this.seen[frame.stream] = frame.seq;
    this.unconfirmed += 1;
    if (this.unconfirmed < this.ackEvery) return;
    this.unconfirmed = 0;
    this.socket.send(JSON.stringify({ do: "ack", seen: this.seen }));
  }

  greet(epoch) {
    const restored = this.epoch !== null && this.epoch !== epoch;
    this.epoch = epoch;
    this.tries = 0;
    clearTimeout(this.timer);
    this.beat = setInterval(() => this.ask("ping").catch(() => {}), BEAT);
    this.become("online");
    this.streams.forEach((heard, name) => {
      if (restored) heard.forEach((stream) => stream.afresh());
      this.subscribe(name);
    });
  }

  // From the lowest number that somebody here has come to; the others know what comes twice.
  subscribe(name) {
    const heard = this.streams.get(name);
    if (!heard || this.asking.has(name)) return;
    this.asking.add(name);
    const after = Math.min.apply(null, heard.map((stream) => stream.after));
    this.ask("subscribe", { stream: name, after, epoch: this.epoch }).then(
      () => this.asking.delete(name),
      (error) => {
        this.asking.delete(name);
        if (error.retry_after) setTimeout(() => this.subscribe(name), error.retry_after * 1000);
        else if (error.code !== "offline") this.refuse(name, error.code);
      },
    );
  }

  refuse(name, code) {
    const heard = this.streams.get(name) || [];
    this.streams.delete(name);
    heard.forEach((stream) => stream.refused(code));
  }

  settle(id, how) {
    const one = this.waiting.get(id);
    if (!one) return;
    this.waiting.delete(id);
    clearTimeout(one.timer);
    how(one);
  }

  lost(socket, event) {
    if (socket !== this.socket) return;
    this.socket = null;
    clearTimeout(this.timer);
    clearInterval(this.beat);
    const isOver = event && event.code === SESSION_OVER;
    this.waiting.forEach((one, id) => this.settle(id, () => one.reject({ code: isOver ? "sign_in" : "offline" })));
    if (isOver) this.end();
    else this.comeBack();
  }

  comeBack() {
    if (this.state === "online") this.become("offline");
    const after = this.next === undefined ? pause(this.tries) : this.next;
    this.next = undefined;
    this.tries += 1;
    if (this.tries >= BLOCKED_AFTER) this.reach().then((answers) => this.judge(answers));
    this.timer = setTimeout(() => this.connect(), after);
  }

  // Sockets are blocked only where the same server answers to everything else.
  judge(answers) {
    if (this.state !== "online" && this.state !== "ended") this.become(answers ? "blocked" : "offline");
  }

  // Whoever signs in next may be somebody else: nothing is said or heard in this page's name any more.
  end() {
    this.become("ended");
    Array.from(this.streams.keys()).forEach((name) => this.refuse(name, "sign_in"));
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.watchers.forEach((watcher) => watcher(state));
  }
}

function openHere(subprotocol) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(`${scheme}//${location.host}/ws`, [subprotocol]);
}

function reachHere() {
  return fetch("/healthz/live", { cache: "no-store" }).then((answer) => answer.ok, () => false);
}

let shared = null;

// The line that all behaviours of a page share.
export function line() {
  if (shared) return shared;
  if (document.documentElement.dataset.lean) return (shared = new LeanLine());
  shared = new Line(openHere, reachHere);
  window.addEventListener("online", () => shared.now());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) shared.now();
  });
  return shared;
}
