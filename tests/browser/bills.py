"""What loading a page costs, as the browser counts it, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, Response

KB = 1024

HTML = 14 * KB
STYLES = 14 * KB
CORE_SCRIPTS = 24 * KB
FIRST_VISIT = 60 * KB
FIRST_VISIT_REQUESTS = 8
FURTHER_PAGE = 15 * KB
CHAT_SCRIPTS = 12 * KB  # once, for the first page on which somebody talks


@dataclass
class Bill:
    """Bytes of the answers' bodies as they were sent, by kind; what the cache had cost nothing."""

    bytes_by_kind: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    status: int = 0
    hosts: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return sum(self.bytes_by_kind.values())

    @property
    def scripts(self) -> int:
        return self.bytes_by_kind.get("script", 0)

    def add(self, answer: Response) -> None:
        kind = answer.request.resource_type
        size = max(0, answer.request.sizes()["responseBodySize"])  # below nought: from the cache
        self.bytes_by_kind[kind] = self.bytes_by_kind.get(kind, 0) + size
        self.requests += 1
        self.hosts.add(answer.url.split("/")[2])


def visit(page: Page, url: str) -> Bill:
    """Open an address and wait until nothing more is loaded."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        if not answer.url.startswith("data:"):
            answers.append(answer)

    page.on("response", note)
    document = page.goto(url, wait_until="networkidle")
    page.remove_listener("response", note)
    bill = Bill(status=document.status if document else 0)
    for answer in answers:
        bill.add(answer)
    return bill
