"""The promise of a stream, seen from a client: everything, once, in order."""

import json

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction
from django.test import Client as Browser

from jobfair.common.ids import new_id
from jobfair.fairs import services
from jobfair.fairs.events import fair_stream
from jobfair.fairs.models import FairState
from jobfair.outbox.models import StoredEvent
from jobfair.outbox.services import begin_epoch
from tests.factories import make_fair, make_organiser_user
from tests.realtime.client import Client

in_thread = sync_to_async(thread_sensitive=False)


@pytest.fixture
def fair(transactional_db):
    return make_fair()


@pytest.fixture
def boss(fair):
    return make_organiser_user(fair.organiser)


def announce(boss, fair, *titles):
    for title in titles:
        services.announce(boss, fair=fair, title=title)


def cookie_of(user):
    browser = Browser()
    browser.force_login(user)
    return f"sessionid={browser.cookies['sessionid'].value}"


async def titles_of(client, count):
    return [(await client.frame())["data"]["title"] for _ in range(count)]


async def test_a_subscriber_hears_what_happens_from_now_on(sockets, fair, boss):
    async with Client(sockets) as client:
        assert (await client.frame())["type"] == "hello"
        answer = await client.ask("subscribe", stream=fair_stream(fair.pk), after=0)
        assert answer["ok"]["seq"] == 0
        await in_thread(announce)(boss, fair, "开始了", "午休")
        frames = [await client.frame(), await client.frame()]
        assert [(f["seq"], f["type"], f["data"]["title"]) for f in frames] == [
            (1, "announcement.made", "开始了"),
            (2, "announcement.made", "午休"),
        ]


async def test_what_was_missed_is_replayed_from_a_number(sockets, fair, boss):
    await in_thread(announce)(boss, fair, "一", "二", "三")
    async with Client(sockets) as client:
        await client.frame()
        answer = await client.ask("subscribe", stream=fair_stream(fair.pk), after=1)
        assert answer["ok"]["seq"] == 3
        assert await titles_of(client, 2) == ["二", "三"]


async def test_live_and_replayed_frames_are_the_same_text(sockets, fair, boss):
    stream = fair_stream(fair.pk)
    async with Client(sockets) as live:
        await live.frame()
        await live.ask("subscribe", stream=stream, after=0)
        await in_thread(announce)(boss, fair, "同一句")
        heard = await live.frame()
    async with Client(sockets) as late:
        await late.frame()
        await late.ask("subscribe", stream=stream, after=0)
        assert await late.frame() == heard


@pytest.mark.parametrize("given", [{"after": 7}, {"after": 0, "epoch": "another"}])
async def test_a_number_of_another_life_means_fetch_afresh(sockets, fair, boss, given):
    await in_thread(announce)(boss, fair, "一")
    stream = fair_stream(fair.pk)
    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=stream, **given)
        assert await client.frame() == {"type": "reset", "stream": stream}
        await in_thread(announce)(boss, fair, "二")
        assert await titles_of(client, 1) == ["二"]


async def test_a_new_epoch_is_named_in_the_greeting(sockets, fair):
    await in_thread(begin_epoch)()
    async with Client(sockets) as client:
        first = (await client.frame())["epoch"]
    async with Client(sockets) as client:
        assert (await client.frame())["epoch"] == first


async def test_a_lost_hint_is_repaired_in_order(sockets, fair, boss, monkeypatch):
    """The layer drops one hint; the next one shows the jump."""
    stream = fair_stream(fair.pk)
    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=stream, after=0)
        with monkeypatch.context() as dropping:
            dropping.setattr("jobfair.outbox.bus.Bus.hint", lambda *args: None)
            await in_thread(announce)(boss, fair, "丢了的")
        await in_thread(announce)(boss, fair, "到了的")
        assert await titles_of(client, 2) == ["丢了的", "到了的"]
        assert sockets.hub.repaired == 2


@pytest.mark.parametrize(("look", "overhear"), [(1.0, None), (3600, 1.0)])
async def test_without_any_hint_it_is_found(
    sockets, fair, boss, monkeypatch, settings, look, overhear
):
    settings.POSITIONS_LOOK_SECONDS, settings.OVERHEAR_SECONDS = look, overhear
    monkeypatch.setattr("jobfair.outbox.bus.Bus.hint", lambda *args: None)
    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=fair_stream(fair.pk), after=0)
        for title in ("无声", "还是无声"):
            await in_thread(announce)(boss, fair, title)
            assert await titles_of(client, 1) == [title]


async def test_a_change_rolled_back_is_never_told(sockets, fair, boss):
    def roll_back_then_announce():
        with transaction.atomic():
            services.announce(boss, fair=fair, title="不算")
            transaction.set_rollback(True)
        services.announce(boss, fair=fair, title="算")

    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=fair_stream(fair.pk), after=0)
        await in_thread(roll_back_then_announce)()
        frame = await client.frame()
        assert (frame["seq"], frame["data"]["title"]) == (1, "算")


async def test_leaving_a_stream_ends_what_is_told(sockets, fair, boss):
    stream = fair_stream(fair.pk)
    async with Client(sockets) as client, Client(sockets) as other:
        for each in (client, other):
            await each.frame()
            await each.ask("subscribe", stream=stream, after=0)
        await client.ask("unsubscribe", stream=stream)
        await in_thread(announce)(boss, fair, "只有一人听见")
        assert await titles_of(other, 1) == ["只有一人听见"]
        assert "ok" in await client.ask("ping")


async def test_a_draft_fair_and_one_that_is_not_there_answer_alike(sockets, fair):
    fair.state = FairState.DRAFT
    await in_thread(fair.save)()
    async with Client(sockets) as client:
        await client.frame()
        hidden = await client.ask("subscribe", stream=fair_stream(fair.pk), after=0)
        absent = await client.ask("subscribe", stream=fair_stream(new_id()), after=0)
        strange = await client.ask("subscribe", stream="fair.nonsense", after=0)
        assert hidden["error"] == absent["error"] == strange["error"]
        assert hidden["error"]["code"] == "not_allowed"


async def test_a_fair_put_back_to_draft_ends_what_visitors_hear(sockets, fair, boss):
    fair.state = FairState.PUBLISHED
    await in_thread(fair.save)()
    stream = fair_stream(fair.pk)
    cookie = await in_thread(cookie_of)(boss)
    async with Client(sockets) as visitor, Client(sockets, cookie=cookie) as organiser:
        for client in (visitor, organiser):
            await client.frame()
            await client.ask("subscribe", stream=stream, after=0)
        await in_thread(services.unpublish_fair)(boss, fair=fair)
        assert (await visitor.frame())["data"] == {"state": "draft"}
        assert await visitor.frame() == {"type": "ended", "stream": stream}
        await in_thread(announce)(boss, fair, "只给自己人")
        assert (await organiser.frame())["data"] == {"state": "draft"}
        assert await titles_of(organiser, 1) == ["只给自己人"]
        assert "ok" in await visitor.ask("ping")


async def test_the_organiser_is_known_by_the_cookie(sockets, fair, boss):
    fair.state = FairState.DRAFT
    await in_thread(fair.save)()
    async with Client(sockets, cookie=await in_thread(cookie_of)(boss)) as client:
        await client.frame()
        assert "ok" in await client.ask("subscribe", stream=fair_stream(fair.pk), after=0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "null",
        '{"id":-1,"do":"ping"}',
        '{"id":1.5,"do":"ping"}',
        '{"id":true,"do":"ping"}',
        '{"id":1}',
        '{"id":1,"do":NaN}',
        "[" * 5000,
    ],
)
async def test_what_is_no_request_ends_the_connection(sockets, transactional_db, text):
    async with Client(sockets) as client:
        await client.frame()
        await client.send_text(text)
        assert await client.closed() == 4400


async def test_a_frame_over_the_limit_ends_the_connection(sockets, transactional_db):
    async with Client(sockets) as client:
        await client.frame()
        await client.send_text(json.dumps({"id": 1, "do": "ping", "x": "好" * 6000}))
        assert await client.closed() == 1009


async def test_an_unknown_verb_is_answered_and_the_connection_stays(sockets, transactional_db):
    async with Client(sockets) as client:
        await client.frame()
        assert (await client.ask("fly"))["error"]["code"] == "unknown"
        assert "ok" in await client.ask("ping")


async def test_visitors_are_asked_to_sign_in_before_they_do_anything(sockets, transactional_db):
    async with Client(sockets) as client:
        await client.frame()
        assert (await client.ask("chat.draft", text="x"))["error"]["code"] == "sign_in"
        assert "ok" in await client.ask("ping")


@pytest.mark.parametrize(
    "scope",
    [
        {"headers": [(b"host", b"testserver"), (b"origin", b"https://elsewhere.example")]},
        {"headers": [(b"host", b"testserver"), (b"origin", b"http://testserver:81")]},
        {"headers": [(b"host", b"testserver")]},
        {"subprotocols": []},
        {"path": "/elsewhere"},
    ],
)
async def test_only_our_own_pages_open_sockets(sockets, transactional_db, scope):
    async with Client(sockets, **scope) as client:
        assert client.opening == {"type": "websocket.close"}


async def test_forgotten_events_mean_fetch_afresh(sockets, fair, boss):
    await in_thread(announce)(boss, fair, "一", "二")
    await in_thread(StoredEvent.objects.filter(seq=1).delete)()
    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=fair_stream(fair.pk), after=0)
        assert (await client.frame())["type"] == "reset"


async def test_a_server_that_ends_asks_every_socket_to_come_back_at_a_time_of_its_own(sockets, db):
    said = []

    async def heard(message):
        said.append(message["type"])

    events = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def ends():
        return next(events)

    async with Client(sockets) as one, Client(sockets) as other:
        for client in (one, other):
            assert (await client.frame())["type"] == "hello"
        await sockets.lifespan(ends, heard)
        for client in (one, other):
            frame = await client.frame()
            assert frame["type"] == "bye"
            assert 500 <= frame["retry_ms"] <= 5000
            assert await client.closed() == 1012
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
