"""`manage.py serve` whose clock goes wrong: the file `clock` in the data folder says by how many seconds.

It is read at every look at the clock, so that a running server's clock can jump.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.core.management import execute_from_command_line
from django.utils import timezone

CLOCK = Path(os.environ["DATA_DIR"]) / "clock"
now, seconds = timezone.now, time.time


def skew() -> float:
    return float(CLOCK.read_text() or 0) if CLOCK.exists() else 0.0


def skewed_now() -> datetime:
    return now() + timedelta(seconds=skew())


def install() -> None:
    timezone.now = skewed_now
    time.time = lambda: seconds() + skew()


if __name__ == "__main__":
    install()
    execute_from_command_line(["manage.py", *sys.argv[1:]])
