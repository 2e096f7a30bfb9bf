import { equal, Socket, server, tell, test, until } from "./harness.js";

// The line is the page's own: another behaviour of the page opens it.
const fact = (seq, type, data = {}) => tell({ stream: "user.1", seq, type, data });
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const LONGER = 900; // milliseconds than changes are gathered

function links(seq, n) {
  const waits = n ? ` data-waits='{"unread": [${n}, "我的会话：${n} 个有新消息"]}'` : "";
  return `<ul data-seq="${seq}"><li><a href="/">首页</a></li><li><a href="/talk/"${waits}>我的会话${n ? `（${n} 个有新消息）` : ""}</a></li></ul>`;
}

const TALK = `<section data-controller="talk" data-conversation="c1">一</section>`;

// A page with this many talks in which there is news; `answer` is what the server gives next.
async function stage(n, beside = "", { opens = true, lean = false } = {}) {
  if (lean) document.documentElement.dataset.lean = "yes";
  window.WebSocket = Socket;
  document.body.innerHTML = `${beside}<p id="announce-polite"></p><p id="announce-now"></p>
    <nav data-stream="user.1" data-url="/navigation/?at=/">${links(3, n)}</nav>`;
  const page = { nav: document.body.lastElementChild, fetched: 0, answer: links(9, n), status: 200 };
  window.fetch = (url) => {
    page.fetched += 1;
    const given = { ok: page.status === 200, status: page.status, url: location.origin + url, text: () => Promise.resolve(`<nav>${page.answer}</nav>`) };
    return Promise.resolve(given);
  };
  const { connect } = await import("/static/js/controllers/navigation.js");
  connect(page.nav);
  const { line } = await import("/static/js/live/socket.js");
  page.line = line();
  if (opens && !lean) {
    page.line.hear("fair.1", 0, () => {}, () => {});
    tell({ type: "hello", epoch: "e", ack_every: 0, now: new Date().toISOString() });
  }
  page.said = () => document.getElementById("announce-polite").textContent;
  page.words = () => page.nav.querySelector("[href='/talk/']").textContent;
  return page;
}

test("a page without a line is given none by the links", async () => {
  await stage(0, "", { opens: false });
  equal(server.socket, null);
});

test("with saved data nothing is opened and nothing fetched", async () => {
  const { line, fetched } = await stage(0, "", { lean: true });
  equal([server.socket, line.state, fetched], [null, "lean", 0]);
});

test("the links share the line that another behaviour opens, from the number they are true of", async () => {
  await stage(0);
  equal(server.sent.map((one) => [one.stream, one.after]), [["fair.1", 0], ["user.1", 3]]);
});

test("what is more than before is fetched once, shown and said, and focus stays", async () => {
  const page = await stage(0);
  const link = page.nav.querySelector("[href='/talk/']");
  link.focus();
  page.answer = links(5, 1);
  fact(4, "conversation.moved", { id: "c1" });
  fact(5, "conversation.moved", { id: "c1" });
  await until(() => page.said());
  equal([page.fetched, page.words(), page.said()], [1, "我的会话（1 个有新消息）", "我的会话：1 个有新消息"]);
  equal(document.activeElement === link, true);
});

test("what is less than before is shown and not said", async () => {
  const page = await stage(2);
  page.answer = links(4, 1);
  fact(4, "conversation.read", { id: "c1" });
  await until(() => page.words() === "我的会话（1 个有新消息）");
  equal(page.said(), "");
});

test("what changes no number is not fetched", async () => {
  const page = await stage(0);
  fact(4, "intent.moved", { id: "i1" });
  fact(5, "conversation.read", { id: "c1" });
  await pause(LONGER);
  equal(page.fetched, 0);
});

test("what comes into the talk in sight is neither fetched nor said", async () => {
  const page = await stage(0, TALK);
  fact(4, "conversation.moved", { id: "c1" });
  await pause(LONGER);
  equal([page.fetched, page.said()], [0, ""]);
});

test("who waits in the talk that is open is counted and not said", async () => {
  const page = await stage(0, TALK);
  page.answer = links(4, 1);
  fact(4, "tasks.changed", { conversation: "c1" });
  await until(() => page.words() === "我的会话（1 个有新消息）");
  await pause(50);
  equal(page.said(), "");
});

test("what comes into another talk is said beside one that is open", async () => {
  const page = await stage(0, TALK);
  page.answer = links(4, 1);
  fact(4, "conversation.moved", { id: "c2" });
  await until(() => page.said());
  equal(page.said(), "我的会话：1 个有新消息");
});

test("what a fetch that failed left unsaid is said with the next", async () => {
  const page = await stage(0);
  page.status = 502;
  fact(4, "conversation.moved", { id: "c2" });
  await until(() => page.fetched);
  page.status = 200;
  page.answer = links(4, 1);
  await until(() => page.said());
  equal(page.said(), "我的会话：1 个有新消息");
});

test("when the session is over nothing is asked again and nothing said", async () => {
  const page = await stage(0);
  page.status = 401;
  fact(4, "conversation.moved", { id: "c2" });
  await until(() => page.fetched);
  fact(5, "conversation.moved", { id: "c2" });
  await pause(LONGER);
  equal([page.fetched, page.said()], [1, ""]);
});

test("where sockets are blocked the links are fetched once a minute, and not when they are let through again", async () => {
  const [begin, end] = [window.setInterval, window.clearInterval];
  const due = [];
  window.setInterval = (call, after) => due.push({ call, after });
  window.clearInterval = (id) => delete due[id - 1];
  try {
    const page = await stage(0);
    page.line.become("blocked");
    page.answer = links(4, 1);
    due.filter((one) => one.after === 60000).forEach((one) => one.call());
    await until(() => page.said());
    equal([page.fetched, page.said()], [1, "我的会话：1 个有新消息"]);
    page.line.become("online");
    equal(due.filter((one) => one.after === 60000).length, 0);
  } finally {
    [window.setInterval, window.clearInterval] = [begin, end];
  }
});
