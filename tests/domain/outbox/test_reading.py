"""Where streams stand, whoever listens at the moment."""

import pytest

from jobfair.outbox.models import Stream
from jobfair.outbox.selectors import MOST_AT_ONCE, _standing, positions

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
