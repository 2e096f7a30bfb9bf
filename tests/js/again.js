import { Again } from "/static/js/live/again.js";
import { fetchPart } from "/static/js/live/region.js";
import { equal, test } from "./harness.js";

const PAGE = `<div data-controller="connection" data-sign-in="您已退出登录。" data-sign-in-link="登录" data-login="/accounts/login/"
  data-gone="不再更新。" data-gone-link="刷新" hidden></div><p id="announce-polite"></p><p id="announce-now"></p>`;

function stage(answers) {
  document.body.innerHTML = PAGE;
  const bar = document.body.firstElementChild;
  let asked = 0;
  const again = new Again(() => {
    const code = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    return code ? Promise.reject({ code }) : Promise.resolve();
  });
  return { again, bar, asked: () => asked };
}

const settled = () => new Promise((done) => { Promise.resolve().then(() => {}).then(() => {}).then(() => {}).then(done); });

// Runs with timers that fire when the test says so; the longest a pause may be is taken.
async function timed(body) {
  const [later, random] = [window.setTimeout, Math.random];
  const due = [];
  window.setTimeout = (call, after) => due.push({ call, after });
  Math.random = () => 1;
  try {
    await body(due);
  } finally {
    [window.setTimeout, Math.random] = [later, random];
  }
}

test("while the server does not answer each try is later than the one before, and one that works begins anew", () => timed(async (due) => {
  const { again } = stage(["offline", "offline", "offline", "", "offline"]);
  await again.now();
  for (let tries = 0; tries < 4; tries += 1) {
    again.soon(1);
    due[due.length - 1].call();
    await settled();
  }
  equal(due.map((one) => one.after), [1500, 2000, 3000, 1, 1500]);
}));

test("where it is no use nothing is asked again, and the page says once what to do", () => timed(async (due) => {
  const { again, bar, asked } = stage(["sign_in"]);
  await again.now();
  again.soon(1);
  await again.now();
  again.end("gone");
  equal([asked(), due.filter((one) => one.after === 1).length, bar.hidden, bar.textContent], [1, 0, false, "您已退出登录。 登录"]);
  equal(bar.querySelector("a").getAttribute("href"), `/accounts/login/?next=${encodeURIComponent(location.pathname)}`);
}));

test("what may not be heard is fetched once to learn why", () => timed(async () => {
  for (const [answer, said] of [["sign_in", "您已退出登录。 登录"], ["gone", "不再更新。 刷新"], ["", "不再更新。 刷新"]]) {
    const { again, bar } = stage([answer]);
    again.refused("not_allowed");
    await new Promise((done) => requestAnimationFrame(done));
    equal(bar.textContent, said);
  }
}));

test("a part that cannot be fetched is told apart by what would help", async () => {
  const real = window.fetch;
  const codes = [];
  const answers = [
    { status: 500 }, { status: 502 }, { status: 404 }, { status: 403 }, { status: 401 },
    { status: 200, url: `${location.origin}/accounts/login/?next=/` }, { status: 200, url: `${location.origin}/fairs/` }, null,
  ];
  try {
    for (const answer of answers) {
      window.fetch = () => (answer ? Promise.resolve({ ok: answer.status < 400, text: () => Promise.resolve("<p>"), ...answer }) : Promise.reject(new TypeError()));
      await fetchPart("/part/").catch((error) => codes.push(error.code));
    }
  } finally {
    window.fetch = real;
  }
  equal(codes, ["offline", "offline", "gone", "gone", "sign_in", "sign_in", "gone", "offline"]);
});
