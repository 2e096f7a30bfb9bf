"""Subscribing while things happen: whoever is slow misses nothing for it, and hears nothing for it."""

import threading
from unittest.mock import Mock

import pytest
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError
from django.test import Client as Browser

from jobfair.accounts.models import Membership
from jobfair.accounts.services import recheck_sockets
from jobfair.booths.events import staff_stream
from jobfair.chat.events import conversation_stream
from jobfair.chat.models import Seat
from jobfair.chat.services import add_beside, leave_conversation
from jobfair.fairs import services
from jobfair.fairs.events import fair_stream
from jobfair.outbox.models import Stream
from jobfair.outbox.selectors import events_after
from realtime import application, socket
from realtime.carried import Carried
from realtime.listening import Subscription
from realtime.presence import desks
from realtime.servers import ANSWER
from tests.factories import make_fair, make_organiser_user, make_user
from tests.factories.talk import make_talk, say
from tests.realtime.client import Client
from tests.realtime.test_carried import Written, frames

FAILED = 1011
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
        await sockets.hub._look_at_all()
        assert await client.frame() == {"type": "reset", "stream": stream}
        await announce("又从一开始")
        frame = await client.frame()
        assert (frame["seq"], frame["data"]["title"]) == (1, "又从一开始")


class Beside:
    """A supporter who sits in a conversation and is asked to leave at the worst moment."""

    def __init__(self):
        self.conversation, self.jobseeker, self.rep = make_talk()
        self.user = make_user()
        seat = {"conversation": self.conversation, "user": self.user}
        add_beside(self.jobseeker, seat=Seat.SUPPORTER, **seat)
        say(self.jobseeker, self.conversation, "只给在场的人")
        self.stream = conversation_stream(self.conversation.pk)
        self.cookie = cookie_of(self.user)

    def leave(self):
        leave_conversation(self.jobseeker, conversation=self.conversation, user=self.user)


def cookie_of(user):
    browser = Browser()
    browser.force_login(user)
    return f"sessionid={browser.cookies['sessionid'].value}"


@pytest.fixture
def beside(transactional_db):
    return Beside()


@pytest.fixture
def asked_again(monkeypatch):
    """Set when an open socket has asked again what it may hear."""
    done, ask_again = threading.Event(), socket.Connection._ask_again

    async def noted(connection):
        await ask_again(connection)
        done.set()

    monkeypatch.setattr(socket.Connection, "_ask_again", noted)
    return done


def once(function, happens):
    """The function, but after its first answer something happens before that answer is heard."""
    first = threading.Event()

    def stalling(*given):
        answer = function(*given)
        if not first.is_set():
            first.set()
            happens()
        return answer

    return stalling


async def refused(client):
    """What comes down until the subscription is refused."""
    told = []
    while "error" not in (frame := await client.frame()):
        told.append(frame)
    assert frame["error"]["code"] == "not_allowed"
    return told


@pytest.mark.parametrize("which", ["may_hear", "events_after"])
async def test_a_right_that_is_lost_while_one_subscribes_is_lost(
    sockets, beside, asked_again, monkeypatch, which
):
    """The seat is taken away when the right was found, or the stream read, and not answered yet."""

    def loses():
        beside.leave()
        assert asked_again.wait(10)

    monkeypatch.setattr(socket, which, once(getattr(socket, which), loses))
    async with Client(sockets, cookie=beside.cookie) as client:
        await client.frame()
        await client.request("subscribe", stream=beside.stream, after=0)
        assert await refused(client) == []
        await in_thread(say)(beside.jobseeker, beside.conversation, "又说了一句")
        assert "ok" in await client.ask("ping")
    assert beside.stream not in sockets.hub._carried


async def test_who_subscribes_is_looked_up_afresh_whatever_was_told(sockets, beside, monkeypatch):
    """The word that a role has ended may be late, or lost."""
    monkeypatch.setattr(socket, "ROLES_KEPT", 0)
    stream, cookie = (
        staff_stream(beside.conversation.booth_id),
        await in_thread(cookie_of)(beside.rep),
    )
    async with Client(sockets, cookie=cookie) as client:
        await client.frame()
        assert "ok" in await client.ask("subscribe", stream=beside.stream, after=0)
        await in_thread(Membership.objects.filter(user=beside.rep).delete)()
        await client.request("subscribe", stream=stream, after=0)
        await refused(client)
    assert not desks._open


def fails(*given):
    raise OperationalError


@pytest.mark.parametrize("where", [(socket, "may_hear"), (application, "user_of")])
async def test_while_nobody_can_say_what_one_may_hear_the_socket_is_closed(
    sockets, beside, monkeypatch, where
):
    """It comes back, and is asked again then; what it could hear before is not left to it."""
    holds = threading.Event()
    module, name = where
    real = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: (fails if holds.is_set() else real)(*given))
    async with Client(sockets, cookie=beside.cookie) as client:
        await client.frame()
        await client.ask("subscribe", stream=beside.stream, after=3)
        holds.set()
        await in_thread(recheck_sockets)(beside.user)
        assert await client.closed() == FAILED
    assert beside.stream not in sockets.hub._carried


@pytest.mark.parametrize("problem", [OperationalError, InterfaceError])
async def test_what_cannot_be_read_is_refused_for_now_and_holds_no_desk(
    sockets, beside, monkeypatch, caplog, problem
):
    stream, cookie = (
        staff_stream(beside.conversation.booth_id),
        await in_thread(cookie_of)(beside.rep),
    )
    async with Client(sockets, cookie=cookie) as client:
        await client.frame()
        with monkeypatch.context() as away:
            away.setattr(socket, "events_after", Mock(side_effect=problem))
            answer = await client.ask("subscribe", stream=stream, after=0)
        assert answer["error"]["code"] == "unavailable"
        assert answer["error"]["retry_after"] >= 1
        assert "database_away" in caplog.text, "and no traceback tells of it"
        assert not desks._open
        assert stream not in sockets.hub._carried
        assert "ok" in await client.ask("subscribe", stream=stream, after=0)


async def test_a_handshake_that_cannot_be_looked_up_is_refused(sockets, beside, monkeypatch):
    monkeypatch.setattr(application, "enter", fails)
    async with Client(sockets, cookie=beside.cookie) as client:
        assert client.opening == {"type": "websocket.close"}
    async with Client(sockets, cookie=beside.cookie, extensions={ANSWER: {}}) as client:
        assert client.opening["status"] == 503


async def test_who_waits_too_long_at_the_door_is_sent_away_and_not_looked_up(
    sockets, beside, monkeypatch
):
    """Else the time goes into those who have given up, and nobody who is there gets in."""
    monkeypatch.setattr(application, "LONGEST_AT_DOOR", -1.0)
    with monkeypatch.context() as nobody:
        nobody.setattr(application, "enter", lambda _scope: pytest.fail("looked up"))
        async with Client(sockets, cookie=beside.cookie, extensions={ANSWER: {}}) as client:
            assert client.opening["status"] == 503
    monkeypatch.undo()
    async with Client(sockets, cookie=beside.cookie) as client:
        assert client.opening["type"] == "websocket.accept"


def test_the_word_to_begin_afresh_outlives_what_was_being_read():
    """The hub learns from a restore while an older, higher number is on its way to the listener."""
    carried, outlet = Carried("fair.x"), Written()
    subscription = Subscription("fair.x", outlet, [].append)
    carried.listeners.add(subscription)
    carried.begin_at(8)
    carried.take(9, "of the life before")
    carried.start_over(2)
    carried.take(3, "of this life")
    carried.tell()
    subscription.release(8, [], [])
    assert outlet.pieces == ["reset", (3, 3, frames("of this life"))]
