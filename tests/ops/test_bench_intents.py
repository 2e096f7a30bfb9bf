"""The bench of intents runs, and what it recorded holds; how fast this machine is proves nothing."""

import re

import pytest

from jobfair.ops.bench import intents, recount, watching
from jobfair.ops.bench.watching import Delays, delay
from tests.servers import environment, manage

pytestmark = pytest.mark.django_db


def test_it_records_together_and_alone_and_the_ledgers_hold():
    result = intents.measure(entries=30, rounds=1, with_sockets=False)
    assert result.is_sound
    said = []
    assert intents.show(result, said.append)
    assert said[-1].endswith("sound ✓")


def test_a_recount_of_many_finds_what_is_kept():
    result = recount.measure(entries=40)
    assert result.is_sound
    assert result.pairs == 20
    said = []
    assert recount.show(result, said.append)
    assert "not read" in said[0]


@pytest.mark.parametrize(("by_socket", "holds"), [(125, True), (124, False)])
def test_sockets_are_judged_by_the_same_recording_one_by_one(by_socket, holds):
    rates = {"together": 900, "alone": 50, "bare": 4900, "recount": 0.1, "is_sound": True}
    said = []
    assert intents.show(intents.Result(by_socket=by_socket, **rates), said.append) is holds
    (judged,) = [line for line in said if "at least" in line]
    assert judged.startswith("by socket to one by one")
    assert judged.endswith("✓" if holds else "✗")
    (bare,) = [line for line in said if "bare rows" in line]
    assert "4900" in bare
    assert not {"✓", "✗"} & set(bare)


def test_a_slow_recount_or_a_wrong_one_fails_the_bench():
    assert not recount.show(recount.Result(10, 5, 20.1, is_sound=True), lambda _line: None)
    assert not recount.show(recount.Result(10, 5, 0.1, is_sound=False), lambda _line: None)


SEEN = [(3, 1.0), (3, 2.0), (7, 3.0)]


@pytest.mark.parametrize(
    ("number", "at", "seconds"),
    [(1, 0.5, 0.5), (3, 0.5, 0.5), (4, 2.5, 0.5), (7, 3.1, 0.0), (8, 3.0, float("inf"))],
)
def test_a_change_is_seen_with_the_first_number_that_has_it(number, at, seconds):
    assert delay(number, at, SEEN) == pytest.approx(seconds)


def test_a_figure_that_comes_late_once_in_a_hundred_is_borne_and_twice_is_not():
    def delays(late):
        soon = {"frames": [0.0] * 200, "parts": [0.95] * 200}
        return Delays(1.0, 1, soon | {"figures": [0.9] * (200 - late) + [1.1] * late})

    assert watching.show(delays(1), lambda _line: None)
    assert not watching.show(delays(3), lambda _line: None)


def test_a_board_is_watched_while_intents_are_recorded(tmp_path, empty_database):
    own = ["--database", empty_database]
    done = manage("bench", "intents", "--short", *own, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    for name, _longest in watching.ROWS.values():
        assert re.search(rf"{name} +p50 +\d+ ms +p99 +\d+ ms", done.stdout), done.stdout
