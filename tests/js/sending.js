import { post } from "/static/js/live/plain.js";
import { Unsent } from "/static/js/live/unsent.js";
import { equal, test } from "./harness.js";

const WORDS = { sending: "发送中", sent: "已发送", unsent: "未送达", failed: "没有发出", signedOut: "登录后发出" };
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

// Each message waits for what the test answers; the alerts are noted.
async function stage() {
  document.body.innerHTML = '<p id="announce-polite"></p><p id="announce-now"></p>';
  localStorage.clear();
  const { Sending } = await import("/static/js/live/sending.js");
  const alerts = [];
  new MutationObserver(() => alerts.push(document.getElementById("announce-now").textContent))
    .observe(document.getElementById("announce-now"), { childList: true });
  const states = {};
  const retries = {};
  const back = [];
  const asked = [];
  const over = [];
  const unsent = new Unsent("me.talk", localStorage);
  const sending = new Sending(unsent, WORDS, {
    isReady: () => true,
    say: (one) => new Promise((resolve, reject) => asked.push({ text: one.text, resolve, reject })),
    show: (cid, state, retry) => { states[cid] = state; retries[cid] = retry; },
    takeBack: (one) => back.push(one.text),
    over: (code) => over.push(code),
  });
  return { sending, unsent, states, retries, back, asked, over, alerts, write: (cid) => sending.add({ cid, text: cid }) };
}

test("one message after the other, in the order they were written", async () => {
  const { asked, write, states, unsent } = await stage();
  ["一", "二", "三"].forEach(write);
  equal(asked.map((one) => one.text), ["一"]);
  asked[0].resolve();
  await turn();
  equal([asked.map((one) => one.text), states["一"]], [["一", "二"], "已发送"]);
  asked[1].reject({ code: "offline" });
  await turn();
  equal([asked.length, states["二"], states["三"], unsent.all().length], [2, "未送达", "未送达", 2]);
});

test("what is refused stands there until its writer takes it back, and holds up nothing", async () => {
  const { asked, write, states, retries, back, unsent, sending } = await stage();
  ["一", "二"].forEach(write);
  asked[0].reject({ code: "invalid", message: "太长" });
  await turn();
  equal([asked[1].text, states["一"], unsent.all()[0].refused], ["二", "没有发出：太长", "太长"]);
  asked[1].resolve();
  await turn();
  sending.go();
  equal([asked.length, unsent.all().map((one) => one.cid)], [2, ["一"]]);
  retries["一"]();
  equal([back, unsent.all()], [["一"], []]);
});

test("a session that is over keeps the words for after signing in", async () => {
  const { asked, write, states, unsent, over } = await stage();
  write("一");
  asked[0].reject({ code: "sign_in", message: "请先登录。" });
  await turn();
  equal([states["一"], over, unsent.all()], ["登录后发出", ["sign_in"], [{ cid: "一", text: "一" }]]);
});

test("that words wait is said aloud once for each, however often they are tried", async () => {
  const { asked, write, sending, alerts } = await stage();
  ["一", "二"].forEach(write);
  for (let tries = 0; tries < 3; tries += 1) {
    asked[tries].reject({ code: "offline" });
    await turn();
    sending.go();
  }
  equal(alerts, ["未送达"]);
  write("三");
  asked[3].reject({ code: "offline" });
  await turn();
  equal(alerts, ["未送达", "未送达"]);
});

test("a store that takes nothing sends all the same", async () => {
  const full = { getItem: () => null, setItem: () => { throw new Error("full"); }, removeItem: () => {} };
  const { sending, asked } = await stage();
  sending.unsent = new Unsent("me.talk", full);
  sending.add({ cid: "一", text: "一" });
  asked[0].resolve();
  await turn();
  equal(sending.unsent.all(), []);
});

test("a form that is answered with another page says why it was not taken", async () => {
  const real = window.fetch;
  const form = document.createElement("form");
  form.innerHTML = '<input name="csrfmiddlewaretoken" value="x">';
  const codes = [];
  try {
    for (const [status, path] of [[200, "/accounts/login/"], [403, "/talk/"], [404, "/talk/"], [502, "/talk/"]]) {
      const answer = { status, url: location.origin + path, json: () => Promise.reject(new SyntaxError()) };
      window.fetch = () => Promise.resolve(answer);
      await post(form, "/talk/", {}).catch((error) => codes.push(error.code));
    }
  } finally {
    window.fetch = real;
  }
  equal(codes, ["sign_in", "gone", "gone", "offline"]);
});
