"""The system's Chromium; nothing is ever downloaded."""

from __future__ import annotations

import shutil

#: The one without windows does the same work in three fifths of the processor time.
NAMES = ("chromium-headless-shell", "chromium")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]


def find() -> str | None:
    """Return the path of the system's Chromium, None when there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
