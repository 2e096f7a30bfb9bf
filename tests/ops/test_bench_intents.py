"""The bench of intents runs, and what it recorded holds; how fast this machine is proves nothing."""

import pytest

from jobfair.ops.bench import intents, recount

pytestmark = pytest.mark.django_db


def test_it_records_together_and_alone_and_the_ledgers_hold():
    result = intents.measure(entries=30, rounds=1, with_sockets=False)
    assert result.is_sound
    said = []
    intents.show(result, said.append)
    assert said[-1].endswith("sound")


def test_a_recount_of_many_finds_what_is_kept():
    result = recount.measure(entries=40)
    assert result.is_sound
    said = []
    recount.show(result, said.append)
    assert said[-1].endswith("yes")
