// Fetches a part of the page again and puts it in place; focus stays on what it was on, even if that had to move.
import { settle } from "./settle.js";

export function fetchPart(url, part = "[data-part]") {
  return fetch(url, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    })
    .then((html) => {
      const fetched = new DOMParser().parseFromString(html, "text/html").querySelector(part);
      if (!fetched) throw new Error("no part"); // the answer is another page: signed out meanwhile
      return fetched;
    });
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
