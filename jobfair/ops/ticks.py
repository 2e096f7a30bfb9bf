"""What happens because time passed: fairs that open and close, and what is kept no longer.

An app takes part by having a module `ticks`. Its `tick(*, now)` does what somebody waits for, its
`tidy(*, now)` a small part of what nobody waits for, as letting go of old rows. Both return how
many things they changed and must be safe to run twice, and in two workers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

import structlog
from django.apps import apps
from django.utils.module_loading import module_has_submodule

log = structlog.get_logger(__name__)


class Tick(Protocol):
    """Do what is due at `now`; return how many things changed."""

    def __call__(self, *, now: datetime) -> int: ...


def found(name: str) -> Iterator[tuple[str, Tick]]:
    """Yield this function of every installed app that has it in its `ticks`, with the app's name."""
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "ticks"):
            module = import_module(f"{app.name}.ticks")
            if hasattr(module, name):
                yield app.name, cast(Tick, getattr(module, name))


def run_due(*, now: datetime) -> int:
    """Run every tick; a failing one is logged and never holds up the others."""
    return sum(_run(app, tick, now) for app, tick in found("tick"))


def run_tidying(*, now: datetime, stopping: Callable[[], bool]) -> int:
    """Tidy up everywhere, each part by part until nothing is left, so that nobody waits for long."""
    tidied = 0
    for app, tidy in found("tidy"):
        while not stopping() and (part := _run(app, tidy, now)):
            tidied += part
    return tidied


def _run(app: str, tick: Tick, now: datetime) -> int:
    try:
        return tick(now=now)
    except Exception:
        log.exception("tick_failed", app=app)
        return 0
