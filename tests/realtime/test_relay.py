"""A channel layer that hangs, fails and comes back: nobody waits for it twice, and nothing stays unheard."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from jobfair.outbox import bus as outbox
from jobfair.outbox.bus import Bus
from realtime import relay
from realtime.relay import Relay

STREAMS = ["fair.a", "fair.b"]


class Layer:
    """Knows who is in which group; while it `hangs` nothing that it is asked for ends."""

    def __init__(self):
        self.hangs = False
        self.asked = 0
        self.groups = set()
        self.sent = []
        self.messages = asyncio.Queue()

    async def _do(self):
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()

    async def new_channel(self, prefix):
        await self._do()
        return prefix

    async def receive(self, channel):
        message = await self.messages.get()
        if isinstance(message, Exception):
            raise message
        return message

    async def send(self, channel, message):
        await self._do()
        self.messages.put_nowait(message)

    async def group_add(self, group, channel):
        await self._do()
        self.groups.add(group)

    async def group_discard(self, group, channel):
        await self._do()
        self.groups.discard(group)

    async def group_send(self, group, message):
        await self._do()
        self.sent += [text for _stream, _mark, text in message["hints"]]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nothing is waited for longer than a moment."""
    for name in ("PULSE_SECONDS", "PATIENCE_SECONDS", "POLL_SECONDS"):
        monkeypatch.setattr(relay, name, 0.02)


@asynccontextmanager
async def relayed(carried):
    """A relay for streams that are carried, what it heard, and how often it was read."""
    layer, heard, read = Layer(), [], asyncio.Event()

    async def catch_up():
        read.set()

    one = Relay(layer, carried, heard.extend, catch_up)
    await one.start()
    yield one, layer, heard, read
    await one.stop()


async def until(said):
    async with asyncio.timeout(10):
        while not said():
            await asyncio.sleep(0.001)


async def test_of_all_who_come_while_it_hangs_nobody_waits_for_another():
    carried = {f"fair.{number}" for number in range(200)}
    async with relayed(carried) as (one, layer, _heard, _read):
        layer.hangs = True
        async with asyncio.timeout(1):
            await asyncio.gather(*(one.enter(stream) for stream in carried))
        assert not one.is_up
        asked = layer.asked
        await one.enter("fair.0")
        for stream in carried:
            one.leave(stream)
        assert layer.asked == asked, "what is away is asked for nothing"


async def test_what_could_not_be_entered_or_left_is_when_it_is_back():
    carried = {STREAMS[0]}
    async with relayed(carried) as (one, layer, _heard, read):
        await one.enter(STREAMS[0])
        layer.hangs = True
        carried.symmetric_difference_update(STREAMS)
        await one.enter(STREAMS[1])
        one.leave(STREAMS[0])
        await until(lambda: not one.is_up)
        read.clear()
        layer.hangs = False
        await until(lambda: layer.groups == {STREAMS[1]})
        await asyncio.wait_for(read.wait(), 10)


async def test_an_entrance_that_fails_while_an_echo_is_under_way_is_made_up_for():
    carried = {STREAMS[0]}
    async with relayed(carried) as (one, layer, _heard, _read):
        adding = layer.group_add

        async def fails(group, channel):
            layer.group_add = adding
            raise ConnectionError

        layer.group_add = fails
        await one.enter(STREAMS[0])
        one.is_up = True  # the echo of before has just come
        await until(lambda: layer.groups == {STREAMS[0]})


async def test_two_who_come_together_both_wait_until_it_is_entered():
    carried = {STREAMS[0]}
    async with relayed(carried) as (one, layer, _heard, _read):
        await asyncio.gather(one.enter(STREAMS[0]), one.enter(STREAMS[0]))
        assert layer.groups == {STREAMS[0]}


async def test_who_comes_while_the_last_one_leaves_is_heard():
    carried = {STREAMS[0]}
    async with relayed(carried) as (one, layer, _heard, _read):
        await one.enter(STREAMS[0])
        carried.clear()
        one.leave(STREAMS[0])
        await asyncio.sleep(0)
        carried.add(STREAMS[0])
        await one.enter(STREAMS[0])
        assert layer.groups == {STREAMS[0]}


async def test_what_cannot_be_read_does_not_end_the_listening():
    async with relayed(set()) as (one, layer, heard, _read):
        layer.messages.put_nowait(ValueError())
        await until(lambda: not one.is_up)
        await until(lambda: one.is_up)
        layer.messages.put_nowait({"hints": [("fair.a", 1, "一")]})
        await until(lambda: heard == [("fair.a", 1, "一")])


@pytest.fixture
async def telling(monkeypatch):
    """A bus with a hub in this loop, and the layer it tells the other processes by."""
    layer, bus, heard = Layer(), Bus(), []
    monkeypatch.setattr(outbox, "get_channel_layer", lambda: layer)
    monkeypatch.setattr(outbox, "PATIENCE_SECONDS", 0.02)
    monkeypatch.setattr(outbox, "MOST_LEAVING", 10)
    bus.attach(asyncio.get_running_loop(), heard.extend)
    return bus, layer, heard


async def test_what_a_hanging_layer_does_not_take_is_not_kept_for_ever(telling):
    bus, layer, heard = telling
    layer.hangs = True
    for number in range(100):
        bus.hint([(STREAMS[0], number, str(number))])
        await asyncio.sleep(0)
        assert len(bus._leaving) <= 10
    assert len(heard) == 100, "here it is told all the same"
    await until(lambda: bus._sending is None)
    layer.hangs = False
    bus.hint([(STREAMS[0], 100, "100")])
    await until(lambda: layer.sent == ["100"])
