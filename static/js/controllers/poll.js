// <div data-controller="poll" data-url="?part=progress" data-every="1500" data-done="…">: shows how far work has come.
// It ends when what came holds [data-finished]; nothing else of the page moves, and the words of data-done are announced.
import { announce } from "../announce.js";

export function connect(element) {
  const { url, every, done } = element.dataset;
  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(url, { credentials: "same-origin" });
        if (answer.status === 404) { // what it showed is no longer there, and must not stand here as if it were
          window.location.reload();
          return;
        }
        if (answer.ok) element.innerHTML = await answer.text();
      } catch (error) {
        // The network is away: the connection controller says so, and the next look may succeed.
      }
    }
    if (element.querySelector("[data-finished]")) announce(done);
    else setTimeout(look, Number(every));
  }
  setTimeout(look, Number(every));
}
