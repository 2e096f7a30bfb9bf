"""Clients that mean no good, or no longer listen: nobody else may notice them."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from random import Random
from secrets import token_hex

from jobfair.ops.bench.realtime.contenders import Ours
from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.faults.serving import Serving

#: As many as go out before the server can have closed it for the first ones.
FRAMES_A_SOCKET = 100
SMALL_BUFFER = 4096
#: A stranger's pace: a person's share of the server is what is measured, not the server's end.
SOCKETS_A_SECOND = 25
AT_ONCE = 4
SECONDS_TO_CLOSE = 10
LONG_TEXT = "长" * 2000


def opened(serving: Serving, pair: Pair, cookie: str) -> socket.socket:
    """A socket whose handshake has been sent, with a buffer that soon is full."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    plain.settimeout(60)
    plain.connect(("127.0.0.1", serving.port))
    plain.sendall(Ours("").request(serving.port, pair, cookie))
    plain.recv(2048)
    return plain


def framed(payload: bytes, first: int = 0x81) -> bytes:
    """A frame as a client sends it; the mask is nought."""
    size = len(payload)
    head = bytes([first, 0x80 | size]) if size < 126 else bytes([first, 0xFE]) + size.to_bytes(2)
    return head + bytes(4) + payload


def malformed(serving: Serving, pair: Pair, count: int, seed: int) -> int:
    """Send so many frames that no client of ours sends; how many went out."""
    chance, sent = Random(seed), 0  # noqa: S311 - repeatable, no secret
    while sent < count:
        with opened(serving, pair, pair.rep) as plain:
            try:
                for _frame in range(min(FRAMES_A_SOCKET, count - sent)):
                    sent += 1
                    plain.sendall(nonsense(chance, pair))
            except OSError:
                pass  # the server has closed it, as it should
        time.sleep(1 / SOCKETS_A_SECOND)
    return sent


def nonsense(chance: Random, pair: Pair) -> bytes:
    """Wrong words mostly, so that the socket lives; now and then what ends it."""
    wrong = [
        {"id": 1, "do": "fly"},
        {"id": 2, "do": "subscribe", "stream": "conversation.nowhere", "after": 0},
        {"id": 3, "do": "subscribe", "stream": ["x"], "after": "y"},
        {"id": 4, "do": "chat.send", "conversation": pair.conversation, "cid": 7, "text": {}},
        {"id": 5, "do": "chat.read", "conversation": pair.conversation, "number": -(2**70)},
        {"id": 6, "do": "chat.send", "conversation": "0" * 26, "cid": token_hex(16), "text": "x"},
        {"id": 7, "do": "chat.draft", "conversation": None, "text": "\ud800"},
        {"id": 8, "do": "ack", "seen": {"x": "y"}},
    ]
    fatal = [
        framed(b"{"),
        framed(b"[" * 4000),
        framed(b"\xff\xfe"),
        framed(chance.randbytes(100), first=0x82),
        framed(chance.randbytes(60), first=0xF3),
        b"\x81\x05hello",
        framed(b'{"id":1,"do":"ping","x":"' + b"x" * 20000 + b'"}'),
    ]
    if chance.random() < 1 / FRAMES_A_SOCKET:
        return chance.choice(fatal)
    return framed(json.dumps(chance.choice(wrong)).encode())


def deaf(serving: Serving, pair: Pair, count: int) -> tuple[float, int]:
    """So many subscribe and never read while long things are said.

    Returns the seconds until the server has closed them all, and by how much it grew.
    """
    sockets, grown = serving.open_sockets(), serving.resident_bytes()
    stream = f"conversation.{pair.conversation}"
    subscribe = json.dumps({"id": 1, "do": "subscribe", "stream": stream, "after": 1 << 40})
    listeners = [opened(serving, pair, pair.rep) for _listener in range(count)]
    for plain in listeners:
        plain.sendall(framed(subscribe.encode()))
    most, began = 0, 0.0
    with opened(serving, pair, pair.jobseeker) as speaker:
        while serving.open_sockets() > sockets + 1:
            began = began or time.monotonic()
            speaker.sendall(b"".join(long_saying(pair) for _saying in range(AT_ONCE)))
            answers = b""
            while answers.count(b'"id":2') < AT_ONCE:
                chunk = speaker.recv(1 << 16)
                if not chunk:
                    raise RuntimeError("the one who speaks and reads was closed too")
                answers += chunk
            most = max(most, serving.resident_bytes())
            if time.monotonic() - began > 6 * SECONDS_TO_CLOSE:
                break
    for plain in listeners:
        plain.close()
    return time.monotonic() - began, most - grown


def long_saying(pair: Pair) -> bytes:
    """As much as one message may hold."""
    given = {"conversation": pair.conversation, "cid": token_hex(16), "text": LONG_TEXT}
    return framed(json.dumps({"id": 2, "do": "chat.send", **given}, ensure_ascii=False).encode())


async def latencies(serving: Serving, pair: Pair, seconds: float) -> list[float]:
    """How long another's messages take to be accepted, one after the other."""
    return await asyncio.to_thread(_latencies, serving, pair, seconds)


def _latencies(serving: Serving, pair: Pair, seconds: float) -> list[float]:
    took: list[float] = []
    until = time.monotonic() + seconds
    with opened(serving, pair, pair.jobseeker) as plain:
        while time.monotonic() < until:
            given = {"conversation": pair.conversation, "cid": token_hex(16), "text": "在吗"}
            began = time.monotonic()
            plain.sendall(framed(json.dumps({"id": 2, "do": "chat.send", **given}).encode()))
            while b'"id":2' not in plain.recv(4096):
                pass
            took.append(time.monotonic() - began)
            time.sleep(0.01)
    return took
