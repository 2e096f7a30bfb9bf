import { Telling } from "/static/js/live/telling.js";
import { equal, test } from "./harness.js";

const WORDS = { conversation: "c", one: "{name}：{text}", long: "{name} 发来一条长消息", many: "{n} 条新消息，最新来自{name}", count: "{n} 条新消息", lang: "zh-Hans-CN" };

function telling(...fresh) {
  const made = new Telling(WORDS);
  made.fresh.push(...fresh);
  return made;
}

const said = (number, name = "王老师", text = `第${number}句`) => ({ number, name, text });
const happened = (number) => ({ number, name: "", text: "小林离开了会话" });

test("one message is told whole up to sixty characters, several as a number", () => {
  equal(telling(said(1)).spoken(), "王老师：第1句");
  equal(telling(said(1, "王老师", "😀".repeat(60))).spoken(), `王老师：${"😀".repeat(60)}`);
  equal(telling(said(1, "王老师", "长".repeat(61))).spoken(), "王老师 发来一条长消息");
  equal(telling(said(1), said(2, "林老师"), said(3)).spoken(), "3 条新消息，最新来自王老师");
});

test("what happened to the talk swallows nothing that was said before it", () => {
  equal(telling(said(1), said(2), happened(3)).spoken(), "2 条新消息，最新来自王老师。小林离开了会话");
  equal(telling(happened(1)).spoken(), "小林离开了会话");
});

test("what was taken back before its turn is not told", () => {
  const one = telling(said(1), said(2));
  one.takenBack(2);
  equal([one.spoken(), one.spoken()], ["王老师：第1句", ""]);
  const other = telling(said(1));
  other.takenBack(1);
  equal(other.spoken(), "");
});

test("who wants only the number is told only the number", () => {
  document.documentElement.dataset.speech = "count";
  try {
    equal(telling(said(1), happened(2)).spoken(), "2 条新消息");
  } finally {
    delete document.documentElement.dataset.speech;
  }
});
