"""What a demo person holds in their hand: a browser that fills in forms, and its open line."""

import json
import re
from collections import deque
from http.cookiejar import CookieJar
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|cid)" value="([^"]+)"')
PATIENCE = 20.0  # seconds

Fact = dict[str, Any]


class Refused(Exception):
    """The server answered a command with a refusal."""


class Browser:
    """One person's: it keeps cookies, and sends what stands hidden in the page that is open."""

    def __init__(self, url: str) -> None:
        """Open the site at `url`; ValueError when that is not this machine."""
        if not ip_address(urlsplit(url).hostname or "").is_loopback:
            raise ValueError(f"not this machine: {url}")
        self.url = url
        self._cookies = CookieJar()
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self._cookies))
        self._hidden: dict[str, str] = {}

    def open(self, path: str) -> str:
        """Go to a page; returns its text."""
        return self._ask(path)

    def send(self, path: str, **filled: str) -> tuple[str, str]:
        """Send the form of the open page; returns the path one is led to and the text there."""
        body = urlencode(self._hidden | filled).encode()
        text = self._ask(path, body)
        return self.path, text

    def sign_in(self, email: str, password: str) -> None:
        self.open("/accounts/login/password/")
        self.send("/accounts/login/password/", login=email, password=password)

    def _ask(self, path: str, body: bytes | None = None) -> str:
        request = Request(self.url + path, body)  # noqa: S310 - this machine's, by http
        with self._opener.open(request, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            self.path = urlsplit(answer.url).path
        self._hidden = dict(HIDDEN.findall(text))
        return text

    def line(self) -> "Line":
        return Line(self.url, "; ".join(f"{c.name}={c.value}" for c in self._cookies))


class Line:
    """The socket of an open page: asks one thing after the other, and hears what is told."""

    def __init__(self, url: str, cookie: str) -> None:
        self._wire = connect(
            url.replace("http", "ws", 1) + "/ws",
            origin=Origin(url),
            subprotocols=[Subprotocol("jobfair.v1")],
            additional_headers={"Cookie": cookie},
            compression=None,
            proxy=None,
            open_timeout=PATIENCE,
        )
        self._number = 0
        self._heard: deque[Fact] = deque()

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *problem: object) -> None:
        self._wire.close()

    def ask(self, do: str, **given: object) -> Fact:
        """Have something done; Refused with the server's words when it is not."""
        self._number += 1
        self._wire.send(json.dumps({"id": self._number, "do": do, **given}))
        while (frame := json.loads(self._wire.recv(PATIENCE))).get("id") != self._number:
            self._heard.append(frame)
        if "error" in frame:
            raise Refused(frame["error"]["message"])
        done: Fact = frame["ok"]
        return done

    def hear(self, seconds: float) -> Fact:
        """The next thing that was told; empty when nothing comes for so long."""
        if self._heard:
            return self._heard.popleft()
        try:
            told: Fact = json.loads(self._wire.recv(seconds))
        except TimeoutError:
            return {}
        return told
