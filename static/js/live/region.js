// Fetches a part of the page again and puts it in place; focus stays on what it was on, even if that had to move.
import { settle } from "./settle.js";

const REFUSALS = { 401: "sign_in", 403: "gone", 404: "gone" };

// Why an answer is not the one that was asked for: the session is over, or what was asked for is not there for this
// person. Empty when it is, or may be when asked again.
export function refusal(answer) {
  if (new URL(answer.url || location.href).pathname.startsWith("/accounts/")) return "sign_in";
  return REFUSALS[answer.status] || "";
}

// Rejects with a code: as `refusal` has it, or "offline" where the same may be asked again. `look` is shown the answer.
export function fetchPart(url, part = "[data-part]", look = () => {}) {
  return fetch(url, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
    .catch(() => Promise.reject({ code: "offline" }))
    .then((answer) => {
      if (!answer.ok || refusal(answer)) return Promise.reject({ code: refusal(answer) || "offline" });
      look(answer);
      return answer.text();
    })
    .then((html) => new DOMParser().parseFromString(html, "text/html").querySelector(part) || Promise.reject({ code: "gone" }));
}

function focusedId(root) {
  const focused = document.activeElement;
  return root.contains(focused) ? focused.id || focused.getAttribute("href") : null;
}

export function replacePart(root, fetched, part = "[data-part]") {
  const old = root.querySelector(part);
  const keep = focusedId(old);
  settle(old, fetched);
  if (!keep || old.contains(document.activeElement)) return;
  const again = Array.from(root.querySelectorAll("[id],[href]"))
    .find((element) => element.id === keep || element.getAttribute("href") === keep);
  if (again) again.focus({ preventScroll: true });
}
