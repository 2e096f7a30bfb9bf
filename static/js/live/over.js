// Says once for the whole page that it is not kept up to date any longer, and what to do, in the bar of connection.js.
import { announce } from "../announce.js";

// "sign_in": the session is over; "gone": what was shown is not there, or not for this person any more.
export function sayOver(code) {
  const bar = document.querySelector("[data-controller=connection]");
  if (!bar || bar.dataset.over) return;
  const words = bar.dataset;
  const here = location.pathname + location.search;
  const link = document.createElement("a");
  link.className = "tap";
  link.href = code === "sign_in" ? `${words.login}?next=${encodeURIComponent(here)}` : here;
  link.textContent = code === "sign_in" ? words.signInLink : words.goneLink;
  const said = code === "sign_in" ? words.signIn : words.gone;
  words.over = code;
  bar.replaceChildren(said, " ", link);
  bar.hidden = false;
  const room = `${bar.offsetHeight}px`; // nothing that has focus is covered, and the end of the page can be read
  document.documentElement.style.scrollPaddingBottom = room;
  document.body.style.paddingBottom = room;
  const focused = document.activeElement;
  if (focused !== document.body && focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) focused.scrollIntoView({ block: "nearest" });
  announce(said);
}
