// The preference bar without a reload: what changes on the root element changes at once, and is kept by the
// same form. A change of language still loads the page.
import { announce } from "../announce.js";

const DEFAULTS = { size: "standard", theme: "auto", contrast: "off", simple: "off", quiet: "off", lean: "off" };

function apply(name, value) {
  const root = document.documentElement;
  if (value === DEFAULTS[name]) delete root.dataset[name];
  else root.dataset[name] = value;
}

function press(form, button) {
  const { name, value } = button;
  if (name === "size") {
    form.querySelectorAll("[name=size]").forEach((other) => {
      other.setAttribute("aria-pressed", String(other === button));
    });
    return;
  }
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  const opposite = { on: "off", off: "on", dark: "light", light: "dark" };
  button.value = opposite[value];
}

function keep(form, name, value) {
  const body = new URLSearchParams({ [name]: value });
  return fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
}

export function connect(form) {
  form.querySelectorAll("button[name]").forEach((button) => {
    if (!(button.name in DEFAULTS)) return;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const { name, value } = button;
      apply(name, value);
      press(form, button);
      keep(form, name, value).catch(() => announce(form.dataset.failed));
    });
  });
}
