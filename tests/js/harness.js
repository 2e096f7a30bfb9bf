// The whole test runner: cases by name, one way to compare, and a server for the page's one line.
export const cases = new Map();

export function test(name, body) {
  cases.set(name, body);
}

export function equal(found, wanted) {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

// What a page asks for is answered at once, but for the verbs that a test `leaves` to itself.
export const server = { sent: [], socket: null, leaves: [] };

export class Socket {
  constructor() { server.socket = this; }
  close() { this.onclose({ code: 1006 }); }
  send(text) {
    const asked = JSON.parse(text);
    server.sent.push(asked);
    if (!server.leaves.includes(asked.do)) setTimeout(() => tell({ id: asked.id, ok: {} }));
  }
}

export function tell(frame) {
  server.socket.onmessage({ data: JSON.stringify(frame) });
}

export async function until(met) {
  const end = performance.now() + 3000;
  while (!met()) {
    if (performance.now() > end) throw new Error(`never: ${met}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
