// <div data-controller="region writing" data-me data-typing="{name} 正在写…"> with <p data-writing-in="01…"></p>: who writes in which conversation.
import { line } from "../live/socket.js";
import { Writers } from "../live/writers.js";

export function connect(element) {
  const talks = new Map(); // by conversation

  function writersIn(key) {
    const place = () => element.querySelector(`[data-writing-in="${key}"]`);
    if (!talks.has(key)) talks.set(key, new Writers(place, element.dataset.typing));
    return talks.get(key);
  }

  element.addEventListener("latest", ({ detail: { type, data } }) => {
    if (type !== "conversation.typing" || data.person === element.dataset.me) return;
    const { name, is_typing } = data;
    writersIn(data.id).writes({ id: data.person, name, is_typing }, line().since(data.at));
  });
  element.addEventListener("refreshed", () => talks.forEach((writers) => writers.show()));
}
