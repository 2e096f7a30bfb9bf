"""The system's Chromium; nothing is ever downloaded."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict

#: The one without windows does the same work in three fifths of the processor time.
NAMES = ("chromium-headless-shell", "chromium")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
SECONDS_TO_PRINT = 30
#: A page that is printed asks nobody for anything.
ALONE = [
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
]

_printing = Lock()


def find() -> str | None:
    """Return the path of the system's Chromium, None when there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def printed(html: str) -> bytes:
    """The page, which must hold all it needs, as a PDF; Conflict when this cannot be had now.

    One is printed at a time, for at most `SECONDS_TO_PRINT`; what it left behind goes with it.
    """
    path = find()
    if path is None:
        raise Conflict(
            "no_chromium",
            _("这台服务器没有装 Chromium，不能直接生成 PDF。请用浏览器的“打印”，选“另存为 PDF”。"),
        )
    if not _printing.acquire(timeout=SECONDS_TO_PRINT):
        raise Conflict("printing", _("正在生成别的 PDF。请过一分钟再试。"))
    try:
        with TemporaryDirectory(prefix="jobfair-print-", ignore_cleanup_errors=True) as folder:
            return _print(path, Path(folder), html)
    finally:
        _printing.release()


def _print(path: str, folder: Path, html: str) -> bytes:
    page, paper = folder / "page.html", folder / "page.pdf"
    page.write_text(html, "utf-8")
    command = [path, *OPTIONS, *ALONE, f"--user-data-dir={folder / 'profile'}"]
    command += [f"--print-to-pdf={paper}", page.as_uri()]
    if not _ended(command) or not paper.exists():
        raise Conflict(
            "not_printed",
            _("PDF 没有生成出来。请再试一次，或用浏览器的“打印”，选“另存为 PDF”。"),
        )
    return paper.read_bytes()


def _ended(command: list[str]) -> bool:
    """Whether it came to its end in time; all it started is gone either way."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(SECONDS_TO_PRINT) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
