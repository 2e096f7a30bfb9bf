"""Pages in a real Chromium without any server: Django's test client answers in this process.

The socket is the test's own: it greets, answers, and tells what the test lets it tell.
"""

from __future__ import annotations

import json
import time
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, Route, WebSocketRoute

from jobfair.outbox.models import StoredEvent
from jobfair.outbox.selectors import position
from jobfair.outbox.services import current_epoch

ORIGIN = "http://testserver"
PATIENCE = 15_000  # milliseconds for anything a page is asked to do
SECONDS_TO_BE_HEARD = 10
#: What waits until a page is at rest waits no longer than that here.
AT_REST = (b"const AT_REST = 1500;", b"const AT_REST = 0;")
PASSED_ON = {"x-requested-with", "x-csrftoken", "referer", "accept-language"}


class Stage:
    """One person's page, `page`, and the line to it. The database is the test's."""

    def __init__(self, browser: Browser, user: Any) -> None:
        self._database = connections["default"]
        self._client = Client()
        if user is not None:
            self._client.force_login(user)
        self._context = browser.new_context(base_url=ORIGIN, locale="zh-CN")
        self._context.set_default_timeout(PATIENCE)
        self.page: Page = self._context.new_page()
        self.heard: dict[str, int] = {}
        self.errors: list[str] = []
        self._lines: list[WebSocketRoute] = []
        self._rewound: tuple[str, str] | None = None
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.route("**/*", self._answer)
        self.page.route_web_socket("**/ws", self._connect)

    def close(self) -> None:
        self._context.close()

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
            self.page.wait_for_timeout(10)

    def rewind(self, stream: str, to: int) -> None:
        """Let pages say from now on that they show the stream only up to this number."""
        self._rewound = (f'data-seq="{position(stream)}"', f'data-seq="{to}"')

    def tell(self, stream: str) -> None:
        """Let the open page hear the stored facts it has asked for, in order."""
        rows = StoredEvent.objects.filter(stream=stream, seq__gt=self.heard.get(stream, 0))
        for text in rows.order_by("seq").values_list("text", flat=True):
            for line in self._lines:
                line.send(text)

    def _answer(self, route: Route) -> None:
        connections["default"] = self._database  # the browser's calls have a context of their own
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            self._give_file(route, address.path.removeprefix("/static/"))
            return
        headers = {k: v for k, v in route.request.headers.items() if k in PASSED_ON}
        target = address.path + (f"?{address.query}" if address.query else "")
        if route.request.method == "POST":
            kind = route.request.headers.get("content-type", "")
            body = route.request.post_data_buffer or b""
            answer = self._client.post(target, body, kind, headers=headers, follow=True)
        else:
            answer = self._client.get(target, headers=headers, follow=True)
        body = answer.getvalue()
        if self._rewound:
            body = body.replace(*(text.encode() for text in self._rewound))
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=body)

    def _give_file(self, route: Route, name: str) -> None:
        found = finders.find(name)
        if found is None:
            route.fulfill(status=404)
        else:
            kind = guess_type(name)[0] or "application/octet-stream"
            body = Path(found).read_bytes()
            if name.endswith("js/main.js"):
                assert AT_REST[0] in body
                body = body.replace(*AT_REST)
            route.fulfill(body=body, content_type=kind)

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
