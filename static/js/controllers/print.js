// <button data-controller="print" hidden>: shown only where it can do something.
export function connect(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
