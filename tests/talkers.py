"""People at a real server: an open socket, what they say and what they hear."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.factories.talk import new_cid

SECONDS = 5
Frame = dict[str, Any]
#: Makes two conversations; of each is printed: its key, its booth, its fair, the sessions of its two people.
MAKE_TALKS = """
import django; django.setup()
from django.test import Client
from tests.factories.talk import make_talk
for _conversation in range(2):
    conversation, *people = make_talk()
    sessions = []
    for user in people:
        client = Client(); client.force_login(user)
        sessions.append(client.cookies["sessionid"].value)
    booth = conversation.booth
    print(conversation.key, booth.key, booth.fair.key, *sessions)
"""


async def arrive(port: int, session: str) -> tuple[ClientConnection, Frame]:
    """An open socket of a person, and the server's greeting."""
    wire = await connect(
        f"ws://127.0.0.1:{port}/ws",
        origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
        subprotocols=["jobfair.v1"],  # type: ignore[list-item]
        additional_headers={"Cookie": f"sessionid={session}"},
        compression=None,
        ping_interval=None,
        max_queue=None,  # who waits for the end reads nothing, and must see it all the same
    )
    return wire, await until(wire, lambda frame: frame.get("type") == "hello", SECONDS)


async def join(
    port: int, session: str, stream: str, *, after: int = 0, **given: Any
) -> ClientConnection:
    """An open socket that hears a stream from a number on."""
    wire, _hello = await arrive(port, session)
    await ask(wire, 1, "subscribe", stream=stream, after=after, **given)
    await until(wire, lambda frame: frame.get("id") == 1, SECONDS)
    return wire


async def ask(wire: ClientConnection, number: int, do: str, **given: Any) -> None:
    await wire.send(json.dumps({"id": number, "do": do, **given}))


async def say(wire: ClientConnection, talk: str, text: str, *, cid: str = "") -> Frame:
    """Say something and wait for the answer, whatever it is."""
    await ask(wire, 2, "chat.send", conversation=talk, cid=cid or new_cid(), text=text)
    return await until(wire, lambda frame: frame.get("id") == 2, SECONDS)


async def until(wire: ClientConnection, wanted: Callable[[Frame], Any], seconds: float) -> Frame:
    """The first frame that is wanted; others are passed over."""
    async with asyncio.timeout(seconds):
        while True:
            frame: Frame = json.loads(await wire.recv())
            if wanted(frame):
                return frame


async def hears(wire: ClientConnection, text: str, seconds: float = SECONDS) -> float:
    """Wait until this is heard; how long it took."""
    began = time.monotonic()
    await until(wire, lambda frame: frame.get("data", {}).get("text") == text, seconds)
    return time.monotonic() - began


async def everything(port: int, session: str, talk: str) -> list[str]:
    """All that was said in a conversation, as somebody hears it who has heard nothing yet."""
    wire, _hello = await arrive(port, session)
    await ask(wire, 1, "subscribe", stream=f"conversation.{talk}", after=0)
    await ask(wire, 2, "ping")
    texts: list[str] = []

    def note(frame: Frame) -> bool:
        if frame.get("type") == "message.sent":
            texts.append(frame["data"]["text"])
        return frame.get("id") == 1

    await until(wire, note, SECONDS)
    last = await until(wire, lambda frame: note(frame) or frame.get("id") == 2, SECONDS)
    assert "ok" in last, last
    await wire.close()
    return texts
