"""A client of the socket protocol for tests: waits for frames, never for time."""

import asyncio
import json
from types import TracebackType
from typing import Any

from realtime.application import PATH, Realtime
from realtime.protocol import SUBPROTOCOL

PATIENCE = 10


class Client:
    """`async with Client(app) as client`: an open socket to an application in this loop."""

    def __init__(self, application: Realtime, cookie: str = "", **scope: Any) -> None:
        headers = [(b"host", b"testserver"), (b"origin", b"http://testserver")]
        if cookie:
            headers.append((b"cookie", cookie.encode()))
        self._scope = {
            "type": "websocket",
            "path": PATH,
            "headers": headers,
            "subprotocols": [SUBPROTOCOL],
            **scope,
        }
        self._application = application
        self._up: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._down: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._number = 0

    async def __aenter__(self) -> "Client":
        self._task = asyncio.create_task(
            self._application(self._scope, self._up.get, self._down.put)
        )
        await self._up.put({"type": "websocket.connect"})
        self.opening = await self._next()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._up.put({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self._task, PATIENCE)

    async def _next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self._down.get(), PATIENCE)

    async def send_text(self, text: str) -> None:
        await self._up.put({"type": "websocket.receive", "text": text})

    async def frame(self) -> dict[str, Any]:
        message = await self._next()
        assert message["type"] == "websocket.send", message
        return json.loads(message["text"])

    async def closed(self) -> int:
        while (message := await self._next())["type"] != "websocket.close":
            pass
        return message["code"]

    async def request(self, do: str, **given: Any) -> None:
        self._number += 1
        await self.send_text(json.dumps({"id": self._number, "do": do, **given}))

    async def ask(self, do: str, **given: Any) -> dict[str, Any]:
        """Send a request and return its answer; other frames must not come first."""
        await self.request(do, **given)
        answer = await self.frame()
        assert answer.get("id") == self._number, answer
        return answer
