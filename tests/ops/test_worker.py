"""What falls due is done, whatever else fails; a job is never lost with its worker."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from jobfair.fairs.models import Fair, FairState
from jobfair.ops import jobs, ticks
from jobfair.ops.supervisor import Supervisor
from jobfair.ops.worker import Worker
from tests.factories import make_fair, make_organiser

DONE = []
LONG_GONE = 2**22 - 1  # above the largest process number a small machine gives out


@task()
def remember(word: str) -> None:
    DONE.append(word)


@task()
def fail() -> None:
    raise ValueError("as the test wants it")


@pytest.fixture(autouse=True)
def nothing_done():
    DONE.clear()


@pytest.mark.django_db(transaction=True)
class TestJobs:
    def test_ready_jobs_are_run_in_order(self):
        for word in ("一", "二", "三"):
            remember.enqueue(word)
        jobs.run_ready(jobs.new_worker_id(), stopping=lambda: False)
        assert DONE == ["一", "二", "三"]
        assert not DBTaskResult.objects.ready().exists()

    def test_a_failing_job_is_recorded_and_holds_nobody_up(self):
        fail.enqueue()
        remember.enqueue("还是做了")
        jobs.run_ready(jobs.new_worker_id(), stopping=lambda: False)
        assert DONE == ["还是做了"]
        assert DBTaskResult.objects.failed().count() == 1

    def test_stopping_leaves_the_rest_for_another_worker(self):
        remember.enqueue("一")
        jobs.run_ready(jobs.new_worker_id(), stopping=lambda: True)
        assert DONE == []
        assert DBTaskResult.objects.ready().count() == 1

    @staticmethod
    def claimed(*workers: str, ago: timedelta = timedelta()) -> DBTaskResult:
        """A job that the last of `workers` is running."""
        remember.enqueue("重来")
        job = DBTaskResult.objects.get()
        for worker in workers:
            job.claim(worker)
        DBTaskResult.objects.update(started_at=timezone.now() - ago)
        return job

    def test_a_job_whose_worker_died_is_taken_back(self):
        job = self.claimed(f"{jobs.this_host()}/{LONG_GONE}/abcd")
        assert jobs.take_back_abandoned() == 1
        job.refresh_from_db()
        assert job.status == "READY"

    def test_a_job_that_kept_killing_its_workers_is_given_up(self):
        job = self.claimed(*[f"{jobs.this_host()}/{LONG_GONE}/abcd"] * jobs.MOST_ATTEMPTS)
        jobs.take_back_abandoned()
        job.refresh_from_db()
        assert job.status == "FAILED"
        assert job.finished_at is not None

    @pytest.mark.parametrize(
        "worker",
        [f"{jobs.this_host()}/{os.getpid()}/a", "elsewhere/1/a"],
        ids=["here", "elsewhere"],
    )
    def test_a_job_somebody_may_still_be_doing_is_left_alone(self, worker):
        self.claimed(worker)
        assert jobs.take_back_abandoned() == 0

    def test_no_worker_keeps_a_job_for_ever(self):
        self.claimed("elsewhere/1/a", ago=jobs.LONGEST_JOB + timedelta(seconds=1))
        assert jobs.take_back_abandoned() == 1


@pytest.mark.django_db
class TestTicks:
    def test_fairs_open_and_close_by_themselves_and_only_once(self):
        fair = make_fair(make_organiser())
        assert ticks.run_due(now=fair.starts_at) == 1
        assert Fair.objects.get(pk=fair.pk).state == FairState.OPEN
        assert ticks.run_due(now=fair.starts_at) == 0
        assert ticks.run_due(now=fair.ends_at) == 2, "closed, and its people counted by category"
        assert ticks.run_due(now=fair.ends_at) == 0

    def test_one_that_fails_does_not_hold_up_the_others(self, monkeypatch, caplog):
        def broken(*, now):
            raise RuntimeError("as the test wants it")

        monkeypatch.setattr(
            ticks, "found", lambda name: iter([("broken", broken), ("good", lambda *, now: 2)])
        )
        assert ticks.run_due(now=timezone.now()) == 2
        assert "tick_failed" in caplog.text

    def test_tidying_goes_on_part_by_part_until_nothing_is_left(self, monkeypatch):
        parts = iter([20, 20, 3, 0])
        monkeypatch.setattr(ticks, "found", lambda name: iter([(name, lambda *, now: next(parts))]))
        assert ticks.run_tidying(now=timezone.now(), stopping=lambda: False) == 43

    def test_a_worker_told_to_stop_tidies_no_further(self, monkeypatch):
        monkeypatch.setattr(ticks, "found", lambda name: iter([(name, lambda *, now: 20)]))
        assert ticks.run_tidying(now=timezone.now(), stopping=lambda: True) == 0


@pytest.mark.django_db
class TestWorker:
    @pytest.mark.parametrize(
        ("problem", "word"),
        [
            (OperationalError("locked"), "worker_database_unavailable"),
            (InterfaceError("closed"), "worker_database_unavailable"),
            (ValueError("bad"), "worker_step_failed"),
        ],
    )
    def test_a_failing_step_is_tried_again(self, problem, word, caplog):
        worker = Worker()
        outcomes = iter([problem, None])

        def step():
            outcome = next(outcomes)
            if outcome is None:
                worker.stop.set()
            else:
                raise outcome

        worker.repeat(step, pause=0)
        assert next(outcomes, "all used") == "all used"
        assert word in caplog.text

    def test_it_leaves_when_its_server_is_gone(self):
        worker = Worker(parent=LONG_GONE)
        worker.tick()
        assert worker.stop.is_set()


def test_a_worker_that_keeps_failing_is_restarted_ever_more_slowly(monkeypatch):
    supervisor = Supervisor(["false"])
    pauses = []

    def wait(seconds):
        pauses.append(seconds)
        return len(pauses) == 8

    stopping = SimpleNamespace(is_set=lambda: len(pauses) == 8, wait=wait)
    monkeypatch.setattr(supervisor, "stopping", stopping)
    supervisor.keep_running()
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
