import { Stream } from "/static/js/live/stream.js";
import { equal, test } from "./harness.js";

function listening(after) {
  const told = [];
  const stream = new Stream("s", after, (type, data, seq) => told.push(seq), () => told.push("afresh"));
  return { stream, told, take: (seq) => stream.take({ seq, type: "t", data: {} }) };
}

test("facts are applied once, in order", () => {
  const { told, take } = listening(0);
  equal([1, 2, 2, 1, 3].map(take), [false, false, false, false, false]);
  equal(told, [1, 2, 3]);
});

test("what comes too early waits, and says that something is missing", () => {
  const { told, take } = listening(4);
  equal([take(6), take(7), take(5)], [true, true, false]);
  equal(told, [5, 6, 7]);
});

test("while the page is fetched afresh facts are only kept", () => {
  const { stream, told, take } = listening(9);
  stream.afresh();
  stream.afresh();
  equal([take(2), take(3)], [false, false]);
  stream.goOnFrom(0);
  [10, 1, 2].forEach(take);
  equal(told, ["afresh", 1, 2]);
});

test("what the fetched page shows already is not applied again", () => {
  const { stream, told, take } = listening(1);
  stream.afresh();
  [2, 3, 4].forEach(take);
  stream.goOnFrom(3);
  equal(told, ["afresh", 4]);
});
