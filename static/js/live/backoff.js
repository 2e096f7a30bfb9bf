// Full jitter: random between nothing and min(30 s, 0.5 s × 2^tries), so that a crowd does not come back at once.
const FIRST = 500;
const LONGEST = 30000;

export function pause(tries, random = Math.random) {
  return random() * Math.min(LONGEST, FIRST * 2 ** tries);
}
