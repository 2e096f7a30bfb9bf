// Says aloud, once for the whole page, that the line has been gone for ten seconds, and later that it is back.
import { announce, announceNow } from "../announce.js";

const LASTS = 10000; // milliseconds
let isWatched = false;

export function speakOfLoss(wire) {
  if (isWatched) return;
  isWatched = true;
  const words = document.querySelector("[data-controller=connection]").dataset;
  let timer = 0;
  let isSaid = false;

  function say() {
    isSaid = true;
    if (navigator.onLine !== false) announceNow(words.lost); // else connection.js says what is the matter
  }

  wire.watch((state) => {
    if (state === "connecting" || state === "offline") {
      if (!timer) timer = setTimeout(say, LASTS);
      return;
    }
    clearTimeout(timer);
    timer = 0;
    if (state === "blocked") announce(words.blocked);
    else if (isSaid && state === "online") announce(words.back);
    isSaid = false;
  });
}
