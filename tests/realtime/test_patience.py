"""Who goes on making mistakes waits; nobody else is held up by it."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client as Browser

from jobfair.common.limits import Bucket
from realtime import patience
from realtime.identity import by_address
from realtime.patience import LONGEST_WAIT, Patience, Who
from tests.factories import make_user
from tests.realtime.client import Client

in_thread = sync_to_async(thread_sensitive=False)
ONE, VENUE = Who("a session", is_crowd=False), Who("192.0.2.1", is_crowd=True)
SENT_AWAY = {"type": "websocket.close"}


def cookie_of_somebody():
    browser = Browser()
    browser.force_login(make_user())
    return f"sessionid={browser.cookies['sessionid'].value}"


@pytest.fixture
def little(monkeypatch):
    """Three mistakes are borne, and for a long time no other."""
    monkeypatch.setattr(Who, "bucket", lambda who, clock: Bucket(0.001, 3, clock))


async def be_wrong(client, times):
    for _time in range(times):
        await client.request("fly")
        assert (await client.frame())["error"]["code"] == "unknown"


def test_of_a_session_a_page_full_of_mistakes_is_borne_and_then_few():
    now = [0.0]
    borne = Patience(lambda: now[0])
    assert borne.wait_of(ONE) == 0
    assert [borne.bears(ONE) for _ in range(61)] == [True] * 60 + [False]
    assert borne.wait_of(ONE) == 1
    assert borne.wait_of(Who("another", is_crowd=False)) == 0
    now[0] = 30.5
    assert borne.wait_of(ONE) == 0


def test_those_who_wait_wait_one_after_the_other_and_the_last_are_sent_away():
    borne = Patience(lambda: 0.0)
    borne.bears(ONE, 60)
    waits = [borne.wait_of(ONE) for _ in range(5)]
    assert waits == [1, 2, 3, LONGEST_WAIT, None]


def test_behind_an_address_there_may_be_a_whole_venue():
    borne = Patience(lambda: 0.0)
    assert [borne.bears(VENUE, 60) for _ in range(21)] == [True] * 20 + [False]


def test_of_too_many_the_quiet_ones_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(patience, "MOST_KEPT", 2)
    now = [0.0]
    borne = Patience(lambda: now[0])
    borne.bears(ONE, 60)
    borne.bears(VENUE)
    now[0] = 1.0
    borne.bears(Who("another", is_crowd=False))
    assert borne.wait_of(ONE) == 0, "a token has come back"
    assert not borne.bears(ONE, 2), "and no more than that is remembered"


async def test_who_goes_on_is_closed_and_not_let_in_again_and_others_are(
    sockets, transactional_db, little
):
    wrong, other = await in_thread(cookie_of_somebody)(), await in_thread(cookie_of_somebody)()
    async with Client(sockets, cookie=wrong) as client:
        await client.frame()
        await be_wrong(client, 4)
        assert await client.closed() == 4429
    async with Client(sockets, cookie=wrong) as client:
        assert client.opening == SENT_AWAY
    for cookie in (other, ""):
        async with Client(sockets, cookie=cookie) as client:
            assert (await client.frame())["type"] == "hello"


async def test_where_it_can_be_said_the_answer_is_429(sockets, transactional_db, little):
    cookie = await in_thread(cookie_of_somebody)()
    async with Client(sockets, cookie=cookie) as client:
        await client.frame()
        await client.send_text("no request")
        assert await client.closed() == 4400
    told = {"websocket.http.response": {}}
    async with Client(sockets, cookie=cookie, extensions=told) as client:
        assert client.opening["status"] == 429


async def test_another_made_up_session_each_time_counts_for_the_address(
    sockets, transactional_db, little
):
    here, elsewhere = {"client": ["192.0.2.1", 1]}, {"client": ["192.0.2.2", 1]}
    async with Client(sockets, cookie="sessionid=made-up-first", **here) as client:
        await client.frame()
        await be_wrong(client, 4)
        assert await client.closed() == 4429
    async with Client(sockets, cookie="sessionid=made-up-again", **here) as client:
        assert client.opening == SENT_AWAY
    signed_in = await in_thread(cookie_of_somebody)()
    async with Client(sockets, cookie=signed_in, **here) as client:
        assert (await client.frame())["type"] == "hello", "whose neighbour did not behave"
    async with Client(sockets, **elsewhere) as client:
        assert (await client.frame())["type"] == "hello"


async def test_who_has_to_wait_is_greeted_late(sockets, transactional_db, monkeypatch):
    monkeypatch.setattr(Who, "bucket", lambda who, clock: Bucket(20, 3, clock))
    async with Client(sockets) as client:
        await client.frame()
        await be_wrong(client, 3)
    async with Client(sockets) as client:
        assert (await client.frame())["type"] == "hello"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, b"", "10.0.0.1"),
        (0, b"203.0.113.9", "10.0.0.1"),
        (1, b"192.0.2.7, 203.0.113.9", "203.0.113.9"),
        (2, b"192.0.2.7, 203.0.113.9", "192.0.2.7"),
        (2, b"203.0.113.9", "10.0.0.1"),
    ],
)
def test_an_address_is_what_the_trusted_proxy_saw(settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    scope = {"client": ["10.0.0.1", 1], "headers": [(b"x-forwarded-for", forwarded)]}
    assert by_address(scope) == Who(address, is_crowd=True)
