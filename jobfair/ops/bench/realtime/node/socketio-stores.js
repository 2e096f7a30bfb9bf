// socket.io that stores what is said before it tells anybody: one row, one commit that is on the disk.
const { join } = require("node:path");
const Database = require("libsql");
const { Server } = require("socket.io");

const database = new Database(join(process.env.DATA_DIR, `socketio-${process.pid}.sqlite3`));
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE message (id INTEGER PRIMARY KEY, text TEXT NOT NULL, said_at TEXT NOT NULL)");
const store = database.prepare("INSERT INTO message (text, said_at) VALUES (?, ?)");

const io = new Server(Number(process.argv[2]), { transports: ["websocket"] });
io.on("connection", (socket) => {
  socket.on("say", (text) => {
    store.run(text, new Date().toISOString());
    io.emit("said", text);
  });
});
