// Fetches a part of the page again and puts it in place, keeping focus, scroll, ticks and what is open as they are.
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
  const ticked = Array.from(old.querySelectorAll("input:checked"), (input) => input.id);
  const opened = Array.from(old.querySelectorAll("details"), (details) => details.open);
  const scrolled = Array.from(old.querySelectorAll("[data-keeps-scroll]"), (box) => box.scrollLeft);
  old.replaceWith(fetched);
  fetched.querySelectorAll("details").forEach((details, order) => {
    if (opened[order]) details.open = true;
  });
  fetched.querySelectorAll("[data-keeps-scroll]").forEach((box, order) => {
    box.scrollLeft = scrolled[order] || 0;
  });
  fetched.querySelectorAll("input[type=checkbox]").forEach((input) => {
    input.checked = ticked.includes(input.id);
  });
  if (!keep) return;
  const again = Array.from(root.querySelectorAll("[id],[href]"))
    .find((element) => element.id === keep || element.getAttribute("href") === keep);
  if (again) again.focus({ preventScroll: true });
}
