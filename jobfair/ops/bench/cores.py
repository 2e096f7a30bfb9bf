"""One core for the server and another for whoever puts load on it, so that neither slows the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

#: Those of this process when it began. What a child may use later is only what its parent kept.
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
LOAD, SERVER = 1, 0


def stay_on_core(number: int) -> None:
    """Pin this process to one of the cores, if there are two to share out."""
    if len(CORES) > 1:
        os.sched_setaffinity(0, {CORES[number]})


@contextmanager
def only_on_core(number: int) -> Iterator[None]:
    """Keep the asking process on this core alone."""
    stay_on_core(number)
    try:
        yield
    finally:
        if CORES:
            os.sched_setaffinity(0, set(CORES))
