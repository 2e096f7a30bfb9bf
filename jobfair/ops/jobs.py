"""Background jobs: running those that are ready, and taking back those whose worker died."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult

#: No job may take longer; one that does is taken for lost and given to another worker.
LONGEST_JOB = timedelta(minutes=10)
MOST_ATTEMPTS = 3


def this_host() -> str:
    """Return the name of this machine, short enough for an id."""
    return socket.gethostname()[:40]


def new_worker_id() -> str:
    """Return an id that tells on which machine and in which process a worker runs."""
    return f"{this_host()}/{os.getpid()}/{secrets.token_hex(4)}"


def run_ready(worker_id: str, stopping: Callable[[], bool]) -> None:
    """Run the jobs that are ready, one after the other, until none is left or `stopping`."""
    from django_tasks_db.models import DBTaskResult

    while not stopping() and DBTaskResult.objects.ready().exists():
        one_job(worker_id)


def one_job(worker_id: str) -> None:
    """Claim one ready job, if another worker was not quicker, and run it."""
    from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0.2,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=1,
        worker_id=worker_id,
    ).run()


def take_back_abandoned() -> int:
    """Make ready again, or give up, the jobs whose worker ended in the middle; return how many."""
    from django_tasks_db.models import DBTaskResult

    abandoned = [job for job in DBTaskResult.objects.running() if is_abandoned(job)]
    for job in abandoned:
        tried_enough = len(job.worker_ids) >= MOST_ATTEMPTS
        DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at).update(
            status="FAILED" if tried_enough else "READY",
            finished_at=timezone.now() if tried_enough else None,
        )
    return len(abandoned)


def is_abandoned(job: DBTaskResult) -> bool:
    """Say whether nobody can still be working on a running job."""
    started = job.started_at or job.enqueued_at
    return timezone.now() - started > LONGEST_JOB or worker_is_gone(job.worker_ids[-1])


def worker_is_gone(worker_id: str) -> bool:
    """Say whether a worker of this machine no longer exists; of another machine nobody can tell."""
    host, _, rest = worker_id.partition("/")
    pid = rest.partition("/")[0]
    if host != this_host() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
