"""Whatever happens in between, everybody ends with the same list: nothing lost, doubled or invented.

`HYPOTHESIS_PROFILE=long` tries a hundred times as many stories.
"""

import asyncio
import os
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from jobfair.outbox import services
from jobfair.outbox.events import Event
from jobfair.outbox.models import StoredEvent, Stream
from jobfair.outbox.selectors import position
from realtime import hub, work
from realtime.application import Realtime
from tests.realtime.hostile import Gossip, LatePool, Reader, end_everything, kill, some_turns

STREAM = "fair.00000000000000000000000000"
STORIES = {"short": 60, "long": 6000}[os.environ.get("HYPOTHESIS_PROFILE", "short")]
ALL = 1_000_000


@dataclass(frozen=True)
class Said(Event):
    type: ClassVar[str] = "said"
    word: str


class Sync(RuleBasedStateMachine):
    """Two processes, two readers, one stream; `truth` is what was committed."""

    gossip: ClassVar[Gossip]
    pool: ClassVar[LatePool]

    def __init__(self) -> None:
        super().__init__()
        Stream.objects.all().delete()
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.gossip.lose_all()
        self.truth: list[str] = []
        self.said = 0
        self.fronts = [Realtime(), Realtime()]
        self.readers = [Reader(STREAM, self.fetch) for _reader in range(2)]

    def fetch(self) -> tuple[int, list[str]]:
        """A page: the number of the stream, and what it shows."""
        return position(STREAM), list(self.truth)

    def go_on(self) -> None:
        self.loop.run_until_complete(some_turns())

    @rule(rolled_back=st.booleans())
    def say(self, rolled_back: bool) -> None:
        self.said += 1
        word = str(self.said)
        with TestCase.captureOnCommitCallbacks(execute=not rolled_back), transaction.atomic():
            services.publish(STREAM, Said(word))
            transaction.set_rollback(rolled_back)
        if not rolled_back:
            self.truth.append(word)

    @rule(which=st.integers(0, 9), times=st.sampled_from([1, 1, 2, 0]))
    def a_hint_arrives(self, which: int, times: int) -> None:
        async def arrive() -> None:
            self.gossip.pass_on(which, times)
            await some_turns()

        self.loop.run_until_complete(arrive())

    @rule()
    def hints_are_lost(self) -> None:
        self.gossip.lose_all()

    @rule(who=st.integers(0, 1), where=st.integers(0, 1))
    def connect(self, who: int, where: int) -> None:
        self.readers[who].connect(self.fronts[where])
        self.go_on()
        self.read(who, 2)  # the opening and the greeting

    @rule(who=st.integers(0, 1), frames=st.integers(1, 4))
    def read(self, who: int, frames: int) -> None:
        self.readers[who].read(frames)
        self.go_on()

    @rule(who=st.integers(0, 1))
    def the_line_is_cut(self, who: int) -> None:
        self.readers[who].cut()
        self.go_on()

    @rule(which=st.integers(0, 1))
    def a_process_is_killed(self, which: int) -> None:
        """Whoever was connected to it comes back by itself, to whichever there is."""
        for reader in self.readers:
            reader.cut()
        self.pool.catch_up()
        self.go_on()
        self.loop.run_until_complete(kill(self.fronts[which]))
        self.fronts[which] = Realtime()

    @rule(where=st.integers(0, 1))
    def both_begin_while_the_database_is_slow(self, where: int) -> None:
        """What the one reads before something is said, and the other after it, comes in any order."""
        for who in range(2):
            self.the_line_is_cut(who)
        self.pool.is_late = True
        self.connect(0, where)
        self.say(rolled_back=False)
        self.connect(1, where)

    @rule(which=st.integers(0, 3))
    def one_answer_comes(self, which: int) -> None:
        self.pool.answer(which)
        self.go_on()

    @rule(kept=st.integers(0, 3))
    def old_facts_are_forgotten(self, kept: int) -> None:
        StoredEvent.objects.filter(seq__lte=max(0, len(self.truth) - kept)).delete()

    @rule(kept=st.integers(0, 3))
    def an_older_copy_is_restored(self, kept: int) -> None:
        """With the servers stopped, as one does it: numbers run again, and mean other things."""
        for which in range(2):
            self.a_process_is_killed(which)
        self.gossip.lose_all()
        del self.truth[max(0, len(self.truth) - kept) :]
        StoredEvent.objects.filter(seq__gt=len(self.truth)).delete()
        Stream.objects.filter(pk=STREAM).update(last=len(self.truth))
        services.begin_epoch()

    @invariant()
    def what_is_shown_was_said_in_this_order(self) -> None:
        for reader in self.readers:
            shown = [int(word) for word in reader.shown]
            assert shown == sorted(set(shown))

    def teardown(self) -> None:
        """Once the world is kind again, both show exactly what was committed."""
        try:
            self.pool.catch_up()
            self.go_on()
            for reader, front in zip(self.readers, self.fronts, strict=True):
                reader.connect(front)
            for _round in range(4):
                self.settle()
            assert [reader.shown for reader in self.readers] == [self.truth, self.truth]
        finally:
            self.pool.catch_up()
            for front in self.fronts:
                self.loop.run_until_complete(kill(front))
            self.loop.run_until_complete(end_everything())
            self.loop.close()

    def settle(self) -> None:
        self.go_on()
        for front in self.fronts:
            if front.hub is not None:
                self.loop.run_until_complete(front.hub._look_at_all())
        self.go_on()
        for reader in self.readers:
            reader.read(ALL)
        self.go_on()


@pytest.fixture
def hostile(db, monkeypatch, settings):
    """The real outbox, hub and sockets with everything between them replaced."""
    settings.OVERHEAR_SECONDS = None
    settings.POSITIONS_LOOK_SECONDS = 3600  # a look comes when the story says so
    settings.REQUESTS_AT_ONCE = 10_000
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    Sync.gossip, Sync.pool = Gossip(), LatePool()
    monkeypatch.setattr(work, "pool", Sync.pool)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(hub, "bus", Sync.gossip)
    monkeypatch.setattr(hub, "GAP_PATIENCE", 0)
    monkeypatch.setattr(services, "bus", Sync.gossip)
    monkeypatch.setattr("realtime.socket.may_hear", lambda user, stream: True)


def test_two_readers_of_two_processes_end_with_the_same_list(hostile):
    run_state_machine_as_test(
        Sync,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=12,
            deadline=None,
            derandomize=STORIES < 1000,
            suppress_health_check=list(HealthCheck),
        ),
    )
