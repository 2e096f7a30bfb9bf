// <button type="button" hidden data-controller="copy" data-copy="#link" data-done="已复制">: shows itself where copying works.
import { announce } from "../announce.js";

export function connect(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const source = document.querySelector(button.dataset.copy);
    navigator.clipboard.writeText(source.value || source.textContent.trim()).then(() => {
      button.textContent = button.dataset.done;
      announce(button.dataset.done);
    });
  });
}
