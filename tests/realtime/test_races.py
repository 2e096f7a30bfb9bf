"""Subscribing while things happen: whoever is slow misses nothing for it."""

import threading

import pytest
from asgiref.sync import sync_to_async

from jobfair.fairs import services
from jobfair.fairs.events import fair_stream
from jobfair.outbox.models import Stream
from jobfair.outbox.selectors import events_after
from realtime import socket
from tests.factories import make_fair, make_organiser_user
from tests.realtime.client import Client

in_thread = sync_to_async(thread_sensitive=False)


@pytest.fixture
def fair(transactional_db):
    return make_fair()


@pytest.fixture
def announce(fair):
    boss = make_organiser_user(fair.organiser)
    return in_thread(lambda title: services.announce(boss, fair=fair, title=title))


async def test_of_two_first_listeners_the_slower_one_misses_nothing(
    sockets, fair, announce, monkeypatch
):
    """One has read the stream and stalls; the other reads further and makes the hub begin there."""
    stream, has_read, may_go_on = fair_stream(fair.pk), threading.Event(), threading.Event()

    def stalling(name, after):
        replay = events_after(name, after)
        if not has_read.is_set():
            has_read.set()
            assert may_go_on.wait(10)
        return replay

    monkeypatch.setattr(socket, "events_after", stalling)
    async with Client(sockets) as slow, Client(sockets) as quick:
        for client in (slow, quick):
            assert (await client.frame())["type"] == "hello"
        await slow.request("subscribe", stream=stream, after=0)
        await in_thread(has_read.wait)(10)
        await announce("慢的那位还没听到")
        assert (await quick.ask("subscribe", stream=stream, after=0))["ok"]["seq"] == 1
        may_go_on.set()
        assert "ok" in await slow.frame()
        assert (await slow.frame())["data"]["title"] == "慢的那位还没听到"


async def test_a_stream_that_is_gone_from_the_database_is_noticed(
    sockets, fair, announce, monkeypatch
):
    """After a restore to before its first fact a stream has no row at all."""
    await announce("一")
    await announce("二")
    stream = fair_stream(fair.pk)
    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=stream, after=2)
        await in_thread(Stream.objects.filter(pk=stream).delete)()
        await sockets.hub._look_once()
        assert await client.frame() == {"type": "reset", "stream": stream}
        await announce("又从一开始")
        frame = await client.frame()
        assert (frame["seq"], frame["data"]["title"]) == (1, "又从一开始")
