// socket.io as its documentation starts it: what one says, everybody hears.
const { Server } = require("socket.io");

const io = new Server(Number(process.argv[2]), { transports: ["websocket"] });
io.on("connection", (socket) => {
  socket.on("say", (text) => io.emit("said", text));
});
