"""Web sockets by the thousand in one thread: raw, because a client library would be the bottleneck."""

from __future__ import annotations

import select
import socket
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

CHUNK = 1 << 16
SECONDS_TO_ANSWER = 30.0
HANDSHAKES_AT_ONCE = 64


@dataclass(slots=True)
class Member:
    """One open socket and what it has received; `heard` is called with each text."""

    plain: socket.socket
    key: object = None
    rest: bytes = b""
    count: int = 0
    is_open: bool = False
    asked_at: float = 0.0

    def say(self, text: str) -> None:
        """Send a text as a client does; the mask is nought, as nobody is deceived here."""
        payload = text.encode()
        size = len(payload)
        head = bytes([0x81, 0x80 | size]) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self.plain.send(head + bytes(4) + payload)


Heard = Callable[[Member, Sequence[bytes]], None]


@dataclass
class Crowd:
    """All sockets of one measurement."""

    port: int
    #: What a server asks for in a text of its own instead of a ping of the standard, and the answer.
    pings: Mapping[bytes, str] = field(default_factory=dict)
    epoll: select.epoll = field(default_factory=select.epoll)
    members: dict[int, Member] = field(default_factory=dict)
    lost: int = 0

    def open(
        self, requests: Sequence[bytes], greet: Callable[[Member, bytes], bool]
    ) -> tuple[list[Member], float]:
        """Shake hands with each request until `greet` says of a text that the socket is ready.

        Returns the members in order, and the seconds it took.
        """
        began, waiting, opened = perf_counter(), deque(requests), list[Member]()
        ready = set[int]()

        def heard(member: Member, texts: Sequence[bytes]) -> None:
            if any(greet(member, text) for text in texts):
                ready.add(member.plain.fileno())

        while len(ready) < len(requests):
            while waiting and len(opened) - len(ready) < HANDSHAKES_AT_ONCE:
                opened.append(self.connect(waiting.popleft()))
            if not self.pump(heard, SECONDS_TO_ANSWER) or self.lost:
                raise RuntimeError(f"{len(ready)} of {len(requests)} sockets opened")
        return opened, perf_counter() - began

    def connect(self, request: bytes) -> Member:
        """Ask for one more socket."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS_TO_ANSWER)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.sendall(request)
        plain.setblocking(False)
        member = self.members[plain.fileno()] = Member(plain)
        self.epoll.register(plain.fileno(), select.EPOLLIN)
        return member

    def pump(self, heard: Heard, timeout: float) -> int:
        """Take whatever has come within `timeout` seconds; from how many sockets."""
        events = self.epoll.poll(max(0.0, timeout))
        for number, _event in events:
            member = self.members[number]
            data = member.plain.recv(CHUNK)
            if not data:
                self.lose(member)
                continue
            texts = read(member, data)
            if self.pings:
                texts = self.answer(member, texts)
            if texts:
                heard(member, texts)
        return len(events)

    def until_silent(
        self, heard: Heard, seconds: float, is_done: Callable[[], bool] = lambda: False
    ) -> None:
        """Take what comes until it is all, or for so many seconds nothing has come but pings."""
        last = perf_counter()

        def noted(member: Member, texts: Sequence[bytes]) -> None:
            nonlocal last
            last = perf_counter()
            heard(member, texts)

        while not is_done() and (left := last + seconds - perf_counter()) > 0:
            self.pump(noted, left)

    def answer(self, member: Member, texts: Sequence[bytes]) -> list[bytes]:
        """Answer what only asks whether the member lives; the others."""
        for asked in self.pings.keys() & set(texts):
            member.say(self.pings[asked])
        return [text for text in texts if text not in self.pings]

    def lose(self, member: Member) -> None:
        """The server has closed this one."""
        self.lost += 1
        self.epoll.unregister(member.plain.fileno())

    def close(self) -> None:
        for member in self.members.values():
            member.plain.close()
        self.epoll.close()


def read(member: Member, data: bytes) -> list[bytes]:
    """The texts in what has come; what is not whole yet is kept, pings are answered."""
    data = member.rest + data if member.rest else data
    position = 0
    if not member.is_open:
        position = data.find(b"\r\n\r\n") + 4
        if position < 4:
            member.rest = data
            return []
        if not data.startswith(b"HTTP/1.1 101"):
            raise RuntimeError(data.splitlines()[0])
        member.is_open = True
    texts, end = list[bytes](), len(data)
    while end - position >= 4 or (end - position >= 2 and data[position + 1] < 126):
        size, begin = data[position + 1], position + 2
        if size == 126:
            size, begin = int.from_bytes(data[begin : begin + 2], "big"), begin + 2
        if begin + size > end:
            break
        if data[position] == 0x89:
            member.plain.send(
                b"\x8a" + bytes([0x80 | size]) + bytes(4) + data[begin : begin + size]
            )
        else:
            texts.append(data[begin : begin + size])
        position = begin + size
    member.rest = data[position:]
    return texts
