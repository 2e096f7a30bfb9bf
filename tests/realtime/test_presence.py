"""An open desk is presence: it opens the booth, keeps it open, and lets it go by itself."""

import asyncio
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.test import Client as Browser
from django.utils import timezone

from jobfair.booths.events import staff_stream
from jobfair.booths.models import Booth, Lease
from jobfair.booths.ticks import tick
from jobfair.fairs.events import fair_stream
from realtime.application import Realtime
from realtime.presence import desks
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_rep
from tests.realtime.client import PATIENCE, Client

in_thread = sync_to_async(thread_sensitive=False)


def cookie_of(user):
    browser = Browser()
    browser.force_login(user)
    return f"sessionid={browser.cookies['sessionid'].value}"


@pytest.fixture
def booth(transactional_db):
    return make_booth(make_open_fair())


@pytest.fixture
def cookie(booth):
    return cookie_of(make_rep(booth.employer))


async def listener(client, stream):
    await client.frame()
    return await client.ask("subscribe", stream=stream, after=0)


async def test_everybody_at_the_fair_sees_a_desk_open_and_run_out(sockets, booth, cookie):
    async with Client(sockets) as visitor:
        await listener(visitor, fair_stream(booth.fair_id))
        async with Client(sockets, cookie=cookie) as rep:
            await listener(rep, staff_stream(booth.pk))
            assert (await visitor.frame())["data"]["state"] == "open"
        await in_thread(tick)(now=timezone.now() + timedelta(seconds=46))
        assert (await visitor.frame())["data"]["state"] == "closed"


async def test_a_lease_is_renewed_while_the_desk_is_open_and_no_longer(
    sockets, booth, cookie, settings
):
    settings.DESK_LEASE_SECONDS = 0.3

    def until():
        return Lease.objects.values_list("until", flat=True).first()

    async def grown(after):
        while (now := await in_thread(until)()) is None or (after and now <= after):
            await asyncio.sleep(0.01)
        return now

    async with Client(sockets, cookie=cookie) as rep:
        await listener(rep, staff_stream(booth.pk))
        first = await asyncio.wait_for(grown(None), PATIENCE)
        second = await asyncio.wait_for(grown(first), PATIENCE)
        assert (await rep.frame())["type"] == "desk.changed"
        await rep.request("unsubscribe", stream=staff_stream(booth.pk))
        while "id" not in await rep.frame():
            pass  # on a busy machine the lease may have run out in between, and been told
    assert second > first
    later = timezone.now() + timedelta(seconds=0.6)
    await in_thread(tick)(now=later)
    booth = await in_thread(Booth.objects.get)(pk=booth.pk)
    assert not booth.is_staffed(later)


async def test_somebody_else_who_asks_for_the_desk_opens_nothing(sockets, booth):
    cookie = await in_thread(lambda: cookie_of(make_jobseeker()))()
    async with Client(sockets, cookie=cookie) as other:
        await other.frame()
        answer = await other.ask("subscribe", stream=staff_stream(booth.pk), after=0)
        assert answer["error"]["code"] == "not_allowed"
    assert await in_thread(Lease.objects.count)() == 0


async def test_a_page_that_is_closed_leaves_its_desk_whatever_the_layer_does(
    booth, cookie, transactional_db, settings, monkeypatch
):
    """A server cuts off an application that still waits for something seconds after the end."""

    async def hangs(layer, group, channel):
        await asyncio.Event().wait()

    memory = "channels.layers.InMemoryChannelLayer"
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": memory}}
    monkeypatch.setattr(f"{memory}.group_discard", hangs)
    front = Realtime()
    rep = await Client(front, cookie=cookie).__aenter__()
    await listener(rep, staff_stream(booth.pk))
    assert desks._open
    async with asyncio.timeout(1):
        await rep.__aexit__(None, None, None)
    assert not desks._open
    await front.hub.stop()
