"""What a process of ours hands on to those it starts, and how they end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from jobfair.bootstrap import ROOT

#: Said to the tests alone; whoever they start to look at is not a test itself.
NOT_HANDED_ON = ("JOBFAIR_TESTING", "DJANGO_SETTINGS_MODULE")


def environment(**own: str) -> dict[str, str]:
    """Return the environment for a child, with its `own` values; settings read it there."""
    handed_on = {name: text for name, text in os.environ.items() if name not in NOT_HANDED_ON}
    return {**handed_on, **own}


def run_to_its_end(command: Sequence[str], env: dict[str, str]) -> int:
    """Run a command of ours; return its exit code.

    Who asks this process to end asks the child, which is waited for until it has ended what it
    started itself. Ctrl-C in a terminal the child hears without us.
    """
    with subprocess.Popen(command, cwd=ROOT, env=env) as child:
        signal.signal(signal.SIGTERM, lambda _number, _frame: child.terminate())
        signal.signal(signal.SIGINT, lambda _number, _frame: None)
        return child.wait()


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Inside, SIGTERM ends this process as Ctrl-C does: after everything that it started."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)
