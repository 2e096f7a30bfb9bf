import { settle } from "/static/js/live/settle.js";
import { equal, test } from "./harness.js";

function part(html) {
  const element = document.createElement("div");
  element.innerHTML = html;
  return element;
}

function standing(html) {
  document.body.replaceChildren(part(html));
  return document.body.firstElementChild;
}

// Which elements were taken out of the page or put into it while `settle` ran, by what they say.
function touched(old, fresh) {
  const watch = new MutationObserver(() => {});
  watch.observe(old, { childList: true, subtree: true });
  settle(old, fresh);
  const nodes = watch.takeRecords().flatMap((record) => [...record.removedNodes, ...record.addedNodes]);
  return [...new Set(nodes.filter((node) => node.nodeType === Node.ELEMENT_NODE).map((node) => node.textContent))];
}

const rows = (...names) => `<h2>等您回复</h2> <ul>${names.map((name) => `<li><a href="/${name}/">${name}</a> <b>新</b></li>`).join(" ")}</ul>`;

test("what is the same is not touched, and what comes and goes is all that moves", () => {
  const old = standing(rows("林", "陈", "王"));
  equal(touched(old, part(rows("林", "陈", "王"))), []);
  equal(touched(old, part(rows("林", "王", "赵"))), ["陈 新", "赵 新"]);
  equal(old.innerHTML, rows("林", "王", "赵"));
});

test("rows are known by what they lead to when their order changes", () => {
  const old = standing(rows("林", "陈", "王"));
  const [, chen, wang] = old.querySelectorAll("li");
  equal(touched(old, part(rows("王", "林", "陈"))), ["王 新"]);
  equal([...old.querySelectorAll("li")].map((row) => [row === chen, row === wang]), [[false, true], [false, false], [true, false]]);
});

test("words, attributes and the order of both become what was fetched", () => {
  const old = standing('<p class="one" id="p">三 <b>人</b></p><p id="q">走</p>');
  const paragraph = old.querySelector("p");
  settle(old, part('<p id="p" lang="zh"><b>两人</b> 在等</p>后<svg viewBox="0 0 2 1"><title>图</title></svg>'));
  equal(old.innerHTML, '<p id="p" lang="zh"><b>两人</b> 在等</p>后<svg viewBox="0 0 2 1"><title>图</title></svg>');
  equal(paragraph === old.querySelector("p"), true);
});

test("focus, ticks, half a word and what a person opened stay", () => {
  const form = (count) => `<p>${count} 人</p><details><summary>更多</summary><input id="word"></details>
    <label><input type="checkbox" id="tick" name="one" value="1"> 林</label>`;
  const old = standing(form(2));
  old.querySelector("details").open = true;
  old.querySelector("#tick").checked = true;
  Object.assign(old.querySelector("#word"), { value: "下午" }).focus();
  settle(old, part(form(3)));
  equal(old.querySelector("p").textContent, "3 人");
  equal([document.activeElement.id, old.querySelector("#word").value], ["word", "下午"]);
  equal([old.querySelector("details").open, old.querySelector("#tick").checked], [true, true]);
});
