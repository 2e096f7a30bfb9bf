// Says in words that the network is gone, and that it is back. Spoken only when it lasts over ten seconds.
import { announce, announceNow } from "../announce.js";

const SPOKEN_AFTER = 10000; // milliseconds

export function connect(element) {
  const words = element.dataset;
  let timer = 0;
  let spoken = false;

  function lost() {
    if (words.over) return; // what live/over.js has said there is still so
    element.textContent = words.offline;
    element.hidden = false;
    timer = setTimeout(() => {
      spoken = true;
      announceNow(words.offline);
    }, SPOKEN_AFTER);
  }

  function back() {
    clearTimeout(timer);
    element.hidden = !words.over;
    if (spoken) announce(words.online);
    spoken = false;
  }

  window.addEventListener("offline", lost);
  window.addEventListener("online", back);
  if (navigator.onLine === false) lost();
}
