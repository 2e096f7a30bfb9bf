"""How much anybody may send in one request, whoever it is and whatever it is for.

Django reads a request whole before it asks who sent it, and keeps what is large on the
disk. The forms have narrower limits of their own, and sentences to go with them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

#: In bytes: the largest file that a form takes, ten megabytes, with the form around it.
MOST_BODY = 12_000_000
SENTENCES = (
    "您发送的内容超过了 12 MB，没有收下。请返回，换一个小一些的文件再发。\n"
    "What you sent is larger than 12 MB and was not taken. Please go back and choose a smaller file.\n"
).encode()
REFUSAL: Message = {
    "type": "http.response.start",
    "status": 413,
    "headers": [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(SENTENCES)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ],
}
WORDS: Message = {"type": "http.response.body", "body": SENTENCES, "more_body": True}
END: Message = {"type": "http.response.body", "body": b"", "more_body": False}
#: Who is cut off while sending never reads the answer; so long what still comes is dropped.
SECONDS_TO_HEAR = 2


class Bounded:
    """An application that never sees more of a request than `MOST_BODY`."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        body = Body(receive, said_length(scope))
        if not body.is_too_large:
            await self._application(scope, body.receive, send)
        if body.is_too_large:
            await refuse(receive, send)


class Body:
    """What has come of one request; of one that is too large its reader hears that it was given up."""

    def __init__(self, receive: Receive, said: int) -> None:
        self._receive = receive
        self._came = 0
        self.is_too_large = said > MOST_BODY

    async def receive(self) -> Message:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        self.is_too_large = self._came > MOST_BODY
        return {"type": "http.disconnect"} if self.is_too_large else message


def said_length(scope: Message) -> int:
    """The length a request says it has; 0 when it says none."""
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() else 0


async def refuse(receive: Receive, send: Send) -> None:
    await send(REFUSAL)
    await send(WORDS)
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_HEAR):
            while (await receive()).get("more_body"):
                pass
    await send(END)
