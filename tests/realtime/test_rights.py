"""Who may hear which stream and do what over a socket: every role, every stream, every command.

What a row does not name is refused. A stream or a command without a row fails.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.test import Client as Browser
from django.urls import reverse

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.accounts.services import end_role, person_of
from jobfair.booths.events import staff_stream
from jobfair.booths.models import Position
from jobfair.chat.events import conversation_stream
from jobfair.chat.models import Conversation, Seat
from jobfair.chat.services import (
    add_beside,
    begin_conversation,
    begin_with_organiser,
    leave_conversation,
)
from jobfair.fairs.events import fair_stream
from jobfair.fairs.services import add_co_organiser, remove_co_organiser
from jobfair.oneself.services import erase_account
from realtime.commands import COMMANDS
from realtime.presence import desks
from realtime.subscriptions import RULES
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
    make_user,
)
from tests.factories.roles import ROLES, make_cast
from tests.factories.talk import new_cid, say
from tests.realtime.client import Client

in_thread = sync_to_async(thread_sensitive=False)
SECONDS_TO_LOSE_A_RIGHT = 1.0
SIGNED_OUT = 4401
FOUND = 302
BESIDE = {"seeker_of_it", "rep", "supporter", "interpreter", "adviser_beside"}
EVERYBODY = {*ROLES, "seeker_of_it", "supporter", "interpreter", "adviser_beside", "left"}

HEARS: dict[str, set[str]] = {
    "fair": EVERYBODY,
    "fair.desk": {"organiser"},
    "fair.counts": {"organiser"},
    "conversation": BESIDE,
    "booth.staff": {"rep"},
    "user": set(),
}
DOES: dict[str, set[str]] = {
    "chat.send": BESIDE,
    "chat.read": BESIDE,
    "chat.draft": BESIDE,
    "chat.typing": BESIDE,
    "intent.record": {"jobseeker", "seeker_of_it"},
}
#: Who has part in what the organiser and a booth say to each other.
TALKS_WITH_ORGANISER = {"organiser", "rep"}


@dataclass
class World:
    """One open fair, one conversation, and a person of every role."""

    people: dict[str, Any]
    conversation: Conversation
    position: Position

    @property
    def streams(self) -> dict[str, str]:
        fair = fair_stream(self.conversation.booth.fair_id)
        return {
            "fair": fair,
            "fair.desk": f"{fair}.desk",
            "fair.counts": f"{fair}.counts",
            "conversation": conversation_stream(self.conversation.pk),
            "booth.staff": staff_stream(self.conversation.booth_id),
            "user": user_stream(self.people["somebody_else"].pk),
        }

    def given(self) -> dict[str, dict[str, Any]]:
        key = self.conversation.key
        return {
            "chat.send": {"conversation": key, "cid": new_cid(), "text": "您好"},
            "chat.read": {"conversation": key, "number": 1},
            "chat.draft": {"conversation": key, "text": "还没写完"},
            "chat.typing": {"conversation": key, "is_typing": True},
            "intent.record": {
                "position": self.position.key,
                "step": "interested",
                "cid": new_cid(),
            },
        }

    def asked(self) -> list[tuple[str, dict[str, Any]]]:
        """Every command about this conversation and its jobseeker."""
        given = self.given()
        given["intent.record"] |= {"person": person_of(self.people["seeker_of_it"]).key}
        return list(given.items())


@pytest.fixture
def world(kept_database) -> World:
    cast = make_cast()
    booth = make_booth(make_open_fair(cast.organiser), cast.employer)
    people = {**cast.people, "somebody_else": make_user()}
    seeker = people["seeker_of_it"] = make_jobseeker()
    conversation = begin_conversation(seeker, booth=booth)
    seats = [("supporter", Seat.SUPPORTER), ("interpreter", Seat.INTERPRETER)]
    seats += [("adviser_beside", Seat.ADVISER), ("left", Seat.SUPPORTER)]
    for role, seat in seats:
        people[role] = make_user()
        add_beside(seeker, conversation=conversation, user=people[role], seat=seat)
    leave_conversation(seeker, conversation=conversation, user=people["left"])
    say(seeker, conversation)
    return World(people, conversation, make_position(booth))


def cookie_of(user: User | AnonymousUser) -> str:
    if not user.is_authenticated:
        return ""
    browser = Browser()
    browser.force_login(user)
    return f"sessionid={browser.cookies['sessionid'].value}"


def test_every_stream_and_every_command_has_a_row():
    assert HEARS.keys() == RULES.keys()
    assert DOES.keys() == COMMANDS.keys()


@pytest.mark.parametrize("role", sorted(EVERYBODY))
async def test_what_each_may_hear_and_do(sockets, world, role):
    person = world.people[role]
    async with Client(sockets, cookie=await in_thread(cookie_of)(person)) as client:
        assert (await client.frame())["type"] == "hello"
        heard, refusals = set(), []
        for kind, stream in world.streams.items():
            answer = await client.ask("subscribe", stream=stream, after=10**6)
            if "ok" in answer:
                heard.add(kind)
                assert (await client.frame())["type"] == "reset"
                await client.ask("unsubscribe", stream=stream)
            else:
                refusals.append(answer["error"]["code"])
        done = set()
        for command, given in world.given().items():
            answer = await client.ask(command, **given)
            if "ok" in answer:
                done.add(command)
            else:
                refusals.append(answer["error"]["code"])
        assert heard == {kind for kind, roles in HEARS.items() if role in roles}
        assert done == {command for command, roles in DOES.items() if role in roles}
        assert set(refusals) <= {"not_allowed", "sign_in", "conflict"}


async def test_what_organiser_and_booth_say_is_between_them(sockets, world):
    booth, boss = world.conversation.booth, world.people["organiser"]
    talk = await in_thread(begin_with_organiser)(boss, booth=booth)
    world.conversation = talk
    for role in sorted(EVERYBODY):
        person = world.people[role]
        async with Client(sockets, cookie=await in_thread(cookie_of)(person)) as client:
            await client.frame()
            heard = await answered(
                client, "subscribe", stream=world.streams["conversation"], after=0
            )
            asked = {do: given for do, given in world.given().items() if do.startswith("chat.")}
            done = {
                do for do, given in asked.items() if "ok" in await answered(client, do, **given)
            }
            may = role in TALKS_WITH_ORGANISER
            assert ("ok" in heard, done) == (may, set(asked) if may else set()), role


async def test_everybody_hears_their_own_stream(sockets, world):
    person = world.people["nobody"]
    async with Client(sockets, cookie=await in_thread(cookie_of)(person)) as client:
        await client.frame()
        assert "ok" in await client.ask("subscribe", stream=user_stream(person.pk), after=0)


def rep_is_dismissed(world: World) -> None:
    rep = world.people["rep"]
    end_role(rep, membership=rep.memberships.get())


def supporter_is_sent_away(world: World) -> None:
    seeker, user = world.people["seeker_of_it"], world.people["supporter"]
    leave_conversation(seeker, conversation=world.conversation, user=user)


def organiser_is_dismissed(world: World) -> None:
    organiser = world.people["organiser"]
    membership = organiser.memberships.get()
    make_organiser_user(membership.organiser)
    end_role(organiser, membership=membership)


def co_organiser_is_taken_off(world: World) -> None:
    boss, partner = world.people["organiser"], world.people["organiser_elsewhere"]
    body = partner.memberships.get().organiser
    remove_co_organiser(boss, fair=world.conversation.booth.fair, organiser=body)


def save_in_admin(person: User, **changed: Any) -> None:
    """What the administrator's page of an account saves: nothing given, the account is stopped."""
    browser = Browser()
    browser.force_login(make_user(is_staff=True, is_superuser=True))
    role = person.memberships.get()
    given = {
        "name": person.name,
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": role.pk,
        "memberships-0-user": person.pk,
        "memberships-0-role": role.role,
        "memberships-0-employer": role.employer_id or "",
        "memberships-0-organiser": role.organiser_id or "",
    }
    page = reverse("admin:accounts_user_change", args=[person.pk])
    assert browser.post(page, given | changed).status_code == FOUND


def role_is_deleted_in_admin(world: World) -> None:
    save_in_admin(world.people["rep"], **{"is_active": "on", "memberships-0-DELETE": "on"})


LOSSES: dict[str, tuple[str, set[str], Callable[[World], None]]] = {
    "a rep is dismissed": ("rep", {"conversation", "booth.staff"}, rep_is_dismissed),
    "the administrator deletes a role": (
        "rep",
        {"conversation", "booth.staff"},
        role_is_deleted_in_admin,
    ),
    "a supporter is sent away": ("supporter", {"conversation"}, supporter_is_sent_away),
    "an organiser is dismissed": ("organiser", {"fair.desk"}, organiser_is_dismissed),
    "a co-organiser is taken off": (
        "organiser_elsewhere",
        {"fair.desk"},
        co_organiser_is_taken_off,
    ),
}


async def test_an_account_given_up_ends_its_sockets_within_a_second(sockets, world):
    person = world.people["supporter"]
    async with Client(sockets, cookie=await in_thread(cookie_of)(person)) as client:
        await client.frame()
        stream = world.streams["conversation"]
        assert "ok" in await answered(client, "subscribe", stream=stream, after=0)
        await in_thread(erase_account)(person)
        async with asyncio.timeout(SECONDS_TO_LOSE_A_RIGHT):
            assert await client.closed() == SIGNED_OUT


async def test_an_account_that_is_stopped_is_heard_no_longer(sockets, world):
    """Also what had come up before the closing is refused."""
    rep = world.people["rep"]
    async with Client(sockets, cookie=await in_thread(cookie_of)(rep)) as client:
        await client.frame()
        for kind in ("conversation", "booth.staff"):
            answer = await answered(client, "subscribe", stream=world.streams[kind], after=0)
            assert "ok" in answer
        await in_thread(save_in_admin)(rep)
        async with asyncio.timeout(SECONDS_TO_LOSE_A_RIGHT):
            assert await client.closed() == SIGNED_OUT
    assert not desks._open


async def answered(client: Client, do: str, **given: Any) -> dict[str, Any]:
    """The answer to a request, whatever the streams tell in the meantime."""
    await client.request(do, **given)
    while "id" not in (frame := await client.frame()):
        pass
    return frame


@pytest.mark.parametrize("loss", LOSSES)
async def test_a_right_lost_ends_on_an_open_socket_within_a_second(sockets, world, loss):
    role, lost, happens = LOSSES[loss]
    person = world.people[role]
    if role == "organiser_elsewhere":
        fair = world.conversation.booth.fair
        body = await in_thread(lambda: person.memberships.get().organiser)()
        boss = world.people["organiser"]
        await in_thread(add_co_organiser)(boss, fair=fair, organiser=body)
    async with Client(sockets, cookie=await in_thread(cookie_of)(person)) as client:
        await client.frame()
        for kind in sorted(lost):
            answer = await answered(client, "subscribe", stream=world.streams[kind], after=0)
            assert "ok" in answer
        await in_thread(happens)(world)
        ended: set[str] = set()
        async with asyncio.timeout(SECONDS_TO_LOSE_A_RIGHT):
            while len(ended) < len(lost):
                frame = await client.frame()
                if frame.get("type") == "ended":
                    ended.add(frame["stream"])
        assert ended == {world.streams[kind] for kind in lost}
        await in_thread(say)(world.people["seeker_of_it"], world.conversation, "只给在场的人")
        answer = await answered(client, "subscribe", stream=world.streams[min(lost)], after=0)
        assert answer["error"]["code"] == "not_allowed"
        for do, given in await in_thread(world.asked)():
            refused = await answered(client, do, **given)
            assert refused["error"]["code"] == "not_allowed", do
