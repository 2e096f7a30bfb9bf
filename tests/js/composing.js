import { Composer } from "/static/js/live/composer.js";
import { Draft } from "/static/js/live/draft.js";
import { equal, test } from "./harness.js";

const PAGE = `<p id="announce-polite"></p><p id="announce-now"></p>
  <section data-me="me" data-conversation="talk" data-sending="发送中" data-sent="已发送" data-unsent="未送达" data-failed="没有发出"
    data-signed-out="登录后发出" data-too-long="多了 {n} 字"><form data-composer action="/send/"><input name="csrfmiddlewaretoken" value="x">
    <textarea name="text" data-max="10"></textarea><p data-kept-here hidden></p><button data-go="/file/"></button><span data-enter-hint hidden></span></form></section>`;
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

function stage(state = "online") {
  document.body.innerHTML = PAGE;
  const asked = [];
  const shown = {};
  const wire = { state, ask: (verb, given) => new Promise((resolve, reject) => asked.push({ verb, given, resolve, reject })) };
  const transcript = { pending: (one) => { shown[one.cid] = ""; }, state: (cid, text) => { shown[cid] = text; }, drop() {}, scroll() {} };
  const composer = new Composer(document.querySelector("section"), wire, transcript, { posted() {}, over() {} });
  const write = (text) => {
    composer.field.value = text;
    composer.field.dispatchEvent(new Event("input"));
    composer.form.dispatchEvent(new Event("submit", { cancelable: true }));
  };
  return { composer, wire, asked, write, states: () => Object.values(shown), sent: () => asked.filter((one) => one.verb === "chat.send") };
}

test("too many words are not cut and not sent, and by how many is said aloud", () => {
  localStorage.clear();
  const { composer, write, sent, states } = stage();
  write("十".repeat(13));
  equal([composer.field.value.length, sent(), states()], [13, [], []]);
  equal(document.getElementById("announce-now").textContent, "多了 3 字");
  write("十".repeat(10));
  equal([composer.field.value, sent()[0].given.text], ["", "十".repeat(10)]);
});

test("a page just opened waits for its line before it says that words wait", async () => {
  localStorage.clear();
  const { composer, wire, write, sent, states } = stage("connecting");
  write("您好");
  await turn();
  equal([sent(), states()], [[], [""]]);
  wire.state = "online";
  composer.resend();
  equal([sent().length, states()], [1, ["发送中"]]);
});

test("words refused are in the composer again when their writer takes them back", async () => {
  localStorage.clear();
  const { composer, write, sent } = stage();
  write("您好");
  sent()[0].reject({ code: "invalid", message: "不行" });
  await turn();
  const [one] = composer.sending.unsent.all();
  equal(one.refused, "不行");
  let takeBack;
  composer.transcript.state = (_cid, _text, retry) => { takeBack = retry; };
  composer.restore();
  takeBack();
  equal([composer.field.value, composer.sending.unsent.all()], ["您好", []]);
});

test("what is typed is kept here until the server has it, and nothing of either is lost", async () => {
  localStorage.clear();
  const field = document.createElement("textarea");
  const saved = [];
  const told = [];
  const tell = (isKeptHere) => told.push(isKeptHere);
  const draft = (save) => new Draft("me.talk", field, { longest: 4, save, tell });
  const refusing = draft(() => Promise.reject({ code: "sign_in" }));
  field.value = "几点";
  refusing.keep();
  refusing.saveNow();
  await turn();
  field.value = "";
  equal([draft().restore(), field.value], [true, "几点"]);
  field.value = "别的";
  draft().restore();
  equal(field.value, "别的\n几点");
  field.value = "一二三四五";
  const taking = draft((text) => Promise.resolve(saved.push(text)));
  taking.keep();
  taking.saveNow();
  await turn();
  equal([saved, draft().restore(), told.pop()], [[], true, true]);
  field.value = "一二";
  taking.keep();
  taking.saveNow();
  await turn();
  equal([saved, draft().restore(), localStorage.length, told.pop()], [["一二"], false, 0, false]);
});
