// <div data-controller="region intents" data-recorded="…">: the steps in its forms go over the line, and the
// region shows what they led to. Without the line a form is a form, and the same `cid` records it once.
import { announce, announceNow } from "../announce.js";
import { line } from "../live/socket.js";

function asked(form, step) {
  const given = { position: form.dataset.position, step, cid: form.elements.cid.value, channel: form.dataset.channel };
  if (form.dataset.side === "employer") given.person = form.dataset.person;
  return given;
}

function sendAsForm(form, step) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "step";
  field.value = step;
  form.append(field);
  form.submit();
}

// Where the form's own answer helps: it comes by another way, or asks to sign in and keeps what was asked.
const BY_FORM = new Set(["offline", "sign_in"]);

function complain(form, words) {
  let place = form.querySelector("[data-refused]");
  if (!place) {
    place = document.createElement("p");
    place.className = "field__error";
    place.dataset.refused = "";
    form.prepend(place);
  }
  place.textContent = words;
  announceNow(words);
}

export function connect(element) {
  element.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.dataset.position || !button || line().state !== "online") return;
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    line().ask("intent.record", asked(form, button.value))
      .then(() => announce(element.dataset.recorded))
      .catch((error) => (BY_FORM.has(error.code) ? sendAsForm(form, button.value) : complain(form, error.message)))
      .then(() => delete form.dataset.sending);
  });
}
