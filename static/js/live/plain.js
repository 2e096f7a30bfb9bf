// Without a socket: what is heard is fetched now and then, what is said goes by the page's own forms.
import { refusal } from "./region.js";
import { Stream } from "./stream.js";

// How often, in milliseconds: where sockets are not let through, and where the person saves data.
export const EVERY = { blocked: 15000, lean: 30000 };

// 省流量: a line that opens nothing. It has the shape of the line of socket.js.
export class LeanLine {
  constructor() {
    this.state = "lean";
  }

  watch(watcher) {
    watcher(this.state);
  }

  hear(name, after, apply, afresh) {
    return new Stream(name, after, apply, afresh);
  }

  ask() {
    return Promise.reject({ code: "offline" });
  }

  since() {
    return NaN; // nothing is told, so nothing is aged
  }
}

// Posts as the form would. Resolves with the answer's words; rejects as the line does, with "offline" when nothing is known.
export function post(form, url, given) {
  const body = new URLSearchParams(Object.assign({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }, given));
  return fetch(url, { method: "POST", body, credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
    .then((answer) => (refusal(answer) ? { error: { code: refusal(answer) } } : answer.json()))
    .catch(() => ({ error: { code: "offline" } }))
    .then((said) => (said.error ? Promise.reject(said.error) : said));
}
