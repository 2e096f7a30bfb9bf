// Binds each behaviour to the elements that name it in data-controller. A page works without any of them.
const controllers = {
  "board": () => import("./controllers/board.js"),
  "connection": () => import("./controllers/connection.js"),
  "copy": () => import("./controllers/copy.js"),
  "countdown": () => import("./controllers/countdown.js"),
  "counter": () => import("./controllers/counter.js"),
  "error-summary": () => import("./controllers/error-summary.js"),
  "fair": () => later(() => import("./controllers/fair.js")),
  "intents": () => import("./controllers/intents.js"),
  "leave-guard": () => import("./controllers/leave-guard.js"),
  "navigation": () => later(() => import("./controllers/navigation.js")),
  "poll": () => import("./controllers/poll.js"),
  "preferences": () => import("./controllers/preferences.js"),
  "print": () => Promise.resolve({ connect: print }),
  "reveal": () => import("./controllers/reveal.js"),
  "region": () => import("./controllers/region.js"),
  "submit-once": () => import("./controllers/submit-once.js"),
  "upload": () => import("./controllers/upload.js"),
  "talk": () => import("./controllers/talk.js"),
  "writing": () => import("./controllers/writing.js"),
};

// What only matters while a page is being read waits until the page is there and at rest.
const AT_REST = 1500; // milliseconds after everything has loaded

function later(load) {
  return new Promise((done) => {
    const rest = () => setTimeout(() => load().then(done), AT_REST);
    if (document.readyState === "complete") rest();
    else window.addEventListener("load", rest);
  });
}

// <button data-controller="print" hidden>: too small for a request of its own.
function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

export function bind(root) {
  root.querySelectorAll("[data-controller]").forEach((element) => {
    const loads = element.dataset.controller.split(" ").filter((name) => name in controllers).map((name) => (
      controllers[name]().then((module) => module.connect(element))
    ));
    // Says that its behaviour is there; until then it works as a page without scripts does.
    Promise.all(loads).then(() => { element.dataset.connected = ""; });
  });
}

bind(document);
