// The whole test runner: cases by name, and one way to compare.
export const cases = new Map();

export function test(name, body) {
  cases.set(name, body);
}

export function equal(found, wanted) {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`${one} is not ${other}`);
}
