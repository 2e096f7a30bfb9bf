import { SendKey } from "/static/js/live/keys.js";
import { newCid, Unsent } from "/static/js/live/unsent.js";
import { equal, test } from "./harness.js";

test("unsent words are kept in order until they are accepted", () => {
  localStorage.clear();
  const unsent = new Unsent("me.talk", localStorage);
  unsent.add({ cid: "a", text: "一" });
  unsent.add({ cid: "b", text: "二" });
  equal(new Unsent("me.talk", localStorage).all().map((one) => one.cid), ["a", "b"]);
  unsent.remove("a");
  unsent.remove("b");
  equal([unsent.all(), localStorage.length], [[], 0]);
});

test("a store that refuses or holds nonsense costs nothing but the memory", () => {
  const full = { getItem: () => "{", setItem: () => { throw new Error("full"); }, removeItem: () => {} };
  const unsent = new Unsent("x", full);
  unsent.add({ cid: "a" });
  equal(unsent.all(), [{ cid: "a" }]);
});

test("each message has a number of its own, of 32 hex digits", () => {
  const made = Array.from({ length: 100 }, newCid);
  equal([new Set(made).size, made.every((cid) => /^[0-9a-f]{32}$/.test(cid))], [100, true]);
});

test("Enter sends; not with Shift, not by touch, not in or just after a composition", () => {
  const field = document.createElement("textarea");
  let [time, coarse] = [1000, false];
  const key = new SendKey(field, () => time, () => coarse);
  const enter = (more) => key.means(Object.assign({ key: "Enter", keyCode: 13 }, more));
  equal([enter(), enter({ shiftKey: true }), enter({ isComposing: true }), enter({ keyCode: 229 })], [true, false, false, false]);
  field.dispatchEvent(new CompositionEvent("compositionstart"));
  equal(enter(), false);
  field.dispatchEvent(new CompositionEvent("compositionend"));
  equal(enter(), false);
  time += 100;
  equal(enter(), true);
  coarse = true;
  equal(enter(), false);
});
