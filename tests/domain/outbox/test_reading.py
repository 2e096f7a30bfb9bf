"""Where streams stand, whoever listens at the moment."""

import pytest
from django.db import connection

from jobfair.outbox.models import StoredEvent, Stream
from jobfair.outbox.selectors import (
    COMMITTED_LATER,
    MOST_AT_ONCE,
    _standing,
    newest_event,
    positions,
    told_after,
)

pytestmark = pytest.mark.django_db


def names(count):
    return [f"user.{number}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 3, MOST_AT_ONCE, MOST_AT_ONCE + 1, MOST_AT_ONCE * 2 + 3])
def test_every_stream_that_was_told_something_is_found(count):
    streams = names(count)
    Stream.objects.bulk_create(Stream(name=name, last=n + 1) for n, name in enumerate(streams))
    asked = [*streams, "user.nobody"]
    assert positions(asked) == {name: n + 1 for n, name in enumerate(streams)}


def test_an_audience_that_changes_all_the_time_leaves_nothing_behind():
    for count in range(1, MOST_AT_ONCE * 2, 7):
        positions(names(count))
    assert len(_standing._ready) <= MOST_AT_ONCE.bit_length()
    assert max(_standing._ready) <= MOST_AT_ONCE


def test_nobody_listens_and_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert positions([]) == {}


def tell(stream, *numbers):
    Stream.objects.get_or_create(name=stream)
    for seq in numbers:
        StoredEvent.objects.create(stream_id=stream, seq=seq, text="{}")


def test_of_all_streams_only_those_are_read_that_were_told_something_since(monkeypatch):
    monkeypatch.setattr("jobfair.outbox.selectors.COMMITTED_LATER", 0)
    assert told_after(newest_event()) == (0, {})
    tell("user.1", 1, 2)
    tell("user.2", 1)
    before = newest_event()
    tell("user.1", 3, 4)
    tell("user.3", 1)
    newest, found = told_after(before)
    assert found == {"user.1": 4, "user.3": 1}
    assert told_after(newest) == (newest_event(), {})


def test_where_several_write_at_once_what_was_numbered_before_may_come_later(monkeypatch):
    tell("user.1", 1)
    tell("user.2", 1)
    monkeypatch.setattr("jobfair.outbox.selectors.COMMITTED_LATER", 2)
    assert told_after(newest_event())[1] == {"user.1": 1, "user.2": 1}


def test_on_sqlite_one_writes_at_a_time_and_at_rest_nothing_is_read():
    assert (COMMITTED_LATER == 0) == (connection.vendor == "sqlite")
