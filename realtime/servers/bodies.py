"""Daphne's requests, none of which keeps more than `MOST_BODY`.

Daphne writes a request to the disk, whole, before any application hears of it.
"""

import asyncio
from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest

from jobfair.common.bodies import END, MOST_BODY, REFUSAL, SECONDS_TO_HEAR, WORDS


class BoundedRequest(WebRequest):
    """A request that is answered with a refusal as soon as it says or proves to be too large."""

    #: Twisted would take every form apart, in the loop, for nobody: Django does it.
    _parsePOSTFormSubmission = False  # noqa: N815 - Twisted's name
    came = 0
    is_refused = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
        super().gotLength(length)
        if length is not None and length > MOST_BODY:
            self._refuse()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        self.came += len(data)
        if self.is_refused:
            return
        if self.came > MOST_BODY:
            self._refuse()
        else:
            super().handleContentChunk(data)

    def requestReceived(self, *line: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.is_refused:
            self.handle_reply(END)
        else:
            super().requestReceived(*line)

    def _refuse(self) -> None:
        """Answer at once, and end when all has come or the sender had time to hear it."""
        channel = self.channel
        self.is_refused = True
        self.method, self.uri, self.clientproto = channel._command, channel._path, channel._version
        self.requestHeaders.removeHeader(b"expect")  # or Twisted asks for the body after all
        self.content.truncate(0)
        channel.persistent = False
        self.handle_reply(REFUSAL)
        self.handle_reply(WORDS)
        asyncio.get_running_loop().call_later(SECONDS_TO_HEAR, self.handle_reply, END)


def bound(factory: HTTPFactory) -> None:
    """Let every connection of this factory make bounded requests."""
    build = factory.buildProtocol

    def build_bounded(address: Any) -> Any:
        protocol = build(address)
        protocol.requestFactory = BoundedRequest
        return protocol

    factory.buildProtocol = build_bounded
