"""A conversation on the served site, for journeys of two people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from playwright.sync_api import Page, WebSocketRoute

from jobfair.accounts.models import User
from jobfair.chat.models import Conversation, Message
from jobfair.chat.services import send_message
from tests.browser.site import Site
from tests.factories.talk import make_talk, new_cid

RECORD_ANNOUNCEMENTS = """() => {
  window.said = [];
  for (const id of ["announce-polite", "announce-now"]) {
    const region = document.getElementById(id);
    new MutationObserver(() => {
      if (region.textContent) window.said.push([id, region.textContent]);
    }).observe(region, { childList: true });
  }
}"""
COMPOSER = "#composer textarea"


class Talk:
    """One conversation on the served site, and what the database knows of it."""

    def __init__(self, site: Site, blocker: Any) -> None:
        self._site = site
        self._blocker = blocker
        with self.data():
            self.conversation, self.jobseeker, self.rep = make_talk()
        self.path = f"/talk/{self.conversation.key}/"
        self.desk = f"/rep/booths/{self.conversation.booth.key}/desk/?talk={self.conversation.key}"

    @contextmanager
    def data(self) -> Iterator[None]:
        with self._blocker.unblock(), self._site.database():
            yield

    def say(self, user: User, *texts: str) -> None:
        """Several are a burst: they are told together, however busy the machine is."""
        with self.data(), transaction.atomic():
            conversation = Conversation.objects.get(pk=self.conversation.pk)
            for text in texts:
                send_message(user, conversation=conversation, cid=new_cid(), text=text)

    def stored(self) -> list[str]:
        with self.data():
            rows = Message.objects.filter(conversation=self.conversation.pk)
            return list(rows.order_by("number").values_list("text", flat=True))

    def draft(self) -> str:
        """What the jobseeker has typed and not sent, as the server has it."""
        with self.data():
            return "".join(self.conversation.drafts.values_list("text", flat=True))

    def wait_for_stored(self, page: Page, count: int) -> None:
        wait_until(page, lambda: len(self.stored()) >= count)


def wait_until(page: Page, wanted: Callable[[], bool]) -> None:
    """Keeps the page's routes running while it waits."""
    deadline = time.monotonic() + 60
    while not wanted():
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


class Wire:
    """Stands between a page and the server: can swallow answers, cut the line and keep it cut."""

    def __init__(self, page: Page, *, is_cut: bool = False, is_silent: bool = False) -> None:
        self.swallows = False
        self.is_cut = is_cut
        self.is_silent = is_silent
        self._open: list[WebSocketRoute] = []
        page.route_web_socket("**/ws", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self.is_silent:
            return
        if self.is_cut:
            socket.close()
            return
        self._open.append(socket)
        server = socket.connect_to_server()
        server.on_message(lambda frame: None if self.swallows else socket.send(frame))

    def cut(self, code: int = 1006) -> None:
        self.is_cut = True
        for socket in self._open:
            socket.close(code=code)
        self._open.clear()

    def mend(self) -> None:
        self.is_cut = self.swallows = False


def shown(page: Page) -> list[str]:
    return page.locator(".said .said__text").all_inner_texts()


def is_online(page: Page) -> None:
    page.wait_for_selector("[data-line=online]")


def write(page: Page, text: str) -> None:
    page.fill(COMPOSER, text)
    page.press(COMPOSER, "Enter")
