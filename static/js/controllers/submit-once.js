// <form data-controller="submit-once">: a second press sends nothing, and says so by the button's own words.
export function connect(form) {
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    const button = event.submitter || form.querySelector("button:not([type]), button[type=submit]");
    if (button) button.setAttribute("aria-busy", "true");
  });
  // A page taken from the back-forward cache must be usable again.
  window.addEventListener("pageshow", () => {
    form.removeAttribute("aria-busy");
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
}
