"""The worker: does what falls due as time passes, and runs background jobs."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from threading import Event, Thread
from types import FrameType

import structlog
from django.db import close_old_connections
from django.utils import timezone

from jobfair.common.away import is_away
from jobfair.ops import jobs, ticks

log = structlog.get_logger(__name__)
SECONDS_BETWEEN_TICKS = 2.0
SECONDS_BETWEEN_TIDYINGS = 300.0
SECONDS_BETWEEN_JOBS = 0.5


class Worker:
    """Three loops, so that neither a long job nor tidying up makes a fair open late."""

    def __init__(self, *, parent: int | None = None) -> None:
        """Stay only as long as the process `parent` lives, if one is given."""
        self.stop = Event()
        self.parent = parent
        self.id = jobs.new_worker_id()

    def run(self) -> None:
        """Work until told to stop."""
        signal.signal(signal.SIGTERM, self.on_signal)
        signal.signal(signal.SIGINT, self.on_signal)
        beside = [
            Thread(target=self.repeat, args=loop, daemon=True)
            for loop in ((self.tick, SECONDS_BETWEEN_TICKS), (self.tidy, SECONDS_BETWEEN_TIDYINGS))
        ]
        for thread in beside:
            thread.start()
        self.repeat(self.work, SECONDS_BETWEEN_JOBS)
        for thread in beside:
            thread.join(timeout=5)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Finish what is running, then leave."""
        self.stop.set()

    def repeat(self, step: Callable[[], object], pause: float) -> None:
        """Run `step` every `pause` seconds; a failure is logged and tried again."""
        while not self.stop.is_set():
            close_old_connections()
            try:
                step()
            except Exception as problem:
                note(problem)
            close_old_connections()
            self.stop.wait(pause)

    def tick(self) -> None:
        """Do what is due now, and notice when the server that started this worker is gone."""
        if self.parent is not None and os.getppid() != self.parent:
            self.stop.set()
            return
        jobs.take_back_abandoned()
        ticks.run_due(now=timezone.now())

    def tidy(self) -> None:
        """Let go of what is kept no longer, and count afresh what is kept as a count."""
        ticks.run_tidying(now=timezone.now(), stopping=self.stop.is_set)

    def work(self) -> None:
        """Run the background jobs that are ready."""
        jobs.run_ready(self.id, self.stop.is_set)


def note(problem: Exception) -> None:
    """A database that is away tells nothing by a traceback."""
    if is_away(problem):
        log.warning("worker_database_unavailable", error=type(problem).__name__)
    else:
        log.error("worker_step_failed", exc_info=problem)
