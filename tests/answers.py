"""HTTP answered between two steps of a test, in its own thread.

A browser's driver keeps an event loop running there; what a page asks for is answered whenever a
test waits for the page, so the test's own database answers and never two things happen at once.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import h11

#: Status, headers and body of an answer.
Answer = tuple[int, list[tuple[str, str]], bytes]
Answering = Callable[[h11.Request, bytes], Answer]


class Answers:
    """Answers what is asked at `origin` until it is closed; to be made while a browser is open."""

    def __init__(self, answer: Answering) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        loop = asyncio.get_running_loop()
        self._serving = loop.create_task(
            loop.create_server(lambda: Connection(answer), sock=self._listening)
        )

    def close(self) -> None:
        self._serving.cancel()
        self._listening.close()


class Connection(asyncio.Protocol):
    """One connection of a browser, whose requests are answered one after another."""

    def __init__(self, answer: Answering) -> None:
        self._answer = answer
        self._http = h11.Connection(h11.SERVER)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._http.receive_data(data)
        while self._takes(self._http.next_event()):
            pass

    def _takes(self, event: h11.Event | type) -> bool:
        """Whether this was part of a request, so that more may have come."""
        if isinstance(event, h11.Request):
            self._request, self._body = event, b""
        elif isinstance(event, h11.Data):
            self._body += event.data
        elif isinstance(event, h11.EndOfMessage):
            self._give(*self._answer(self._request, self._body))
        else:
            return False
        return True

    def _give(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        length = ("Content-Length", str(len(body)))
        head = h11.Response(status_code=status, headers=[*headers, length])
        for event in (head, h11.Data(data=body), h11.EndOfMessage()):
            self._transport.write(self._http.send(event) or b"")
        if self._http.our_state is h11.MUST_CLOSE:
            self._transport.close()
        else:
            self._http.start_next_cycle()
