// What a person gets from parts of the page, line by line: visible words, where links lead, what is named and timed.
(parts) => {
  const lines = [];
  const kept = ["id", "data-number", "data-cid", "data-id", "href", "aria-current", "aria-label"];

  function facts(element) {
    const named = kept.filter((name) => element.hasAttribute(name)).map((name) => `${name}=${element.getAttribute(name)}`);
    if (element.dateTime) named.push(`at=${Date.parse(element.dateTime)}`);
    return [element.localName].concat(Array.from(element.classList).sort().map((name) => `.${name}`), named).join(" ");
  }

  function walk(node, depth) {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.textContent.split("\n").map((line) => line.trim()).filter(Boolean);
      words.forEach((line) => lines.push(`${"  ".repeat(depth)}“${line}”`));
    } else if (node.nodeType === Node.ELEMENT_NODE && node.localName !== "br" && node.checkVisibility() && (node.innerText || "").trim()) {
      // The line above what is new, and the link to it, are about the reader's last visit, not about the conversation.
      if (node.matches(".transcript__unread, .transcript__first-unread")) return;
      lines.push("  ".repeat(depth) + facts(node));
      node.childNodes.forEach((child) => walk(child, depth + 1));
    }
  }

  document.querySelectorAll(parts).forEach((part) => walk(part, 0));
  return lines;
}
