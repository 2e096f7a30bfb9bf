import { Reading } from "/static/js/live/reading.js";
import { Writers } from "/static/js/live/writers.js";
import { equal, test } from "./harness.js";

// Runs with timers that fire when the test says so.
async function timed(body) {
  const [later, never] = [window.setTimeout, window.clearTimeout];
  const due = new Map();
  let made = 0;
  window.setTimeout = (call, after) => {
    due.set((made += 1), { call, after });
    return made;
  };
  window.clearTimeout = (timer) => due.delete(timer);
  const pass = () => Array.from(due.keys()).forEach((timer) => {
    const { call } = due.get(timer);
    due.delete(timer);
    call();
  });
  try {
    await body(pass, () => Array.from(due.values(), (one) => one.after));
  } finally {
    [window.setTimeout, window.clearTimeout] = [later, never];
  }
}

test("a hundred messages at once are told as read in one word, and nothing is told twice", () => timed(async (pass) => {
  const told = [];
  const reading = new Reading(7, (number) => Promise.resolve(told.push(number)));
  reading.reach(7);
  pass();
  equal(told, []);
  for (let number = 8; number <= 108; number += 1) reading.reach(number);
  pass();
  await null;
  reading.go();
  pass();
  equal(told, [108]);
}));

test("what stands in a talk that is not shown is told when it is", () => timed(async (pass) => {
  const told = [];
  let isShown = false;
  const reading = new Reading(0, (number) => Promise.resolve(told.push(number)), () => isShown);
  reading.reach(3);
  pass();
  equal(told, []);
  isShown = true;
  reading.go();
  pass();
  equal(told, [3]);
}));

test("what could not be told is told later", () => timed(async (pass) => {
  const told = [];
  const answers = [Promise.reject({ code: "too_many" }), Promise.resolve()];
  const reading = new Reading(0, (number) => { told.push(number); return answers.shift(); });
  reading.reach(3);
  pass();
  await null;
  reading.go();
  pass();
  equal(told, [3, 3]);
}));

test("a sign of writing stays while it is repeated and goes six seconds after the last", () => timed(async (pass, due) => {
  const place = document.createElement("p");
  const writers = new Writers(() => place, "{name} 正在写…");
  writers.writes({ id: "a", name: "小陈", is_typing: true }, NaN);
  writers.writes({ id: "a", name: "小陈", is_typing: true }, 1000);
  writers.writes({ id: "b", name: "小林", is_typing: true }, -5);
  equal([place.textContent, due()], ["小陈、小林 正在写…", [5000, 6000]]);
  writers.stopped("a");
  equal(place.textContent, "小林 正在写…");
  pass();
  equal(place.textContent, "");
}));

test("who comes late is not told of somebody who has stopped long ago", () => {
  const place = document.createElement("p");
  new Writers(() => place, "{name} 正在写…").writes({ id: "a", name: "小陈", is_typing: true }, 6000);
  equal(place.textContent, "");
});

test("where somebody writes is looked for each time, as the place may have been fetched anew or be gone", () => timed(async () => {
  let place = null;
  const writers = new Writers(() => place, "{name} 正在写…");
  writers.writes({ id: "a", name: "小陈", is_typing: true }, NaN);
  place = document.createElement("p");
  writers.show();
  equal(place.textContent, "小陈 正在写…");
}));
