"""Pages in a real Chromium without any server: Django answers in this process.

The socket is the test's own: it greets, answers, and tells what the test lets it tell.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import h11
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connections
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from playwright.sync_api import Browser, Page, WebSocketRoute

from jobfair.outbox.models import StoredEvent, Stream
from jobfair.outbox.selectors import positions
from jobfair.outbox.services import current_epoch
from jobfair.web.views.public.files import FOREVER
from tests.answers import Answer, Answers

PATIENCE = 15_000  # milliseconds for anything a page is asked to do
SECONDS_TO_BE_HEARD = 10
#: Of the same origin, because a browser begins a process of its own for another.
NOTHING = "/nothing"
#: What waits until a page is at rest waits no longer than that here.
AT_REST = (b"const AT_REST = 1500;", b"const AT_REST = 0;")


class Stage:
    """One person's page, `page`, and the line to it; the same for one test after another.

    A browser that has loaded the house's styles and scripts once need not do so for every test.
    """

    def __init__(self, browser: Browser) -> None:
        self._answers = Answers(self._answer)
        self._context = browser.new_context(base_url=self._answers.origin, locale="zh-CN")
        self._context.set_default_timeout(PATIENCE)
        self.page: Page = self._context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.route_web_socket("**/ws", self._connect)
        self._ask = ClientHandler(enforce_csrf_checks=False)
        self._forget()

    def enter(self, user: Any) -> None:
        """Let the page be this person's, or a visitor's, on the database of the test."""
        self._database = connections["default"]
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value}
            self._context.add_cookies([{**cookie, "url": self._answers.origin}])

    def leave(self) -> None:
        """Keep nothing of what the test did."""
        self.page.goto(NOTHING)
        self.page.evaluate("localStorage.clear()")
        self._context.clear_cookies()
        self._forget()

    def close(self) -> None:
        self._context.close()
        self._answers.close()

    def open(self, path: str, hears: str) -> None:
        """Open a page and wait until it hears a stream, if it is one that does."""
        self.heard.clear()
        self._lines.clear()
        self.page.goto(path, wait_until="domcontentloaded")
        if hears not in self.page.content():
            return
        deadline = time.monotonic() + SECONDS_TO_BE_HEARD
        while hears not in self.heard:
            assert time.monotonic() < deadline, self.errors or f"nothing hears {hears}"
            self.page.wait_for_timeout(50)

    def rewind(self, stream: str, to: int) -> None:
        """Let pages say from now on that they show the stream only up to this number."""
        self._rewound = {stream: to}
        caches["fragments"].clear()  # pages that are kept know their number

    def tell(self, stream: str) -> None:
        """Let the open page hear the stored facts it has asked for, in order."""
        rows = StoredEvent.objects.filter(stream=stream, seq__gt=self.heard.get(stream, 0))
        for text in rows.order_by("seq").values_list("text", flat=True):
            for line in self._lines:
                line.send(text)

    def _forget(self) -> None:
        self.heard: dict[str, int] = {}
        self.errors: list[str] = []
        self._lines: list[WebSocketRoute] = []
        self._rewound: dict[str, int] = {}

    def _answer(self, request: h11.Request, body: bytes) -> Answer:
        target = request.target.decode()
        if target.startswith("/static/"):
            return static_file(target.removeprefix("/static/"))
        if target == NOTHING:
            return 200, [("Content-Type", "text/html")], b""
        connections["default"] = self._database  # the loop's calls have a context of their own
        headers = {name.decode(): value.decode() for name, value in request.headers}
        kind = headers.get("content-type", "")
        asked = RequestFactory().generic(
            request.method.decode(), target, body, kind, headers=headers
        )
        with rewound(self._rewound):
            answer = self._ask(asked.environ)
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in answer.cookies.values()]
        given = [item for item in answer.headers.items() if item[0] != "Content-Length"]
        return answer.status_code, [*given, *cookies], answer.getvalue()

    def _connect(self, line: WebSocketRoute) -> None:
        connections["default"] = self._database
        self._lines.append(line)
        line.on_message(lambda text: self._reply(line, json.loads(text)))
        line.send(json.dumps({"type": "hello", "epoch": current_epoch(), "now": "now"}))

    def _reply(self, line: WebSocketRoute, asked: dict[str, Any]) -> None:
        """A server that accepts everything and tells nothing by itself."""
        if asked["do"] == "subscribe":
            self.heard[asked["stream"]] = asked["after"]
        line.send(json.dumps({"id": asked["id"], "ok": {}}))


@contextmanager
def rewound(streams: dict[str, int]) -> Iterator[None]:
    """Inside, these streams stand at these numbers, with everything else as it is now."""
    now = positions(streams)
    move(streams)
    yield
    move(now)


def move(streams: dict[str, int]) -> None:
    for name, last in streams.items():
        Stream.objects.filter(pk=name).update(last=last)


@cache
def static_file(name: str) -> Answer:
    """A file of the house, to be kept by browsers."""
    found = finders.find(name)
    if found is None:
        return 404, [], b""
    body = Path(found).read_bytes()
    if name == "js/main.js":
        assert AT_REST[0] in body
        body = body.replace(*AT_REST)
    kind = guess_type(name)[0] or "application/octet-stream"
    return 200, [("Content-Type", kind), ("Cache-Control", FOREVER)], body
