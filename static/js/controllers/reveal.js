// <input type="password" data-controller="reveal" data-show="显示密码" data-hide="隐藏密码">
// A button that shows what is being typed, so that once is enough. Hidden again when the form goes.
export function connect(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary reveal";
  button.setAttribute("aria-controls", input.id);

  function show(visible) {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? input.dataset.hide : input.dataset.show;
  }

  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false));
  show(false);
  input.insertAdjacentElement("afterend", button);
}
