"""``python -m tests.realtime.wired SERVER``: a small application on a real server, to try its wires.

SERVER is daphne, uvicorn, or `indirect`: Daphne as if Twisted had changed inside.
Prints its port, then a line for each thing the application hears.
"""

import asyncio
import json
import socket
import sys

from realtime import servers
from realtime.servers.frames import text_frame

servers.CLOSE_SECONDS = 2  # autobahn's timers round down to whole seconds


def say(**facts):
    print(json.dumps(facts), flush=True)


async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        say(heard="the end")
        for wire in wires:
            wire.write(text_frame("bye"))
            wire.close(1012)
        return
    await receive()
    if scope["path"] == "/away":
        await send({"type": f"{servers.ANSWER}.start", "status": 429, "headers": []})
        await send({"type": f"{servers.ANSWER}.body", "body": b""})
        return
    await send({"type": "websocket.accept", "subprotocol": None})
    wire = scope.get("extensions", {}).get(servers.WIRE)
    if wire is None:
        await send({"type": "websocket.send", "text": "no wire"})
        await send({"type": "websocket.close", "code": 1012})
        return
    wires.add(wire)
    while (message := await receive())["type"] != "websocket.disconnect":
        await VERBS.get(message["text"].strip(), echo(message["text"]))(wire)
    wires.discard(wire)
    say(heard=message["code"])


def echo(text):
    async def echoed(wire):
        assert wire.write(text_frame(text))

    return echoed


async def count(wire):
    for number in range(220):
        assert wire.write(text_frame(f"{number:1000d}"))


async def flood(wire):
    """Write what nobody reads until the wire refuses, giving the server its turns."""
    written = 0
    while wire.write(text_frame("x" * 2000)):
        written += 2000
        if written % 100_000 == 0:
            await asyncio.sleep(0)
    say(written=written)


async def leave(wire):
    wire.close(4401)
    assert not wire.write(text_frame("too late"))


async def block(wire):
    """Be busy while more comes up than anybody sends."""
    await asyncio.sleep(1)


VERBS = {"count": count, "flood": flood, "leave": leave, "block": block}
wires = set()


def main(name):
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    port = listening.getsockname()[1]
    from jobfair.ops import server

    def ready():
        say(port=port)

    if name == "indirect":
        server.install_event_loop()
        from realtime.servers import daphne

        daphne.is_direct = lambda transport: False
        daphne.make_server(listening, application, ready).run()
    else:
        server.serve(listening, application, ready, name)


if __name__ == "__main__":
    main(sys.argv[1])
