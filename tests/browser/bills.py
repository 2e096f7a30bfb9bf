"""What loading a page costs, as the browser counts it, and what it may cost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, Request, Response

KB = 1024

HTML = 14 * KB
STYLES = 14 * KB
CORE_SCRIPTS = 24 * KB
FIRST_VISIT = 60 * KB
FIRST_VISIT_REQUESTS = 8
FURTHER_PAGE = 15 * KB
CHAT_SCRIPTS = 12 * KB  # once, for the first page on which somebody talks


STATIC = Path(__file__).parents[2] / "static"
TALK = [STATIC / f"js/controllers/{name}.js" for name in ("talk", "writing")]


def scripts_of(entry: Path, seen: set[Path] | None = None) -> set[Path]:
    """A script and all that comes with it."""
    seen = set() if seen is None else seen
    if entry not in seen:
        seen.add(entry)
        for name in re.findall(r'^import .* from "(.+)";', entry.read_text("utf-8"), re.M):
            scripts_of((entry.parent / name).resolve(), seen)
    return seen


@cache
def core_scripts() -> set[Path]:
    """What a page may load on which nobody talks."""
    entries = [STATIC / "js/main.js", *STATIC.glob("js/controllers/*.js")]
    return set().union(*(scripts_of(entry) for entry in entries if entry not in TALK))


@cache
def chat_scripts() -> set[Path]:
    """What is loaded only where somebody talks."""
    return set().union(*map(scripts_of, TALK)) - core_scripts()


def is_for_talk(url: str) -> bool:
    """Files are served under names that end with a mark of their content."""
    name = re.sub(r"\.[0-9a-f]+\.js$", ".js", url.partition("/static/")[2])
    return STATIC / name in chat_scripts()


@dataclass
class Bill:
    """Bytes of the answers' bodies as they were sent, by kind; what the cache had cost nothing."""

    bytes_by_kind: dict[str, int] = field(default_factory=dict)
    talking: int = 0
    requests: int = 0
    status: int = 0
    hosts: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return sum(self.bytes_by_kind.values())

    def add(self, answer: Response) -> None:
        kind = answer.request.resource_type
        size = max(0, answer.request.sizes()["responseBodySize"])  # below nought: from the cache
        self.bytes_by_kind[kind] = self.bytes_by_kind.get(kind, 0) + size
        self.talking += size if is_for_talk(answer.url) else 0
        self.requests += 1
        self.hosts.add(answer.url.split("/")[2])


#: What waits until a page is at rest is no part of opening it.
BOUND = """() => [...document.querySelectorAll("[data-controller]:not([data-connected])")]
    .every((element) => /(fair|navigation)/.test(element.dataset.controller))"""
QUIET = 200  # milliseconds in which nothing is asked for


def settle(page: Page) -> None:
    """Wait until a page has loaded and every behaviour it names is there."""
    page.wait_for_load_state("load")
    page.wait_for_function(BOUND)


class Traffic:
    """What a page asks for and is given, while one listens."""

    def __init__(self, page: Page) -> None:
        self.answers: list[Response] = []
        self._asked = self._ended = 0
        self._page = page
        self._heard = {
            "request": self._ask,
            "response": self._answer,
            "requestfinished": self._end,
            "requestfailed": self._end,
        }

    def __enter__(self) -> Traffic:
        for event, hear in self._heard.items():
            self._page.on(event, hear)  # type: ignore[call-overload]
        return self

    def __exit__(self, *problem: object) -> None:
        for event, hear in self._heard.items():
            self._page.remove_listener(event, hear)

    def wait_until_quiet(self) -> None:
        """Until nothing is underway, and nothing was asked for during `QUIET`."""
        before = -1
        while before != self._asked or self._ended < self._asked:
            before = self._asked
            self._page.wait_for_timeout(QUIET)

    def _answer(self, answer: Response) -> None:
        if not answer.url.startswith("data:"):
            self.answers.append(answer)

    def _ask(self, request: Request) -> None:
        self._asked += 1

    def _end(self, request: Request) -> None:
        self._ended += 1


def visit(page: Page, url: str) -> Bill:
    """Open an address and wait until nothing more is loaded."""
    with Traffic(page) as traffic:
        document = page.goto(url)
        settle(page)
        traffic.wait_until_quiet()
    bill = Bill(status=document.status if document else 0)
    for answer in traffic.answers:
        bill.add(answer)
    return bill
