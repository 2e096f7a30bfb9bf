"""The websocket front as one ASGI application."""

import asyncio
import random
from functools import partial
from typing import Any

from django.conf import settings

from realtime import protocol, socket
from realtime.hub import Hub
from realtime.identity import is_same_origin, user_of
from realtime.outlet import Outlet
from realtime.work import in_pool

PATH = "/ws"
#: How long a socket waits before it comes back to a server that restarts.
RETRY_MS = (500, 5000)


class Realtime:
    """Starts the process's hub with its first socket: servers offer no start of their own."""

    def __init__(self) -> None:
        self.hub: Hub | None = None
        self._starting = asyncio.Lock()
        self._outlets: set[Outlet] = set()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        wanted = protocol.SUBPROTOCOL in scope.get("subprotocols", [])
        if scope["path"] != PATH or not wanted or not is_same_origin(scope):
            await send({"type": "websocket.close", "code": int(protocol.Close.NOT_ALLOWED)})
            return
        identify = partial(user_of, scope)
        user = await in_pool(identify)
        await send({"type": "websocket.accept", "subprotocol": protocol.SUBPROTOCOL})
        outlet = Outlet(send)
        self._outlets.add(outlet)
        try:
            await socket.serve(identify, user, await self._running_hub(), outlet, receive)
        finally:
            self._outlets.discard(outlet)

    async def lifespan(self, receive: Any, send: Any) -> None:
        """Hear from the server that it starts, and that it is about to end."""
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        self.say_goodbye()
        await send({"type": "lifespan.shutdown.complete"})

    def say_goodbye(self) -> None:
        """Ask every socket to come back after a while of its own, so that they do not come at once."""
        for outlet in self._outlets:
            outlet.write(protocol.bye(random.randint(*RETRY_MS)))  # noqa: S311 - no secret
            outlet.close(protocol.Close.RESTARTING)

    async def _running_hub(self) -> Hub:
        async with self._starting:
            if self.hub is None:
                self.hub = Hub()
                await self.hub.start(settings.POSITIONS_LOOK_SECONDS)
        return self.hub
