"""The README's picture: pages of the running demo, laid side by side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jobfair.bootstrap import ROOT
from jobfair.common import chromium
from jobfair.ops.children import environment

if TYPE_CHECKING:
    from PIL.Image import Image
    from playwright.sync_api import Page

FILE = ROOT / "docs" / "pictures" / "pages.webp"
MOST_BYTES = 300_000
WIDE, NARROW, HIGH, GAP = 1080, 360, 760, 24
BACKGROUND = "#DDE3E9"


@dataclass(frozen=True)
class Shot:
    """One page as one person sees it: where, how wide, with which preferences, from what on."""

    find: Callable[[Page], str]
    width: int
    looks: str = ""
    top: str = "body"


def home(page: Page) -> str:
    """The front door."""
    return "/"


def link(page: Page, pattern: str) -> str:
    """Return the first address on the page's main part that has `pattern`."""
    found = page.locator(f"main a[href*='{pattern}']").first.get_attribute("href")
    return (found or "").partition("?")[0].partition("#")[0]


def hall(page: Page) -> str:
    """The booths of the fair that is open."""
    page.goto("/")
    return f"{link(page, '/fairs/')}hall/"


def floor(page: Page) -> str:
    """The same booths on the floor plan."""
    return hall(page).replace("/hall/", "/map/")


def position(page: Page) -> str:
    """The first position of the first booth."""
    page.goto(hall(page))
    page.goto(link(page, "/booths/"))
    return link(page, "/positions/")


SHOTS = (
    Shot(home, WIDE),
    Shot(position, NARROW, "size=large", "main"),
    Shot(hall, NARROW, "contrast=on", "main h3"),
    Shot(floor, WIDE, top=".legend"),
)


def take() -> int:
    """Photograph the demo and write the picture; return its bytes."""
    with running_demo() as site:
        shots = photographs(site)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(smallest(laid_out(shots)))
    return FILE.stat().st_size


@contextmanager
def running_demo() -> Iterator[str]:
    """Run the demo on data of its own; give its address."""
    with TemporaryDirectory(prefix="jobfair-pictures-") as data:
        command = [sys.executable, "manage.py", "demo", "--port", "8700"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(DATA_DIR=data), stdout=subprocess.PIPE, text=True
        )
        try:
            opened = next(line for line in process.stdout or () if "is open:" in line)
            yield opened.split()[-1].rstrip("/")
        finally:
            process.terminate()
            process.communicate(timeout=15)


def photographs(site: str) -> list[Image]:
    """Return each page as the visitor first sees it, top to fold."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.OPTIONS)
        pictures = []
        for shot in SHOTS:
            size = {"width": shot.width, "height": HIGH}
            context = browser.new_context(base_url=site, viewport=size, locale="zh-CN")  # type: ignore[arg-type]
            if shot.looks:
                context.add_cookies([{"name": "jobfair_looks", "value": shot.looks, "url": site}])
            page = context.new_page()
            page.goto(shot.find(page))
            page.locator(shot.top).first.evaluate("top => top.scrollIntoView()")
            pictures.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
            context.close()
        browser.close()
    return pictures


def laid_out(pictures: list[Image]) -> Image:
    """Lay the pictures out in two rows."""
    from PIL import Image

    size = (WIDE + NARROW + 3 * GAP, 2 * HIGH + 3 * GAP)
    sheet = Image.new("RGB", size, BACKGROUND)
    x, y = GAP, GAP
    for picture in pictures:
        sheet.paste(picture, (x, y))
        x += picture.width + GAP
        if x >= size[0]:
            x, y = GAP, y + HIGH + GAP
    return sheet


def smallest(sheet: Image) -> bytes:
    """Return the sheet in the best quality that fits."""
    for quality in range(90, 30, -5):
        buffer = BytesIO()
        sheet.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= MOST_BYTES:
            return buffer.getvalue()
    raise ValueError("the picture does not fit")
