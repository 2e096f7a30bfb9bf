"""What a socket lives through: latest values, signing out, floods, and the end of the server."""

import asyncio
import threading
from dataclasses import dataclass
from typing import ClassVar

import pytest
from asgiref.sync import sync_to_async
from django.test import Client as Browser

from jobfair.chat import services as chat
from jobfair.fairs.events import fair_stream
from jobfair.outbox.events import Event, latest_frame
from jobfair.outbox.services import show
from realtime import application, carried, outlet, socket
from realtime.servers import WIRE
from realtime.servers.frames import text_frame
from tests.factories import make_fair, make_user
from tests.factories.talk import make_talk, new_cid
from tests.realtime.client import PATIENCE, Client

in_thread = sync_to_async(thread_sensitive=False)


@dataclass(frozen=True)
class Counted(Event):
    type: ClassVar[str] = "test.counted"
    here: int


@pytest.fixture
def stream(transactional_db):
    return fair_stream(make_fair().pk)


async def test_of_many_values_within_a_second_the_first_and_the_last_are_told(
    sockets, stream, monkeypatch
):
    monkeypatch.setattr(carried, "LATEST_SECONDS", 0.2)
    async with Client(sockets) as client:
        await client.frame()
        await client.ask("subscribe", stream=stream, after=0)
        for here in range(1, 30):
            show(stream, Counted(here))
        told = [await client.frame(), await client.frame()]
        assert told[0]["data"]["here"] < 29
        assert told[1] == {"stream": stream, "type": "test.counted", "data": {"here": 29}}
        show(stream, Counted(29))
        assert "ok" in await client.ask("ping"), "the same value again is no news"


async def test_a_new_subscriber_is_told_the_last_value(sockets, stream):
    async with Client(sockets) as first, Client(sockets) as later:
        for client in (first, later):
            await client.frame()
        await first.ask("subscribe", stream=stream, after=0)
        show(stream, Counted(7))
        told = await first.frame()
        await later.ask("subscribe", stream=stream, after=0)
        assert await later.frame() == told


@dataclass(frozen=True)
class Passing(Event):
    type: ClassVar[str] = "test.passing"
    lasts: ClassVar[float | None] = 6
    word: str


async def test_who_comes_later_is_not_told_what_is_over(stream, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(carried, "monotonic", lambda: now[0])
    one = carried.Carried(stream)
    for event in (Passing("writes"), Counted(7)):
        one.show(event.type, latest_frame(stream, event))
    one._show_values()
    now[0] += 5.9
    assert len(one.latest()) == 2
    now[0] += 0.2
    assert [line.text for line in one.latest()] == [latest_frame(stream, Counted(7))]
    one._pause.cancel()


async def test_signing_out_closes_the_sockets_of_that_session_and_no_other(
    sockets, transactional_db
):
    def two_browsers():
        user, browsers = make_user(), [Browser(), Browser()]
        for browser in browsers:
            browser.force_login(user)
        return browsers

    gone, stays = await in_thread(two_browsers)()
    cookies = [f"sessionid={browser.cookies['sessionid'].value}" for browser in (gone, stays)]
    async with Client(sockets, cookie=cookies[0]) as one, Client(sockets, cookie=cookies[1]) as two:
        for client in (one, two):
            await client.frame()
        await in_thread(gone.post)("/accounts/logout/")
        async with asyncio.timeout(1):
            assert await one.closed() == 4401
        assert "ok" in await two.ask("ping")


async def test_a_session_that_ends_during_the_handshake_is_found_at_once(
    sockets, transactional_db, monkeypatch
):
    browser = Browser()
    await in_thread(lambda: browser.force_login(make_user()))()
    cookie = f"sessionid={browser.cookies['sessionid'].value}"
    enter = application.enter

    def enter_and_sign_out(scope):
        entry = enter(scope)
        browser.post("/accounts/logout/")
        return entry

    monkeypatch.setattr(application, "enter", enter_and_sign_out)
    async with Client(sockets, cookie=cookie) as client:
        await client.frame()
        async with asyncio.timeout(1):
            assert await client.closed() == 4401


async def test_who_goes_on_after_every_refusal_is_closed(sockets, transactional_db, monkeypatch):
    monkeypatch.setattr(socket, "MOST_REFUSED", 5)
    async with Client(sockets) as client:
        await client.frame()
        for _ in range(70):
            await client.request("ping")
        assert await client.closed() == 4429


async def test_at_the_end_what_is_being_done_is_answered_first(
    sockets, transactional_db, monkeypatch
):
    talk, jobseeker, _rep = await in_thread(make_talk)()
    browser = Browser()
    await in_thread(browser.force_login)(jobseeker)
    has_begun, may_end = threading.Event(), threading.Event()

    def slow(sayings):
        has_begun.set()
        assert may_end.wait(10)
        return chat.send_messages(sayings)

    monkeypatch.setattr("realtime.writer.messages._store", slow)
    cookie = f"sessionid={browser.cookies['sessionid'].value}"
    async with Client(sockets, cookie=cookie) as client:
        await client.frame()
        await client.request("chat.send", conversation=talk.key, cid=new_cid(), text="在吗")
        await in_thread(has_begun.wait)(10)
        sockets.say_goodbye()
        assert (await client.frame())["type"] == "bye"
        may_end.set()
        assert (await client.frame())["ok"]["number"] == 1
        assert await client.closed() == 1012


async def test_a_replay_too_large_for_the_outlet_is_fetched_as_a_page(sockets, transactional_db):
    talk, jobseeker, _rep = await in_thread(make_talk)()
    sayings = [chat.Saying(jobseeker, talk.pk, new_cid(), "长" * 2000) for _count in range(30)]
    await in_thread(chat.send_messages)(sayings)
    browser = Browser()
    await in_thread(browser.force_login)(jobseeker)
    cookie = f"sessionid={browser.cookies['sessionid'].value}"
    name = f"conversation.{talk.key}"
    async with Client(sockets, cookie=cookie) as client:
        await client.frame()
        await client.ask("subscribe", stream=name, after=0)
        assert await client.frame() == {"type": "reset", "stream": name}


async def test_only_where_the_server_hides_what_waits_the_client_is_asked_to_confirm(
    sockets, transactional_db
):
    class Kept:
        def __init__(self):
            self.frames = []

        def write(self, frame):
            self.frames.append(frame)
            return True

        def close(self, code):
            """Nobody closes it."""

    wire = Kept()
    async with Client(sockets) as plain, Client(sockets, extensions={WIRE: wire}) as wired:
        assert (await plain.frame())["ack_every"] == outlet.ACK_EVERY
        await wired.request("ping")
        while len(wire.frames) < 2:
            await asyncio.sleep(0.01)
        assert b"ack_every" not in wire.frames[0]
        assert wire.frames[1] == text_frame(wire.frames[1][2:].decode())
        await plain.request("ack", seen={"fair.x": 3})
        assert "ok" in await plain.ask("ping"), "a confirmation is not answered"


async def test_a_socket_whose_server_waits_no_longer_ends_without_a_word(sockets, transactional_db):
    """Uvicorn writes a traceback for whatever an application raises, its own cancelling too."""
    client = Client(sockets)
    await client.__aenter__()
    client._task.cancel()
    await asyncio.wait([client._task], timeout=PATIENCE)
    assert client._task.done()
    assert not client._task.cancelled()
