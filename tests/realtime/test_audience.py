"""Who has heard all is told by the wire alone, and hears neither less nor more than before."""

import json
import weakref

import pytest

from realtime.audience import Audience
from realtime.level import YIELD_EVERY
from realtime.lines import NARROWING, Facts, Line
from realtime.listening import Subscription
from realtime.outlet import WiredOutlet
from realtime.servers import places
from realtime.servers.frames import text_frame

STREAM = "fair.x"


class Kept:
    """A wire that keeps what is written, or is broken, or takes only a little at once."""

    def __init__(self):
        self.frames = []
        self.is_broken = False
        self.takes = 1 << 20
        self.place = places.take()
        me = weakref.WeakMethod(self.take)
        places.ways[self.place] = lambda frame: me()(frame)

    def __del__(self):
        places.give_back(self.place)

    def write(self, frame):
        if self.is_broken:
            raise RuntimeError
        self.frames.append(frame)
        return True

    def take(self, frame):
        if self.is_broken or not self.takes:
            raise BlockingIOError
        self.write(frame[: self.takes])
        return min(self.takes, len(frame))

    def finish(self, rest):
        return self.write(rest)

    @property
    def texts(self):
        return b"".join(self.frames)


def frames(*texts):
    return b"".join(map(text_frame, texts))


class Told:
    """An audience on wires."""

    def __init__(self, size):
        self.audience, self.asked = Audience(), []
        self.wires = [Kept() for _number in range(size)]
        self.subscriptions = [self.joined(wire) for wire in self.wires]

    def joined(self, wire, position=0):
        subscription = Subscription(STREAM, WiredOutlet(wire), self.asked.append)
        subscription.release(position, [], [])
        self.audience.add(subscription)
        return subscription

    def leave(self, subscription):
        self.audience.discard(subscription)
        subscription.end()

    def tell(self, news):
        for _turn in self.audience.telling(news):
            pass

    def facts(self, seq, *texts):
        self.tell(Facts(seq, [Line(text) for text in texts]))


@pytest.fixture
def told():
    told = Told(YIELD_EVERY + 2)
    told.facts(1, "一")
    return told


def test_who_is_level_hears_facts_and_values_in_order(told):
    told.facts(2, "二", "三")
    told.tell(Line("9"))
    told.facts(4, "四")
    assert {wire.texts for wire in told.wires} == {frames("一", "二", "三", "9", "四")}


def test_after_the_first_fact_nothing_but_the_wire_is_called(told, monkeypatch):
    monkeypatch.setattr(Subscription, "tell", lambda *_any: pytest.fail("called"))
    told.facts(2, "二")
    assert {wire.texts for wire in told.wires} == {frames("一", "二")}


def test_who_leaves_in_the_midst_hears_nothing_more_and_comes_back_to_each_fact_once(told):
    turns = told.audience.telling(Facts(2, [Line("二")]))
    next(turns)
    is_told = [len(wire.frames) == 2 for wire in told.wires]
    assert (is_told.count(True), is_told.count(False)) == (YIELD_EVERY, 2)
    first, second = (number for number, was in enumerate(is_told) if not was)
    for number in (first, second):
        told.leave(told.subscriptions[number])
    told.joined(told.wires[second], position=2)  # its replay has told it
    for _turn in turns:
        pass
    told.facts(3, "三")
    assert told.wires[first].texts == frames("一")
    assert told.wires[second].texts == frames("一", "三")
    assert len(told.audience) == len(told.wires) - 1


def test_of_who_leaves_while_nothing_is_told_nothing_is_kept(told):
    wire, subscription = weakref.ref(told.wires.pop()), told.subscriptions.pop()
    told.leave(subscription)
    del subscription
    assert wire() is None


def test_who_knows_more_than_is_told_is_not_level_yet(told):
    ahead = Kept()
    told.joined(ahead, position=3)
    told.facts(2, "二")
    told.tell(Line("9"))
    told.facts(3, "三", "四")
    told.facts(5, "五")
    assert ahead.texts == frames("9", "四", "五")


def test_everybody_begins_afresh_and_goes_on_from_there(told):
    told.tell(None)
    told.facts(8, "八")
    told.facts(9, "九")
    for wire in told.wires:
        assert json.loads(wire.frames[1][2:])["type"] == "reset"
        assert b"".join(wire.frames[2:]) == frames("八", "九")


def test_everybody_is_asked_again_when_fewer_may_hear(told):
    told.facts(2, NARROWING)
    told.facts(3, "三")
    assert {wire.texts for wire in told.wires} == {frames("一", NARROWING, "三")}
    assert told.asked == [STREAM] * len(told.wires)


def test_what_is_wrong_with_one_wire_stops_no_other(told):
    told.wires[0].is_broken = True
    told.facts(2, "二")
    assert {wire.texts for wire in told.wires[1:]} == {frames("一", "二")}


@pytest.mark.parametrize("takes", [0, 3])
def test_what_a_wire_does_not_take_at_once_is_finished(told, takes):
    told.wires[1].takes = takes
    told.facts(2, "二")
    told.facts(3, "三")
    assert {wire.texts for wire in told.wires} == {frames("一", "二", "三")}


def test_a_place_is_nobodys_while_anybody_may_still_write_there(told):
    wire, subscription = told.wires.pop(), told.subscriptions.pop()
    place = wire.place
    del wire, subscription  # its connection has ended, and the audience has not heard of it
    assert places.take() != place
    told.leave(next(one for one in told.audience._level if one._outlet.wire.place == place))
    assert places.take() == place
    assert places.ways[place] is places.by_the_server


def test_who_comes_takes_the_row_of_who_left(told):
    for number in range(3):
        told.leave(told.subscriptions[number])
    come = Kept()
    told.joined(come, position=1)
    told.facts(2, "二")
    told.facts(3, "三")
    assert come.texts == frames("二", "三")
    assert len(told.audience._level._wires) == len(told.wires)
    assert {wire.texts for wire in told.wires[3:]} == {frames("一", "二", "三")}
    assert {wire.texts for wire in told.wires[:3]} == {frames("一")}


def test_everybody_is_told_in_the_order_of_their_places(told, monkeypatch):
    told.leave(told.subscriptions[7])
    told.joined(Kept(), position=1)
    told.facts(2, "二")
    in_order = []
    monkeypatch.setattr(
        "realtime.level.pass_on", lambda place, frame: in_order.append(place) or len(frame)
    )
    told.facts(3, "三")
    assert len(in_order) == len(told.audience)
    assert in_order == sorted(in_order)
