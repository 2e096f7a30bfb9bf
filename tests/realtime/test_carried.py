"""What gathers while a large audience is told goes down in one piece, and nobody notices but the clock."""

import asyncio
import json

import pytest

from realtime.carried import LARGEST_PIECE, Carried
from realtime.hub import Hub
from realtime.level import YIELD_EVERY
from realtime.lines import NARROWING, Facts, Line
from realtime.listening import Subscription
from realtime.servers.frames import text_frame

STREAM = "fair.x"


class Written:
    """An outlet that keeps what is written."""

    wire = None
    ack_every = 0

    def __init__(self):
        self.pieces = []

    def tell(self, stream, facts):
        self.pieces.append((facts.first, facts.last, facts.frame))

    def say(self, text):
        self.pieces.append(json.loads(text)["type"])

    def show(self, line):
        self.pieces.append(line.text)


def listening(position=0, asked=None):
    outlet = Written()
    subscription = Subscription(STREAM, outlet, (asked if asked is not None else []).append)
    subscription.release(position, [], [])
    return outlet, subscription


def frames(*texts):
    return b"".join(map(text_frame, texts))


@pytest.fixture
def audience():
    """A stream with more listeners than are told in one turn, and what each of them got."""
    carried = Carried(STREAM)
    carried.begin_at(0)
    outlets = []
    for _n in range(YIELD_EVERY + 1):
        outlet, subscription = listening()
        outlets.append(outlet)
        carried.listeners.add(subscription)
    return carried, outlets


async def told(carried):
    carried.tell()
    while carried._telling is not None:
        await asyncio.sleep(0)


async def test_facts_that_come_together_go_down_together(audience):
    carried, outlets = audience
    for seq, word in enumerate("一二三", 1):
        carried.take(seq, word)
    await told(carried)
    assert all(outlet.pieces == [(1, 3, frames("一", "二", "三"))] for outlet in outlets)


async def test_where_few_listen_too_what_the_bus_brings_at_once_goes_down_at_once():
    hub = Hub()
    outlet, subscription = listening()
    await hub.join(STREAM, subscription)
    hub.stands_at(STREAM, 0)
    hub.hear([(STREAM, seq, word) for seq, word in enumerate("一二三", 1)])
    assert outlet.pieces == [(1, 3, frames("一", "二", "三"))]


async def test_the_first_of_many_hear_it_before_anybody_else_has_a_turn(audience):
    carried, outlets = audience
    carried.take(1, "一")
    carried.tell()
    assert [bool(outlet.pieces) for outlet in outlets].count(True) == YIELD_EVERY
    await told(carried)
    assert all(outlet.pieces == [(1, 1, frames("一"))] for outlet in outlets)


async def test_a_latest_value_and_the_word_to_begin_afresh_stay_in_their_place(audience):
    carried, outlets = audience
    carried.take(1, "一")
    carried.show("count", "9")
    carried.take(2, "二")
    carried.start_over(7)
    carried.take(8, "八")
    await told(carried)
    in_order = [(1, 1, frames("一")), "9", (2, 2, frames("二")), "reset", (8, 8, frames("八"))]
    assert all(outlet.pieces == in_order for outlet in outlets)


async def test_nothing_goes_down_with_what_takes_a_right_away():
    carried, asked = Carried(STREAM), []
    carried.begin_at(0)
    outlets = [listening(asked=asked) for _n in range(YIELD_EVERY + 1)]
    for _outlet, subscription in outlets:
        carried.listeners.add(subscription)
    for seq, text in enumerate(("一", NARROWING, "三"), 1):
        carried.take(seq, text)
    await told(carried)
    pieces = [(1, 2, frames("一", NARROWING)), (3, 3, frames("三"))]
    assert all(outlet.pieces == pieces for outlet, _subscription in outlets)
    assert asked == [STREAM] * len(outlets)


async def test_a_piece_has_its_bound(audience):
    carried, outlets = audience
    large = "x" * (LARGEST_PIECE // 2)
    for seq in range(1, 5):
        carried.take(seq, large)
    await told(carried)
    assert [(first, last) for first, last, _frame in outlets[0].pieces] == [
        (n, n) for n in range(1, 5)
    ]


def test_who_knows_the_beginning_of_a_piece_gets_the_rest():
    outlet, subscription = listening(position=2)
    subscription.tell(Facts(1, [Line(text) for text in "一二三四"]))
    subscription.tell(Facts(3, [Line(text) for text in "三四"]))
    assert outlet.pieces == [(3, 4, frames("三", "四"))]


def test_what_was_missed_goes_down_in_one_piece_before_what_came_meanwhile():
    outlet = Written()
    subscription = Subscription(STREAM, outlet, [].append)
    subscription.tell(Facts(2, [Line("二"), Line("三")]))
    subscription.release(2, ["一", "二"], [Line("9")])
    assert outlet.pieces == [(1, 2, frames("一", "二")), "9", (3, 3, frames("三"))]


async def test_a_value_that_says_nothing_any_more_is_not_kept(monkeypatch):
    now = 100.0
    monkeypatch.setattr("realtime.carried.monotonic", lambda: now)
    carried = Carried(STREAM)
    carried.show("typing 甲", "甲写")
    carried._pause.cancel()
    now += 60
    carried._pause = None
    carried.show("typing 乙", "乙写")
    carried._pause.cancel()
    assert list(carried._latest) == ["typing 乙"]
    assert [line.text for line in carried.latest()] == ["乙写"]
