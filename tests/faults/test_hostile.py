"""Frames larger than anything, and messages in more pieces than anybody sends."""

from __future__ import annotations

import asyncio
import struct

from tests.faults.conftest import Alone
from tests.talkers import join, say

HANDSHAKE = (
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: jobfair.v1\r\n"
    "Cookie: sessionid={session}\r\n\r\n"
)
MEGABYTE = 1 << 20
MASK = bytes(4)


def pieces(count: int) -> bytes:
    """A text message that begins and goes on, and never ends."""
    return b"\x01\x81" + MASK + b"x" + (b"\x00\x81" + MASK + b"x") * (count - 1)


BAD = {
    "100 MB announced": b"\x81\xff" + struct.pack("!Q", 100 * MEGABYTE) + MASK + b"x" * MEGABYTE,
    "a million pieces": pieces(1_000_000),
}


async def is_closed_after(alone: Alone, bad: bytes) -> None:
    """Send it; the server ends the connection, whether or not it has taken all of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", alone.port)
    writer.write(HANDSHAKE.format(port=alone.port, session=alone.rep).encode())
    await reader.readuntil(b"\r\n\r\n")
    writer.write(bad)
    async with asyncio.timeout(20):
        try:
            while await reader.read(1 << 16):
                pass
        except ConnectionError:
            pass
    writer.transport.abort()


async def test_what_is_too_large_ends_its_own_connection_alone(alone: Alone) -> None:
    alone.start()
    seeker = await join(alone.port, alone.seeker, alone.stream)
    assert "ok" in await say(seeker, alone.talk, "之前")
    for bad in BAD.values():
        before = alone.resident()
        await is_closed_after(alone, bad)
        assert alone.resident() - before < 20 * MEGABYTE
    assert "ok" in await say(seeker, alone.talk, "之后")
    await seeker.close()
    alone.server.stop()
    assert "Traceback" not in alone.server.text
