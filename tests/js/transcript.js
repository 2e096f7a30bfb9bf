import { Transcript } from "/static/js/live/transcript.js";
import { equal, test } from "./harness.js";

const PAGE = `<section data-me="me" data-you="您" data-sent="已发送" data-sending="发送中" data-gone="已撤回" data-retry="重发"
  data-nth="第 {n} 条" data-behalf="以 {name} 的名义" data-jump="{n} 条新消息" data-zone="Asia/Shanghai" data-seats='{"rep":"招聘人员"}'>
  <div data-part><div role="log"><ol><li class="transcript__empty">还没有消息</li></ol></div><p data-newest tabindex="-1"></p></div>
  <button data-jump-button hidden></button>
  <template data-message><li tabindex="-1"><p class="said__head"><b class="said__name"></b><span class="said__behalf"></span><span class="said__seat"></span>
    <time></time><span class="said__state"></span></p><p class="said__text"></p>
    <form class="said__actions"><button name="number"><span class="said__nth"></span></button></form></li></template></section>`;

function shown(since) {
  document.body.innerHTML = PAGE;
  const section = document.querySelector("section");
  const texts = () => Array.from(section.querySelectorAll("ol .said__text")).map((one) => one.textContent);
  return { section, texts, transcript: new Transcript(section, since) };
}

function message(number, more) {
  const data = { number, cid: `c${number}`, id: `i${number}`, author: "other", name: "王老师", seat: "rep" };
  return Object.assign(data, { for_name: "", text: `第${number}句`, at: "2026-11-23T01:05:00+00:00" }, more);
}

function heads(section) {
  const said = (item, part) => item.querySelector(`.said__${part}`).textContent;
  return Array.from(section.querySelectorAll("ol li"), (item) => [said(item, "name"), said(item, "seat")]);
}

test("a message shown twice stands there once, and the empty word is gone", () => {
  const { section, texts, transcript } = shown();
  equal([transcript.add(message(1)), transcript.add(message(1))], [true, false]);
  equal([texts(), section.querySelector(".transcript__empty")], [["第1句"], null]);
  equal(section.querySelector("time").textContent, "09:05");
});

test("messages stand in the order of their numbers, what is not accepted at the end", () => {
  const { texts, transcript } = shown();
  transcript.pending({ cid: "mine", text: "我的" });
  [3, 1, 2].forEach((number) => transcript.add(message(number)));
  equal(texts(), ["第1句", "第2句", "第3句", "我的"]);
});

test("what was waiting becomes what was accepted, in place", () => {
  const { section, texts, transcript } = shown();
  transcript.pending({ cid: "mine", text: "我的" });
  equal(section.querySelector(".said__state").textContent, "发送中");
  transcript.add(message(1, { cid: "mine", author: "me", text: "我的" }));
  transcript.state("mine", "已发送");
  equal([texts(), section.querySelector(".said__state").textContent], [["我的"], "已发送"]);
  equal(section.querySelector(".said__nth").textContent, "第 1 条");
});

test("what may be taken back is told by the server's clock, and offered where that is not known", () => {
  [[119000, 1], [121000, 0], [-600000, 1], [NaN, 1]].forEach(([age, offers]) => {
    const { section, transcript } = shown(() => age);
    transcript.add(message(1, { author: "me" }));
    equal([age, section.querySelectorAll("ol .said__actions").length], [age, offers]);
  });
});

test("who wrote it is told 您 and no seat, others their name and seat", () => {
  const { section, transcript } = shown();
  transcript.pending({ cid: "mine", text: "我的" });
  equal(heads(section), [["您", ""]]);
  transcript.add(message(1));
  transcript.add(message(2, { cid: "mine", author: "me", name: "李老师" }));
  equal(heads(section), [["王老师", "招聘人员"], ["您", ""]]);
});

test("words of a message are words, whatever they look like", () => {
  const { section, texts, transcript } = shown();
  transcript.add(message(1, { text: "<img src=x onerror=alert(1)>", name: "<b>王</b>" }));
  equal([texts(), section.querySelector("ol img")], [["<img src=x onerror=alert(1)>"], null]);
});

test("a message that is taken back says so and offers nothing", () => {
  const { section, texts, transcript } = shown();
  transcript.add(message(1, { author: "me" }));
  transcript.withdraw(1);
  transcript.withdraw(1);
  transcript.withdraw(7);
  equal([texts(), section.querySelector("ol form")], [["已撤回"], null]);
});

test("older messages that were loaded stay when the newest are fetched again, unless some between are missing", () => {
  const { section, texts, transcript } = shown();
  const page = (first, last) => {
    const numbers = Array.from({ length: last - first + 1 }, (_one, place) => first + place);
    const items = numbers.map((number) => `<li id="m${number}" data-number="${number}"><p class="said__text">第${number}句</p></li>`);
    const fetched = document.createElement("div");
    fetched.innerHTML = `<p class="transcript__older">更早</p><div role="log"><ol>${items.join("")}</ol></div>`;
    return fetched;
  };
  section.querySelector("[data-part]").replaceWith(page(1, 4));
  section.querySelector(".transcript__older").remove();
  const next = page(3, 5);
  transcript.keepOlder(next);
  equal([next.querySelectorAll("li").length, next.querySelector(".transcript__older")], [5, null]);
  const far = page(7, 8);
  transcript.keepOlder(far);
  equal([far.querySelectorAll("li").length, texts().length], [2, 4]);
});

test("where the visit began to read stays marked when the newest are fetched again", () => {
  const { section, transcript } = shown();
  const page = (marked) => `<div data-part>${marked ? '<p class="transcript__first-unread"><a href="#unread">跳到第一条未读</a></p>' : ""}<div role="log"><ol>
    <li id="m1" data-number="1">一</li>${marked ? '<li class="transcript__unread" id="unread" tabindex="-1">以下是新消息</li>' : ""}<li id="m2" data-number="2">二</li></ol></div><p data-newest></p></div>`;
  section.querySelector("[data-part]").outerHTML = page(true);
  const mark = section.querySelector(".transcript__unread");
  mark.focus();
  const fetched = document.createElement("div");
  fetched.innerHTML = page(false);
  transcript.become(fetched.firstElementChild);
  equal([document.activeElement === mark, mark.isConnected, section.querySelectorAll("[href='#unread']").length], [true, true, 1]);
});

// The list is so long that its end is out of sight.
function readingBack() {
  const here = shown();
  here.section.querySelector("ol").style.paddingBottom = "5000px";
  here.jump = here.section.querySelector("[data-jump-button]");
  window.scrollTo(0, 0);
  return here;
}

test("who reads back is not moved, by others' words nor by their own from another tab", () => {
  const { transcript, jump } = readingBack();
  transcript.add(message(1, { author: "me" }));
  equal([window.scrollY, jump.hidden], [0, true]);
  transcript.add(message(2));
  transcript.add(message(3));
  equal([window.scrollY, jump.textContent], [0, "2 条新消息"]);
});

test("whose end is above the window is not moved either: another talk stands lower beside it", () => {
  const { transcript, jump, section } = readingBack();
  section.querySelector("ol").style.paddingBottom = "0";
  section.style.paddingBottom = "5000px";
  window.scrollTo(0, 3000);
  transcript.add(message(1));
  equal([window.scrollY, jump.hidden], [3000, false]);
});

test("in a frame of its own the end is followed there, and the page stays", () => {
  const { transcript, jump, section } = readingBack();
  const frame = section.querySelector("[role=log]");
  Object.assign(frame.style, { height: "200px", overflow: "auto" });
  section.style.paddingBottom = "5000px";
  transcript.scroll();
  const end = frame.scrollTop;
  transcript.add(message(1));
  equal([window.scrollY, frame.scrollTop > end, jump.hidden, frame.tabIndex], [0, true, true, 0]);
  frame.scrollTop = 0;
  transcript.add(message(2));
  equal([window.scrollY, frame.scrollTop, jump.hidden], [0, 0, false]);
  transcript.scroll();
  equal([window.scrollY, frame.scrollTop > end, jump.hidden], [0, true, true]);
});

test("the jump leads to the first message that was not seen, whatever came after it", () => {
  const { transcript, jump, section } = readingBack();
  transcript.add(message(1));
  transcript.add(message(2));
  transcript.pending({ cid: "mine", text: "我的" });
  section.querySelector("ol").append(Object.assign(document.createElement("li"), { className: "said--line" }));
  jump.click();
  equal([document.activeElement.dataset.number, jump.hidden], ["1", true]);
});

test("what waits to be sent is shown again without moving who reads back", () => {
  const { transcript, section } = readingBack();
  transcript.pending({ cid: "mine", text: "我的" });
  equal([window.scrollY, section.querySelector(".transcript__empty")], [0, null]);
});

test("what is fetched whole counts what others said in it, without what was taken back", () => {
  const { transcript, jump, section } = readingBack();
  const fetched = section.querySelector("[data-part]").cloneNode(true);
  const item = (number, name, text) => `<li data-number="${number}"><b class="said__name">${name}</b><p class="said__text${text ? "" : " said__text--gone"}">${text}</p></li>`;
  fetched.querySelector("ol").innerHTML = item(1, "王老师", "一") + item(2, "王老师", "") + '<li data-number="3"><p class="said__text">小林来了</p></li>';
  transcript.become(fetched);
  equal([window.scrollY, jump.textContent], [0, "1 条新消息"]);
  equal(transcript.saidAfter(0).map((one) => [one.number, one.name]), [[1, "王老师"], [3, ""]]);
});
