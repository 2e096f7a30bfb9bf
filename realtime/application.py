"""The websocket front as one ASGI application."""

import asyncio
import random
from functools import partial
from typing import Any

from django.conf import settings

from realtime import protocol
from realtime.hub import Hub
from realtime.identity import enter, is_same_origin, user_of
from realtime.outlet import outlet_for
from realtime.socket import Connection, serve
from realtime.work import in_pool

PATH = "/ws"
#: How long a socket waits before it comes back to a server that restarts.
RETRY_MS = (500, 5000)


class Realtime:
    """Starts the process's hub with its first socket: servers offer no start of their own."""

    def __init__(self) -> None:
        self.hub: Hub | None = None
        self._starting = asyncio.Lock()
        self._connections: set[Connection] = set()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        wanted = protocol.SUBPROTOCOL in scope.get("subprotocols", [])
        if scope["path"] != PATH or not wanted or not is_same_origin(scope):
            await send({"type": "websocket.close"})  # answers the handshake with 403
            return
        hub = await self._running_hub()
        began = hub.passed_by
        entry = await in_pool(enter, scope)
        await send({"type": "websocket.accept", "subprotocol": protocol.SUBPROTOCOL})
        outlet = outlet_for(scope, send)
        connection = Connection(entry, began, partial(user_of, scope), hub, outlet)
        self._connections.add(connection)
        try:
            await serve(connection, outlet, receive)
        finally:
            self._connections.discard(connection)

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
                    await hub.start(settings.POSITIONS_LOOK_SECONDS)
                    self.hub = hub
        return self.hub
