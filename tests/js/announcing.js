import { equal, test } from "./harness.js";

// The regions stand in the page before the script looks for them; the clock is the test's own.
function stage() {
  document.body.innerHTML = '<p id="announce-polite"></p><p id="announce-now"></p>';
  const said = [];
  const due = [];
  const real = { now: performance.now, setTimeout: window.setTimeout };
  let time = 100000;
  performance.now = () => time;
  window.setTimeout = (run, after) => due.push({ run, at: time + after });
  const region = document.getElementById("announce-polite");
  return {
    said,
    region,
    pass(milliseconds) {
      const until = time + milliseconds;
      for (;;) {
        due.sort((one, other) => one.at - other.at);
        if (!due.length || due[0].at > until) break;
        const next = due.shift();
        time = next.at;
        const before = region.firstChild;
        next.run();
        if (region.firstChild && region.firstChild !== before) said.push(region.textContent);
      }
      time = until;
    },
    end() {
      performance.now = real.now;
      window.setTimeout = real.setTimeout;
    },
  };
}

test("a burst of twenty is told in two utterances, the second of how many there were", async () => {
  const here = stage();
  try {
    const { announceLatest } = await import("/static/js/announce.js?burst");
    const fresh = [];
    for (let number = 1; number <= 20; number += 1) {
      fresh.push(number);
      announceLatest("talk", () => `${fresh.splice(0).length} 条`);
      if (number === 1) here.said.push(here.region.textContent);
      here.pass(100);
    }
    here.pass(10000);
    equal(here.said, ["1 条", "19 条"]);
  } finally {
    here.end();
  }
});

test("nothing polite is said while the person types, and then at once", async () => {
  const here = stage();
  try {
    const { announce, announceNow } = await import("/static/js/announce.js?typing");
    document.dispatchEvent(new Event("input"));
    announce("一条新消息");
    here.pass(1900);
    equal([here.said, here.region.textContent], [[], ""]);
    announceNow("轮到您了");
    equal(document.getElementById("announce-now").textContent, "轮到您了");
    here.pass(200);
    equal(here.said, ["一条新消息"]);
  } finally {
    here.end();
  }
});

test("who wants quiet is not interrupted", async () => {
  const here = stage();
  document.documentElement.dataset.quiet = "on";
  try {
    const { announce, announceNow } = await import("/static/js/announce.js?quiet");
    announceNow("没有发出");
    announce("一条新消息");
    here.pass(20000);
    equal([document.getElementById("announce-now").textContent, here.said], ["", []]);
  } finally {
    delete document.documentElement.dataset.quiet;
    here.end();
  }
});
