// Says in words that the network is gone, and that it is back. Spoken only when it lasts over ten seconds.
import { announce, announceNow } from "../announce.js";

const SPOKEN_AFTER = 10000; // milliseconds

export function connect(element) {
  let timer = 0;
  let spoken = false;

  function lost() {
    element.textContent = element.dataset.offline;
    element.hidden = false;
    timer = setTimeout(() => {
      spoken = true;
      announceNow(element.dataset.offline);
    }, SPOKEN_AFTER);
  }

  function back() {
    clearTimeout(timer);
    element.hidden = true;
    if (spoken) announce(element.dataset.online);
    spoken = false;
  }

  window.addEventListener("offline", lost);
  window.addEventListener("online", back);
  if (navigator.onLine === false) lost();
}
