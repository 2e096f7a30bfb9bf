import { equal, Socket, server, tell, test, until } from "./harness.js";

server.leaves = ["intent.record", "chat.send"];

const asked = (verb) => server.sent.filter((one) => one.do === verb);

const BAR = `<div data-controller="connection" data-lost="断了" data-gone="不再更新。" data-gone-link="刷新" data-sign-in="已退出。"
  data-sign-in-link="登录" data-login="/accounts/login/" hidden></div><p id="announce-polite"></p><p id="announce-now"></p>`;

// Connects a controller to what it is for, with `pages` as the server's answers by address.
async function stage(html, name, pages = {}, headers = {}) {
  window.WebSocket = Socket;
  document.body.innerHTML = BAR + html;
  server.sent.length = 0;
  const fetched = [];
  window.fetch = (url) => {
    fetched.push(url);
    const page = pages[url];
    return Promise.resolve({ ok: typeof page === "string", status: page || 200, url: location.origin + url, headers: new Headers(headers), text: () => Promise.resolve(page) });
  };
  const { connect } = await import(`/static/js/controllers/${name}.js`);
  const element = document.body.lastElementChild;
  connect(element);
  const { line } = await import("/static/js/live/socket.js");
  if (!server.socket) line().hear("any", 0, () => {}, () => {});
  tell({ type: "hello", epoch: "e", ack_every: 0, now: new Date().toISOString() });
  return { element, fetched, bar: document.body.firstElementChild };
}

const list = (seq, words) => `<div data-part data-seq="${seq}"><p>${words}</p></div>`;

test("a list is fetched when its stream says so, once for all that comes together", async () => {
  const { element, fetched } = await stage(`<div data-stream="r.1" data-url="/list/">${list(3, "一")}</div>`, "region", { "/list/": list(5, "二") });
  tell({ stream: "r.1", seq: 4, type: "t", data: {} });
  tell({ stream: "r.1", seq: 5, type: "t", data: {} });
  await until(() => element.textContent === "二");
  equal(fetched, ["/list/"]);
});

test("a list that may not be heard any longer says so, and is asked for once to learn why", async () => {
  const { fetched, bar } = await stage(`<div data-stream="r.2" data-url="/list/">${list(1, "一")}</div>`, "region", { "/list/": 404 });
  tell({ stream: "r.2", type: "ended" });
  await until(() => !bar.hidden);
  tell({ stream: "r.2", seq: 2, type: "t", data: {} });
  equal([bar.textContent, fetched], ["不再更新。 刷新", ["/list/"]]);
});

test("a step of somebody whose session is over goes as a form, which asks to sign in", async () => {
  const { element } = await stage(`<div data-recorded="已记录。"><form data-position="p" data-side="jobseeker" data-channel="form">
    <input name="cid" value="c"><button name="step" value="interested">有意向</button></form></div>`, "intents");
  const form = element.querySelector("form");
  let isPosted = false;
  form.submit = () => { isPosted = true; };
  form.requestSubmit(form.querySelector("button"));
  tell({ id: asked("intent.record")[0].id, error: { code: "sign_in", message: "请先登录。" } });
  await until(() => isPosted);
  equal(form.querySelector("[data-refused]"), null);
});

const TALK = (stream) => `<section data-stream="${stream}" data-conversation="c" data-me="me" data-you="您" data-read="0" data-url="/messages/" data-around-url="/around/" data-zone="Asia/Shanghai"
  data-one="{name}：{text}" data-many="{n} 条新消息" data-gone="已撤回" data-jump="{n} 条" data-behalf="" data-nth="" data-sent="已发送" data-sending="发送中"
  data-failed="没有发出" data-kept="会保留" data-typing="{name} 正在写…"><p data-state hidden></p><div data-around></div>
  <div data-part data-seq="0"><div role="log"><ol></ol></div><p data-newest tabindex="-1"></p></div><p data-typing-place></p><button data-jump-button hidden></button>
  <form data-composer action="/send/"><input name="csrfmiddlewaretoken" value="x"><textarea name="text" data-max="10"></textarea><button data-go="/file/"></button><span data-enter-hint hidden></span></form>
  <template data-message><li tabindex="-1"><p class="said__head"><b class="said__name"></b><span class="said__behalf"></span><span class="said__seat"></span><time></time><span class="said__state"></span></p><p class="said__text"></p></li></template></section>`;

function message(stream, seq, text) {
  const data = { number: seq, cid: `c${seq}`, id: `i${seq}`, author: "other", name: "王老师", seat: "rep", for_name: "", text, file: null, at: "2026-11-23T01:05:00+00:00" };
  return { stream, seq, type: "message.sent", data };
}

test("what was said and taken back in the same breath is not spoken, and all is read by one word", async () => {
  const { element } = await stage(TALK("t.1"), "talk");
  const spoken = [];
  new MutationObserver(() => spoken.push(document.getElementById("announce-polite").textContent))
    .observe(document.getElementById("announce-polite"), { childList: true });
  tell(message("t.1", 1, "九点"));
  tell(message("t.1", 2, "写错了"));
  tell({ stream: "t.1", seq: 3, type: "message.withdrawn", data: { id: "i2", number: 2 } });
  tell(message("t.1", 4, ""));
  await until(() => asked("chat.read").length && spoken.length);
  equal([spoken, asked("chat.read").map((one) => one.number)], [["王老师：九点"], [4]]);
  equal(Array.from(element.querySelectorAll(".said__text"), (one) => one.textContent), ["九点", "已撤回", ""]);
});

test("a talk that may not be heard any longer is not called connected, and keeps what is written", async () => {
  localStorage.clear();
  const { element, bar } = await stage(TALK("t.2"), "talk", { "/messages/": 404 });
  element.querySelector("textarea").value = "还没写完";
  tell({ stream: "t.2", type: "ended" });
  await until(() => !bar.hidden);
  equal([element.dataset.line, element.querySelector("[data-state]").textContent, element.querySelector("textarea").value], ["over", "会保留", "还没写完"]);
});

// What timers are set for while `body` runs.
function waiting(body) {
  const later = window.setTimeout;
  const due = [];
  window.setTimeout = (call, after) => { due.push(after); return later(call, after); };
  try {
    body(due);
  } finally {
    window.setTimeout = later;
  }
}

const board = (number) => `<div data-part data-heard='{"b.1":${number}}' data-number="${number}"><b data-count="mutual">${number}</b><i data-ledger></i></div>`;

test("a board is fetched with the first change, and with the next when the server draws it anew", async () => {
  document.documentElement.lang = "zh-Hans-CN";
  const { element, fetched } = await stage(`<div data-url="/board/" data-live="yes"><a data-refresh></a><button data-pause></button>${board(3)}</div>`,
    "board", { "/board/": board(4) }, { "Next-In": "400" });
  const counted = (number) => tell({ stream: "b.1", seq: number, type: "intents.counted", data: { number, counts: { mutual: number } } });
  counted(4);
  equal(fetched.length, 0);
  await until(() => fetched.length === 1);
  waiting((due) => {
    counted(5);
    equal(due.map((after) => after > 0 && after <= 400), [true]);
  });
  await until(() => fetched.length === 2);
  equal(element.querySelector("[data-count]").textContent, "5");
});
