"""The websocket front as one ASGI application."""

import asyncio
import random
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.db import Error as DatabaseError

from realtime import protocol
from realtime.hub import Hub
from realtime.identity import Entry, by_address, by_session, enter, is_same_origin, user_of
from realtime.outlet import Send, outlet_for
from realtime.patience import Patience, Who
from realtime.protocol import Close
from realtime.servers import ANSWER, HANDSHAKE_SECONDS
from realtime.socket import Connection, serve
from realtime.work import in_pool

log = structlog.get_logger(__name__)
PATH = "/ws"
#: So many new sockets are looked up at once; everybody else's frames have their turn in between.
ENTERING_AT_ONCE = 2
#: Who has waited for longer is not looked up any more: they, or their server, are about to give up.
LONGEST_AT_DOOR = HANDSHAKE_SECONDS - 4.0
#: How a handshake is answered with which there is no patience, and one while nobody can be looked up.
TOO_MANY, UNAVAILABLE = 429, 503
#: How long a socket waits before it comes back to a server that restarts.
RETRY_MS = (500, 5000)


class Crowded(Exception):
    """More have come at once than can be looked up in time."""


class Realtime:
    """Starts the process's hub with its first socket: servers offer no start of their own."""

    def __init__(self) -> None:
        self.hub: Hub | None = None
        self._starting = asyncio.Lock()
        self._door = asyncio.Semaphore(ENTERING_AT_ONCE)
        self._patience = Patience()
        self._connections: set[Connection] = set()
        self._open: Counter[Who] = Counter()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        wanted = protocol.SUBPROTOCOL in scope.get("subprotocols", [])
        if scope["path"] != PATH or not wanted or not is_same_origin(scope):
            await send({"type": "websocket.close"})  # answers the handshake with 403
            return
        if not self._has_room(by_session(scope)):
            await refuse(send)
            return
        hub = await self._running_hub()
        began = hub.passed_by
        try:
            admitted = await self._admitted(scope)
        except (DatabaseError, Crowded) as error:
            log.warning("entry_not_read", error=type(error).__name__)
            await send_away(scope, send, UNAVAILABLE)
            return
        if admitted is None:
            await send_away(scope, send, TOO_MANY)
        elif not self._has_room(admitted[0]):
            await refuse(send)
        else:
            await self._serve(scope, receive, send, began, *admitted)

    async def _serve(
        self, scope: dict[str, Any], receive: Any, send: Any, began: int, who: Who, entry: Entry
    ) -> None:
        hub, outlet = await self._running_hub(), outlet_for(scope, send)
        bears = partial(self._patience.bears, who)
        connection = Connection(entry, began, partial(user_of, scope), bears, hub, outlet)
        self._open[who] += 1
        try:
            await send({"type": "websocket.accept", "subprotocol": protocol.SUBPROTOCOL})
            self._connections.add(connection)
            # Only the server cancels, when it ends and waits no longer: nobody is left to be told.
            with suppress(asyncio.CancelledError):
                await serve(connection, outlet, receive)
        finally:
            self._connections.discard(connection)
            self._leave(who)

    def _has_room(self, who: Who | None) -> bool:
        """One browser has few pages open; behind an address there may be a whole venue."""
        if who is None or who.is_crowd:
            return True
        return self._open[who] < settings.SOCKETS_A_SESSION

    def _leave(self, who: Who) -> None:
        self._open[who] -= 1
        if not self._open[who]:
            del self._open[who]

    async def _admitted(self, scope: dict[str, Any]) -> tuple[Who, Entry] | None:
        """Who it is, when their turn has come; None for those with whom there is no patience.

        A session that nobody has counts for the address: it may be another one each time.
        """
        who = by_session(scope)
        if who is not None and not await self._has_waited(who):
            return None
        entry = await self._entry(scope)
        if who is None or not entry.user.is_authenticated:
            who = by_address(scope)
            if not await self._has_waited(who):
                return None
        return who, entry

    async def _entry(self, scope: dict[str, Any]) -> Entry:
        """Look up who it is; whoever waits too long for it is sent away, to make room for those who do not.

        Else all time would go into those who have left, and nobody who is still there would ever get in.
        """
        came = time.monotonic()
        async with self._door:
            if time.monotonic() - came > LONGEST_AT_DOOR:
                raise Crowded
            return await in_pool(enter, scope)

    async def _has_waited(self, who: Who) -> bool:
        wait = self._patience.wait_of(who)
        if wait:
            await asyncio.sleep(wait)
        return wait is not None

    async def lifespan(self, receive: Any, send: Any) -> None:
        """Hear from the server that it starts, and that it is about to end."""
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        self.say_goodbye()
        await send({"type": "lifespan.shutdown.complete"})

    def say_goodbye(self) -> None:
        """Ask every socket to come back after a while of its own, so that they do not come at once."""
        for connection in self._connections:
            connection.leave(random.randint(*RETRY_MS))  # noqa: S311 - no secret

    async def _running_hub(self) -> Hub:
        if self.hub is None:
            async with self._starting:
                if self.hub is None:
                    hub = Hub()
                    await hub.start(settings.POSITIONS_LOOK_SECONDS, settings.OVERHEAR_SECONDS)
                    self.hub = hub
        return self.hub


async def refuse(send: Send) -> None:
    """Open, to say why it is closed."""
    await send({"type": "websocket.accept", "subprotocol": protocol.SUBPROTOCOL})
    await send({"type": "websocket.close", "code": int(Close.TOO_MANY)})


async def send_away(scope: dict[str, Any], send: Send, status: int) -> None:
    """Answer a handshake with a status, or with 403 on a server that knows nothing else."""
    if ANSWER in (scope.get("extensions") or {}):
        await send({"type": f"{ANSWER}.start", "status": status, "headers": []})
        await send({"type": f"{ANSWER}.body", "body": b""})
    else:
        await send({"type": "websocket.close"})
