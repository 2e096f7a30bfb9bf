"""A bad line: between clients and the server, it cuts, stalls, doubles, splits and swallows."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from random import Random

CHUNK = 1 << 16
#: Of a thousand pieces, so many meet each fault.
CUT, STALL, SPLIT, DOUBLE = 2, 10, 100, 50
LONGEST_STALL = 0.5  # seconds
LONGEST_HEAD, UNKNOWN = 10, 1 << 64


class BadLine:
    """Listens on a port of its own; `port` is where the server listens now."""

    def __init__(self, port: int, seed: int) -> None:
        self.port = port
        self.is_kind = False
        #: Both ends stay open, and nothing comes through any more: a phone in a tunnel.
        self.is_deaf = False
        self.done: Counter[str] = Counter()
        self._chance = Random(seed)  # noqa: S311 - repeatable, no secret
        self._servers: list[asyncio.Server] = []
        self._pumps: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        """Listen; on which port."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        for server in self._servers:
            server.close()
        for pump in list(self._pumps):
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up, down = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.transport.abort()
            return
        both = [
            asyncio.create_task(self._pump(reader, down, up=True)),
            asyncio.create_task(self._pump(up, writer, up=False)),
        ]
        self._pumps.update(both)
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
                self._pumps.discard(task)
            for end in (writer, down):
                end.transport.abort()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool
    ) -> None:
        """Pass the handshake on whole, then frame by frame with what may befall each."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            writer.write(await reader.readuntil(b"\r\n\r\n"))
            rest = b""
            while chunk := await reader.read(CHUNK):
                frames, rest = whole_frames(rest + chunk)
                for frame in frames if not self.is_deaf else ():
                    if self._happens("cut", CUT):
                        return
                    await self._pass_on(frame, writer, up=up)
                await writer.drain()

    async def _pass_on(self, frame: bytes, writer: asyncio.StreamWriter, *, up: bool) -> None:
        if self._happens("stalled", STALL):
            await asyncio.sleep(self._chance.random() * LONGEST_STALL)
        for piece in self._pieces(frame):
            writer.write(piece)
        if up and is_text(frame) and self._happens("doubled", DOUBLE):
            writer.write(frame)

    def _pieces(self, frame: bytes) -> list[bytes]:
        if not self._happens("split", SPLIT):
            return [frame]
        at = self._chance.randrange(len(frame))
        return [frame[:at], frame[at:]]

    def _happens(self, fault: str, of_a_thousand: int) -> bool:
        if self.is_kind or self._chance.randrange(1000) >= of_a_thousand:
            return False
        self.done[fault] += 1
        return True


def is_text(frame: bytes) -> bool:
    return frame[0] == 0x81


def whole_frames(data: bytes) -> tuple[list[bytes], bytes]:
    """The frames that have come whole, as they stand on the wire, and the beginning of the next."""
    frames, begin = [], 0
    while (end := begin + frame_size(data[begin : begin + LONGEST_HEAD])) <= len(data):
        frames.append(data[begin:end])
        begin = end
    return frames, data[begin:]


def frame_size(head: bytes) -> int:
    """Of the whole frame that begins like this; more than the longest of all where that is not known yet."""
    if len(head) < 2:
        return UNKNOWN
    size, masked = head[1] & 0x7F, 4 if head[1] & 0x80 else 0
    if size < 126:
        return 2 + masked + size
    more = 2 if size == 126 else 8
    if len(head) < 2 + more:
        return UNKNOWN
    return 2 + more + masked + int.from_bytes(head[2 : 2 + more], "big")


async def read_frame(reader: asyncio.StreamReader) -> bytes:
    """One whole frame as it stands on the wire."""
    frame = b""
    while (size := frame_size(frame)) == UNKNOWN:
        frame += await reader.readexactly(1)
    return frame + await reader.readexactly(size - len(frame))
