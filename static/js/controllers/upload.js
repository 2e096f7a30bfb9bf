// <form data-controller="upload" data-going data-lost data-limit data-large>: says in words how much of a file has gone; without it the form goes as forms go.
const EVERY = 10; // per cent between two words

export function connect(form) {
  const place = form.querySelector("[data-progress]");
  let said = -EVERY;
  let isGoing = false;

  function going(event) {
    const percent = event.total ? Math.floor((event.loaded / event.total) * 100) : 0;
    if (percent < said + EVERY && percent < 100) return;
    said = percent;
    place.textContent = form.dataset.going.replace("{n}", percent);
  }

  function lost() {
    isGoing = false;
    place.textContent = form.dataset.lost;
  }

  // Taken: on to where the server leads. Refused: the page says what to mend, with what was typed.
  function answered(request) {
    const url = request.responseURL;
    if (request.status === 200 && url) location.assign(`${url}#newest`);
    else if (request.status === 422) show(request.responseText);
    else lost();
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("form[data-controller=upload]");
    fresh.elements.upload.files = form.elements.upload.files; // nobody has to choose it again
    fresh.querySelectorAll("[data-choose-again]").forEach((line) => line.remove());
    form.replaceWith(fresh);
    connect(fresh);
    const errors = fresh.querySelector("#errors");
    if (errors) errors.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isGoing) return;
    const file = form.elements.upload.files[0];
    if (file && file.size > Number(form.dataset.limit)) {
      place.textContent = form.dataset.large;
      return;
    }
    isGoing = true;
    said = -EVERY;
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", going);
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", lost);
    request.open("POST", location.href);
    request.send(new FormData(form));
  });
}
