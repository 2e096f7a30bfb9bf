"""The websocket front as one ASGI application."""

import asyncio
from functools import partial
from typing import Any

from django.conf import settings

from realtime import protocol, socket
from realtime.hub import Hub
from realtime.identity import is_same_origin, user_of
from realtime.work import in_pool

PATH = "/ws"


class Realtime:
    """Starts the process's hub with its first socket: servers offer no start of their own."""

    def __init__(self) -> None:
        self.hub: Hub | None = None
        self._starting = asyncio.Lock()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        wanted = protocol.SUBPROTOCOL in scope.get("subprotocols", [])
        if scope["path"] != PATH or not wanted or not is_same_origin(scope):
            await send({"type": "websocket.close", "code": int(protocol.Close.NOT_ALLOWED)})
            return
        identify = partial(user_of, scope)
        user = await in_pool(identify)
        await send({"type": "websocket.accept", "subprotocol": protocol.SUBPROTOCOL})
        await socket.serve(identify, user, await self._running_hub(), receive, send)

    async def _running_hub(self) -> Hub:
        async with self._starting:
            if self.hub is None:
                self.hub = Hub()
                await self.hub.start(settings.POSITIONS_LOOK_SECONDS)
        return self.hub
