// ws as its documentation starts it: what one says, everybody hears.
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ port: Number(process.argv[2]) });
server.on("connection", (socket) => {
  socket.send("hello");
  socket.on("message", (data) => {
    for (const each of server.clients) each.send(data, { binary: false });
  });
});
