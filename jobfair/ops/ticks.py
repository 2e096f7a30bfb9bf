"""What happens because time passed: fairs that open and close, and other work that falls due.

An app takes part by having a module `ticks` with a function `tick(*, now)` that does what is due
and returns how many things it changed. It must be safe to run twice, and in two workers at once.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def all_ticks() -> Iterator[tuple[str, Tick]]:
    """Yield the tick of every installed app that has one, with the app's name."""
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "ticks"):
            module = import_module(f"{app.name}.ticks")
            if hasattr(module, "tick"):
                yield app.name, cast(Tick, module.tick)


def run_due(*, now: datetime) -> int:
    """Run every tick; a failing one is logged and never holds up the others."""
    changed = 0
    for name, tick in all_ticks():
        try:
            changed += tick(now=now)
        except Exception:
            log.exception("tick_failed", app=name)
    return changed
