// Makes what stands like what was fetched, and leaves everything that is the same where it is: who reads it with a
// screen reader keeps their place, and focus, ticks, scroll and what is open stay because nothing touches them.
const NAMES = ["href", "name", "value"];
const theirs = (element, name) => element.nodeName === "DETAILS" && name === "open"; // the person's, not the server's

// What tells an element from its neighbours. A row is told by what it leads to.
function mark(element) {
  const named = (element.matches("li:not([id]), tr:not([id])") && element.querySelector("[id], [href]")) || element;
  return [element.nodeName, named.id || NAMES.map((name) => named.getAttribute(name)).join(" ")].join(" ");
}

function settleAttributes(old, fresh) {
  Array.from(old.attributes).forEach(({ name }) => {
    if (!fresh.hasAttribute(name) && !theirs(old, name)) old.removeAttribute(name);
  });
  Array.from(fresh.attributes).forEach(({ name, value }) => {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  });
}

export function settle(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  settleAttributes(old, fresh);
  const wanted = new Set(Array.from(fresh.children, mark));
  const kept = new Map(Array.from(wanted, (one) => [one, []]));
  Array.from(old.childNodes).forEach((node) => {
    const one = node.nodeType === Node.ELEMENT_NODE && mark(node);
    if (kept.has(one)) kept.get(one).push(node);
    else node.remove();
  });
  let place = old.firstChild;
  Array.from(fresh.childNodes).forEach((node) => {
    const same = node.nodeType === Node.ELEMENT_NODE && kept.get(mark(node)).shift();
    if (same && same === place) place = place.nextSibling;
    else old.insertBefore(same || node, place);
    if (same) settle(same, node);
  });
  Array.from(kept.values()).flat().forEach((node) => node.remove());
}
