import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import connection, transaction
from django.utils import timezone

from jobfair.outbox import selectors, services
from jobfair.outbox.events import Event
from jobfair.outbox.models import StoredEvent
from jobfair.outbox.ticks import KEPT_FOR, tidy


@dataclass(frozen=True)
class Said(Event):
    type: ClassVar[str] = "said"
    word: str


def say(stream: str, word: str) -> int:
    with transaction.atomic():
        return services.publish(stream, Said(word))


def words(texts: list[str]) -> list[str]:
    return [json.loads(text)["data"]["word"] for text in texts]


@pytest.mark.django_db
def test_numbers_run_from_one_in_each_stream():
    assert [say("a.1", "x"), say("b.1", "y"), say("a.1", "z")] == [1, 1, 2]


@pytest.mark.django_db
def test_a_stored_text_is_the_whole_frame():
    say("a.1", "您好")
    assert json.loads(StoredEvent.objects.get().text) == {
        "stream": "a.1",
        "seq": 1,
        "type": "said",
        "data": {"word": "您好"},
    }


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        services.publish("a.1", Said("x"))


@pytest.mark.django_db
def test_what_is_rolled_back_takes_no_number():
    with transaction.atomic():
        services.publish("a.1", Said("lost"))
        transaction.set_rollback(True)
    assert say("a.1", "kept") == 1


@pytest.mark.django_db
def test_an_event_refuses_undeclared_fields():
    with pytest.raises(TypeError):
        Said(word="x", extra=1)  # type: ignore[call-arg]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "heard"), [(0, ["1", "2", "3"]), (2, ["3"]), (3, []), (4, None), (99, None)]
)
def test_a_replay_is_complete_or_nothing(after, heard):
    for word in "123":
        say("a.1", word)
    texts = selectors.events_after("a.1", after).texts
    assert (None if texts is None else words(texts)) == heard


@pytest.mark.django_db
def test_a_replay_over_its_limit_or_with_forgotten_events_is_nothing():
    for word in "1234":
        say("a.1", word)
    assert selectors.events_after("a.1", 0, limit=3).texts is None
    assert selectors.events_after("a.1", 1, limit=3).texts is not None
    StoredEvent.objects.filter(seq=2).delete()
    assert selectors.events_after("a.1", 1).texts is None
    assert words(selectors.events_after("a.1", 2).texts or []) == ["3", "4"]


@pytest.mark.django_db
def test_only_old_events_are_forgotten_and_numbers_go_on():
    now = timezone.now()
    for word in "123":
        say("a.1", word)
    StoredEvent.objects.update(created_at=now - KEPT_FOR)
    say("a.1", "new")
    assert tidy(now=now) == 0
    assert services.forget_before(now, at_most=2) == 2
    assert tidy(now=now + timedelta(seconds=1)) == 1
    assert [event.seq for event in StoredEvent.objects.all()] == [4]
    assert say("a.1", "next") == 5


@pytest.mark.django_db
def test_an_epoch_stays_until_a_new_one_begins():
    first = services.current_epoch()
    assert services.current_epoch() == first
    assert services.begin_epoch() != first


@pytest.mark.django_db(transaction=True)
def test_concurrent_publishers_leave_no_gap_and_no_twin():
    def many(name: int) -> list[int]:
        try:
            return [say("a.1", f"{name}-{count}") for count in range(25)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        given = [seq for numbers in threads.map(many, range(4)) for seq in numbers]
    assert sorted(given) == list(range(1, 101))
    assert selectors.position("a.1") == 100


@pytest.mark.django_db(transaction=True)
def test_a_hint_that_fails_never_turns_a_stored_fact_into_an_error(monkeypatch):
    def fail(*args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("jobfair.outbox.bus.Bus.hint", fail)
    assert say("a.1", "stored") == 1
    assert selectors.position("a.1") == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_loses_hints_and_says_no_more(monkeypatch, caplog):
    """Python takes no new work while it ends; what was just committed is stored all the same."""

    def ending(send):
        raise RuntimeError("cannot schedule new futures after interpreter shutdown")

    monkeypatch.setattr("jobfair.outbox.bus.get_channel_layer", object)
    monkeypatch.setattr("jobfair.outbox.bus.async_to_sync", ending)
    assert say("a.1", "stored") == 1
    assert "on_commit" not in caplog.text
