"""A small client that asks for one address over and over, a bounded number of times."""

from __future__ import annotations

import asyncio
import gzip
import time
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

NUMBER = "NUMBER"
REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n"
    "Accept-Language: zh-CN\r\nConnection: keep-alive\r\n{cookie}\r\n"
)


class BadAnswer(Exception):
    """The server answered something else than a page."""


@dataclass
class Load:
    """What one run against one address gave; times in seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0
    size: int = 0
    numbers: count[int] = field(default_factory=count)

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the time within which `share` of the pages came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def run(url: str, *, connections: int, seconds: float, most: int, cookie: str = "") -> Load:
    """Ask for `url` from several connections until `seconds` are over or `most` pages came."""
    load = Load()
    started = time.perf_counter()
    visitors = (one_visitor(url, load, started + seconds, most, cookie) for _ in range(connections))
    async with asyncio.timeout(seconds + 30):
        await asyncio.gather(*visitors)
    load.seconds = time.perf_counter() - started
    return load


async def one_visitor(url: str, load: Load, until: float, most: int, cookie: str) -> None:
    """Ask over one connection, each time when the last page has come whole.

    Where the address holds `NUMBER`, every page asked for is another one.
    """
    request = request_for(url, cookie)
    reader, writer = await connected(url)
    try:
        while not load.latencies or (time.perf_counter() < until and len(load.latencies) < most):
            asked = time.perf_counter()
            number = str(next(load.numbers))
            writer.write(request.replace(NUMBER, number).encode("ascii"))
            head, body = await read_page(reader, url)
            load.size = len(head) + len(body)
            load.latencies.append(time.perf_counter() - asked)
    finally:
        writer.close()


async def read(url: str, *, cookie: str = "") -> tuple[dict[str, str], str]:
    """One page and what its head says, over a connection of its own."""
    reader, writer = await connected(url)
    try:
        writer.write(request_for(url, cookie).encode("ascii"))
        head, body = await read_page(reader, url)
    finally:
        writer.close()
    headers = headers_of(head)
    is_deflated = headers.get("content-encoding") == "gzip"
    return headers, (gzip.decompress(body) if is_deflated else body).decode()


def request_for(url: str, cookie: str) -> str:
    """What is sent to ask for it, with a visitor's cookie if there is one."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    return REQUEST.format(path=target, host=parts.netloc, cookie=cookie and f"Cookie: {cookie}\r\n")


async def connected(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A new connection to the server of this address."""
    parts = urlsplit(url)
    return await asyncio.open_connection(parts.hostname, parts.port)


async def read_page(reader: asyncio.StreamReader, url: str) -> tuple[str, bytes]:
    """Read one answer to its end and return its head and body; BadAnswer if it is not a page."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = head.splitlines()[0]
    if " 200 " not in f"{status} ":
        raise BadAnswer(f"{status}: {url}")
    return head, await reader.readexactly(int(headers_of(head)["content-length"]))


def headers_of(head: str) -> dict[str, str]:
    """What the head of an answer says, by names in small letters."""
    return dict(line.lower().split(": ", 1) for line in head.splitlines() if ": " in line)
