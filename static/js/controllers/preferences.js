// The preference bar without a reload, so that nothing typed on the page is lost: the root element changes at
// once, and the same form keeps the choice. What changes more than the looks still loads the page.
import { announce } from "../announce.js";

const DEFAULTS = { size: "standard", theme: "auto", contrast: "off" };
const OPPOSITES = { on: "off", off: "on", dark: "light", light: "dark" };

function show(name, value) {
  const root = document.documentElement;
  if (value === DEFAULTS[name]) delete root.dataset[name];
  else root.dataset[name] = value;
}

function press(form, button) {
  if (button.name === "size") {
    form.querySelectorAll("[name=size]").forEach((other) => {
      other.setAttribute("aria-pressed", String(other === button));
    });
    return;
  }
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  button.value = OPPOSITES[button.value];
}

function keep(form, name, value) {
  const body = new URLSearchParams({ [name]: value });
  return fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
}

export function connect(form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name]");
    if (!button || !(button.name in DEFAULTS)) return;
    event.preventDefault();
    const { name, value } = button;
    show(name, value);
    press(form, button);
    keep(form, name, value).catch(() => announce(form.dataset.failed));
  });
}
