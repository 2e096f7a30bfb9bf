"""Intents over the socket: one side records, both hear of it at once."""

import pytest
from asgiref.sync import sync_to_async

from jobfair.accounts.events import user_stream
from jobfair.accounts.services import person_of
from jobfair.booths.events import staff_stream
from jobfair.intents.events import counts_stream
from jobfair.intents.models import Entry
from realtime import commands
from tests.factories import make_jobseeker, make_organiser_user
from tests.factories.intents import make_stand
from tests.factories.talk import new_cid
from tests.realtime.client import Client
from tests.realtime.test_chat_commands import cookie_of, greeted

in_thread = sync_to_async(thread_sensitive=False)


@pytest.fixture
def stand(kept_database):
    position, jobseeker, rep = make_stand()
    people = {
        "jobseeker": jobseeker,
        "rep": rep,
        "organiser": make_organiser_user(position.booth.fair.organiser),
        "stranger": make_jobseeker(),
    }
    return position, people


@pytest.fixture
def open_as(sockets, stand):
    _position, people = stand
    cookies = {name: cookie_of(user) for name, user in people.items()}
    return lambda name: Client(sockets, cookie=cookies[name])


async def told(client, kind="intent.moved"):
    """The next fact of this kind; other facts may come before it."""
    while (frame := await client.frame()).get("type") != kind:
        assert "error" not in frame
    return frame["data"]


async def recorded(client, **asked):
    """The answer and the fact, whichever comes first."""
    await client.request("intent.record", **asked)
    answer = fact = None
    while not (answer and fact):
        frame = await client.frame()
        answer = frame.get("ok", answer)
        fact = frame["data"] if frame.get("type") == "intent.moved" else fact
    return answer, fact


async def test_both_sides_and_the_desk_hear_of_each_step(open_as, stand):
    position, people = stand
    booth = position.booth
    async with open_as("jobseeker") as seeker, open_as("rep") as rep, open_as("organiser") as desk:
        for client in (seeker, rep, desk):
            await greeted(client)
        await seeker.ask("subscribe", stream=user_stream(people["jobseeker"].pk), after=0)
        await rep.ask("subscribe", stream=staff_stream(booth.pk), after=0)
        await desk.ask("subscribe", stream=counts_stream(booth.fair_id), after=0)
        asked = {"position": position.key, "step": "interested", "cid": new_cid()}
        answer, fact = await recorded(seeker, **asked)
        assert (answer["number"], answer["state"]) == (1, "asked")
        assert await told(rep) == fact
        assert (await told(desk, "intents.counted"))["counts"]["jobseeker_only"] == 1
        person = await in_thread(person_of)(people["jobseeker"])
        answer, fact = await recorded(rep, **asked | {"cid": new_cid(), "person": person.key})
        assert (answer["number"], answer["state"]) == (2, "mutual")
        assert await told(seeker) == fact
        assert (await told(desk, "intents.counted"))["counts"]["mutual"] == 1


async def test_a_retry_is_answered_alike(open_as, stand):
    position, _people = stand
    asked = {"position": position.key, "step": "interested", "cid": new_cid()}
    async with open_as("jobseeker") as seeker:
        await greeted(seeker)
        first = await seeker.ask("intent.record", **asked)
        assert await seeker.ask("intent.record", **asked) | {"id": 0} == first | {"id": 0}
    assert await in_thread(Entry.objects.count)() == 1


async def test_who_speaks_is_asked_for_once(stand, monkeypatch):
    position, people = stand
    user, asked = people["jobseeker"], []
    monkeypatch.setattr(
        commands, "person_of", lambda actor: asked.append(actor) or person_of(actor)
    )

    async def say(step):
        return await commands.record_intent(
            user, {"position": position.key, "step": step, "cid": new_cid()}
        )

    first = await say("interested")
    assert (await say("withdrawn"))["id"] == first["id"]
    assert asked == [user]


@pytest.mark.parametrize(
    ("who", "changed", "code"),
    [
        ("stranger", {"person": "theirs"}, "not_allowed"),
        ("rep", {}, "conflict"),
        ("jobseeker", {"step": "offered"}, "conflict"),
        ("jobseeker", {"step": "dancing"}, "invalid"),
        ("jobseeker", {"cid": "short"}, "invalid"),
        ("jobseeker", {"position": "short"}, "invalid"),
        ("jobseeker", {"channel": "phone"}, "invalid"),
        ("rep", {"channel": "onsite", "person": "theirs"}, "invalid"),
    ],
)
async def test_what_is_refused(open_as, stand, who, changed, code):
    position, people = stand
    person = await in_thread(person_of)(people["jobseeker"])
    asked = {"position": position.key, "step": "interested", "cid": new_cid()} | changed
    if "person" in changed:
        asked["person"] = person.key
    async with open_as(who) as client:
        await greeted(client)
        answer = await client.ask("intent.record", **asked)
        assert answer["error"]["code"] == code


async def test_the_desk_of_a_fair_is_for_those_who_run_it(open_as, stand):
    position, _people = stand
    for who in ("jobseeker", "rep", "stranger"):
        async with open_as(who) as client:
            await greeted(client)
            answer = await client.ask(
                "subscribe", stream=counts_stream(position.booth.fair_id), after=0
            )
            assert answer["error"]["code"] == "not_allowed"
