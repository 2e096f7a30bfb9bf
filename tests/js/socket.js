import { pause } from "/static/js/live/backoff.js";
import { Line } from "/static/js/live/socket.js";
import { equal, test } from "./harness.js";

class Socket {
  constructor() {
    this.sent = [];
    this.isClosed = false;
  }
  send(text) { this.sent.push(JSON.parse(text)); }
  close() { this.isClosed = true; }
  come(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
}

function opened(answers = false) {
  const sockets = [];
  const line = new Line(() => sockets[sockets.push(new Socket()) - 1], () => Promise.resolve(answers));
  const told = [];
  const heard = [(_type, _data, seq) => told.push(seq), () => told.push("afresh"), (code) => told.push(code)];
  const stream = line.hear("s", 3, ...heard);
  return { line, stream, told, sockets, last: () => sockets[sockets.length - 1] };
}

const hello = { type: "hello", epoch: "one", ack_every: 0, now: "2026-11-23T09:00:00+00:00" };
const verbs = (socket) => socket.sent.map((one) => one.do);
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

// Runs with a clock of its own: timers fire when `pass` says so.
async function timed(body) {
  const names = ["setTimeout", "setInterval", "clearTimeout", "clearInterval"];
  const kept = names.map((name) => window[name]);
  const timers = [];
  const begin = (call, after) => timers.push({ call, after });
  const end = (id) => delete timers[id - 1];
  [begin, begin, end, end].forEach((own, place) => { window[names[place]] = own; });
  try {
    await body((after) => timers.filter((one) => one.after === after).forEach((one) => one.call()));
  } finally {
    names.forEach((name, place) => { window[name] = kept[place]; });
  }
}

test("after the greeting each stream is asked for from its number", () => {
  const { last } = opened();
  last().come(hello);
  equal(last().sent, [{ id: 1, do: "subscribe", stream: "s", after: 3, epoch: "one" }]);
});

test("a gap is asked for once, however much comes after it", async () => {
  const { last, told } = opened();
  last().come(hello);
  last().come({ id: 1, ok: {} });
  await turn();
  [5, 6, 7].forEach((seq) => last().come({ stream: "s", seq, type: "t", data: {} }));
  equal(verbs(last()), ["subscribe", "subscribe"]);
  last().come({ stream: "s", seq: 4, type: "t", data: {} });
  equal(told, [4, 5, 6, 7]);
});

test("in another life of the database the page is fetched, and goes on listening", async () => {
  const { last, told, line } = opened();
  last().come(hello);
  last().onclose();
  await turn();
  line.connect();
  last().come({ type: "hello", epoch: "two", ack_every: 0 });
  equal(told, ["afresh"]);
  equal(verbs(last()), ["subscribe"]);
});

test("without an answer the line is dead, and a new one is opened", () => timed(async (pass) => {
  const { line, last, sockets } = opened();
  last().come(hello);
  const asked = line.ask("chat.send", {}).catch((error) => error.code);
  pass(15000);
  equal(await asked, "offline");
  equal([sockets[0].isClosed, line.state], [true, "offline"]);
}));

test("a page that only listens asks now and then whether the line lives", () => timed(async (pass) => {
  const { last } = opened();
  last().come(hello);
  pass(25000);
  equal(verbs(last()), ["subscribe", "ping"]);
}));

test("a line on which nothing comes through any more is found out in 40 s, and what was heard is heard on a new one", () => timed(async (pass) => {
  const { line, last, sockets } = opened();
  last().come(hello);
  last().come({ id: 1, ok: {} });
  await Promise.resolve().then(() => {});
  pass(15000);
  equal(line.state, "online"); // everything asked so far was answered
  pass(25000);
  pass(15000);
  equal([sockets[0].isClosed, line.state], [true, "offline"]);
  line.connect();
  last().come(hello);
  equal([sockets.length, verbs(last())], [2, ["subscribe"]]);
}));

test("a subscription refused for now is asked for again", () => timed(async (pass) => {
  const { last } = opened();
  last().come(hello);
  last().come({ id: 1, error: { code: "too_many", retry_after: 3 } });
  await Promise.resolve().then(() => {}).then(() => {});
  pass(3000);
  equal(verbs(last()), ["subscribe", "subscribe"]);
}));

test("a server that says goodbye says when to come back", () => timed(async (pass) => {
  const { last, sockets } = opened();
  last().come(hello);
  last().come({ type: "bye", retry_ms: 4321 });
  last().onclose();
  pass(4321);
  equal(sockets.length, 2);
}));

test("a stream that has ended is asked for no more", () => {
  const { last, line } = opened();
  last().come({ type: "ended", stream: "s" });
  last().come(hello);
  equal([last().sent, line.streams.size], [[], 0]);
});

async function fail(line, last, times) {
  for (let number = 0; number < times; number += 1) {
    line.connect();
    last().onclose({ code: 1006 });
    await turn();
  }
}

test("the first try is not a loss, and a line that never came stays one that is being made", async () => {
  const { line, last } = opened();
  equal(line.state, "connecting");
  await fail(line, last, 3);
  equal(line.state, "connecting");
});

test("while a lost line is being mended nothing else is said of it", async () => {
  const { line, last } = opened();
  const states = [];
  last().come(hello);
  line.watch((state) => states.push(state));
  await fail(line, last, 3);
  equal(states, ["online", "offline"]);
});

test("sockets are called blocked only where the server answers otherwise", async () => {
  for (const [answers, state] of [[true, "blocked"], [false, "offline"]]) {
    const { line, last } = opened(answers);
    await fail(line, last, 5);
    equal(line.state, state);
    line.connect();
    last().come(hello);
    equal(line.state, "online");
  }
});

test("when the session is over the page is told, and does not come back as somebody else", async () => {
  const { line, last, told, sockets } = opened();
  last().come(hello);
  const asked = line.ask("chat.send", {}).catch((error) => error.code);
  last().onclose({ code: 4401 });
  line.now();
  equal([await asked, line.state, told, sockets.length], ["sign_in", "ended", ["sign_in"], 1]);
  equal(await line.ask("chat.send", {}).catch((error) => error.code), "sign_in");
});

test("a stream that is refused or ends is told, and a lost line is neither", async () => {
  const { last, told, line } = opened();
  last().come(hello);
  last().onclose({ code: 1006 });
  await turn();
  line.connect();
  last().come(hello);
  last().come({ id: 2, error: { code: "not_allowed", message: "" } });
  await turn();
  equal(told, ["not_allowed"]);
  line.hear("s", 3, () => {}, () => {}, (code) => told.push(code));
  last().come({ type: "ended", stream: "s" });
  equal(told, ["not_allowed", "not_allowed"]);
});

test("who comes back looks at once whether the line lives", () => timed(async (pass) => {
  const { line, last, sockets } = opened();
  last().come(hello);
  line.now();
  equal(verbs(last()), ["subscribe", "ping"]);
  pass(4000);
  equal([sockets[0].isClosed, line.state], [true, "offline"]);
}));

test("how long ago something was is told by the server's clock", () => {
  const { line, last } = opened();
  last().come(Object.assign({}, hello, { now: "2020-01-01T08:00:05+08:00" }));
  equal(Math.round(line.since("2020-01-01T00:00:00+00:00") / 1000), 5);
});

test("pauses grow to half a minute and are spread from nothing", () => {
  equal([0, 1, 3, 20].map((tries) => pause(tries, () => 1)), [500, 1000, 4000, 30000]);
  equal(pause(20, () => 0), 0);
});
