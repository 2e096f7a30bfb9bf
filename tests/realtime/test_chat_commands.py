"""Talk over the socket: accepted means stored, and everybody hears it once."""

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.test import Client as Browser

from jobfair.accounts.events import user_stream
from jobfair.booths.events import staff_stream
from jobfair.chat import services
from jobfair.chat.events import conversation_stream
from jobfair.chat.models import Message, Seat
from tests.factories import make_jobseeker, make_user
from tests.factories.talk import make_talk, new_cid, say
from tests.realtime.client import Client

in_thread = sync_to_async(thread_sensitive=False)


def cookie_of(user):
    browser = Browser()
    browser.force_login(user)
    return f"sessionid={browser.cookies['sessionid'].value}"


@pytest.fixture
def talk(transactional_db):
    conversation, jobseeker, rep = make_talk()
    return conversation, {"jobseeker": jobseeker, "rep": rep}


@pytest.fixture
def open_as(sockets, talk):
    _conversation, people = talk
    cookies = {name: cookie_of(user) for name, user in people.items()}
    return lambda name: Client(sockets, cookie=cookies[name])


async def greeted(client):
    assert (await client.frame())["type"] == "hello"


async def test_both_sides_hear_what_was_said_and_the_sender_has_its_number(open_as, talk):
    conversation, _people = talk
    stream = conversation_stream(conversation.pk)
    async with open_as("jobseeker") as seeker, open_as("rep") as rep:
        for client in (seeker, rep):
            await greeted(client)
            await client.ask("subscribe", stream=stream, after=0)
        cid = new_cid()
        await seeker.request("chat.send", conversation=conversation.key, cid=cid, text="在吗")
        frames = [await seeker.frame(), await seeker.frame()]
        answer = next(f for f in frames if "ok" in f)["ok"]
        told = next(f for f in frames if f.get("type") == "message.sent")
        assert (answer["number"], told["data"]["number"], told["data"]["cid"]) == (1, 1, cid)
        assert await rep.frame() == told


async def test_a_retry_is_answered_alike_and_told_once(open_as, talk):
    conversation, _people = talk
    given = {"conversation": conversation.key, "cid": new_cid(), "text": "在吗"}
    async with open_as("jobseeker") as seeker:
        await greeted(seeker)
        answers = [(await seeker.ask("chat.send", **given))["ok"] for _try in range(3)]
        assert answers[0] == answers[1] == answers[2]
        again = await seeker.ask("chat.send", **(given | {"text": "别的"}))
        assert again["error"]["code"] == "cid_reused"
    assert await in_thread(Message.objects.count)() == 1


async def next_move(client):
    """The next frame that moves a list; that somebody sat down at a desk is told there too."""
    while (frame := await client.frame())["type"] != "conversation.moved":
        assert frame["type"] == "desk.changed"
    return frame["data"]["preview"]


async def test_the_desk_and_the_jobseekers_list_are_moved(open_as, talk):
    conversation, people = talk
    async with open_as("rep") as rep, open_as("jobseeker") as seeker:
        await greeted(rep)
        await greeted(seeker)
        await rep.ask("subscribe", stream=staff_stream(conversation.booth_id), after=0)
        await seeker.ask("subscribe", stream=user_stream(people["jobseeker"].pk), after=0)
        await in_thread(say)(people["jobseeker"], conversation, "工资多少")
        assert await next_move(rep) == "工资多少"
        await in_thread(say)(people["rep"], conversation, "每月 3500")
        assert await next_move(seeker) == "每月 3500"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"conversation": 7, "cid": "x", "text": "y"},
        {"conversation": "nonsense", "cid": "x", "text": "y"},
        {"cid": "x", "text": "y"},
        {"text": None},
    ],
)
async def test_malformed_words_are_refused_and_the_connection_stays(open_as, talk, given):
    async with open_as("jobseeker") as seeker:
        await greeted(seeker)
        assert (await seeker.ask("chat.send", **given))["error"]["code"] == "invalid"
        assert "ok" in await seeker.ask("ping")


async def test_only_yes_or_no_says_in_whose_name_one_writes(open_as, talk):
    conversation, _people = talk
    given = {"conversation": conversation.key, "cid": new_cid(), "text": "在吗"}
    async with open_as("jobseeker") as seeker:
        await greeted(seeker)
        for word in ("no", 1, None):
            answer = await seeker.ask("chat.send", **given, for_jobseeker=word)
            assert answer["error"]["code"] == "invalid"
        assert "ok" in await seeker.ask("chat.send", **given, for_jobseeker=False)


async def test_people_outside_are_refused_alike_for_hidden_and_absent(sockets, talk):
    conversation, _people = talk
    stranger = await in_thread(make_jobseeker)()
    cookie = await in_thread(cookie_of)(stranger)
    absent = "0" * 26
    async with Client(sockets, cookie=cookie) as client:
        await greeted(client)
        errors = [
            (await client.ask("chat.send", conversation=key, cid=new_cid(), text="x"))["error"]
            for key in (conversation.key, absent)
        ]
        assert errors[0] == errors[1]
        streams = [
            conversation_stream(conversation.pk),
            staff_stream(conversation.booth_id),
            user_stream(conversation.jobseeker_id),
        ]
        for stream in streams:
            answer = await client.ask("subscribe", stream=stream, after=0)
            assert answer["error"]["code"] == "not_allowed"


async def test_a_flood_meets_the_limit_and_is_told_how_long_to_wait(open_as, talk):
    async with open_as("jobseeker") as seeker:
        await greeted(seeker)
        answers = [await seeker.ask("ping") for _n in range(80)]
        refused = [answer["error"] for answer in answers if "error" in answer]
        assert refused
        assert {error["code"] for error in refused} == {"too_many"}
        assert all(error["retry_after"] >= 1 for error in refused)


async def frames_until(client, last):
    while (frame := await client.frame()) != last:
        yield frame


async def test_who_was_asked_to_leave_hears_nothing_more(sockets, talk):
    conversation, people = talk
    supporter = await in_thread(make_user)()
    beside = in_thread(services.add_beside)
    jobseeker = people["jobseeker"]
    await beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    cookie = await in_thread(cookie_of)(supporter)
    stream = conversation_stream(conversation.pk)
    async with Client(sockets, cookie=cookie) as client:
        await greeted(client)
        assert "ok" in await client.ask("subscribe", stream=stream, after=2)
        leave = in_thread(services.leave_conversation)
        await leave(jobseeker, conversation=conversation, user=supporter)
        # Two streams tell of it, the conversation's and the person's own; either may be first.
        ended = {"type": "ended", "stream": stream}
        told = [frame["type"] async for frame in frames_until(client, ended)]
        assert told == ["participant.left", "line.added"][: len(told)]
        await in_thread(say)(jobseeker, conversation, "只给单位看")
        assert "ok" in await client.ask("ping")


async def test_who_writes_on_is_news_every_few_seconds(open_as, talk, monkeypatch):
    conversation, _people = talk
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    monkeypatch.setattr("realtime.carried.LATEST_SECONDS", 0)
    given = {"conversation": conversation.key, "is_typing": True}
    async with open_as("rep") as rep, open_as("jobseeker") as seeker:
        await greeted(rep)
        await greeted(seeker)
        await rep.ask("subscribe", stream=conversation_stream(conversation.pk), after=0)
        for seconds in (0, 3, 6):
            now = at + timedelta(seconds=seconds)
            monkeypatch.setattr("jobfair.chat.services.typing.timezone.now", lambda now=now: now)
            await seeker.ask("chat.typing", **given)
            assert (await rep.frame())["data"]["at"] == now.isoformat()


async def test_the_others_see_who_writes_and_strangers_show_nothing(sockets, open_as, talk):
    conversation, people = talk
    stream = conversation_stream(conversation.pk)
    stranger = await in_thread(cookie_of)(await in_thread(make_jobseeker)())
    async with open_as("rep") as rep, open_as("jobseeker") as seeker:
        await greeted(rep)
        await greeted(seeker)
        await rep.ask("subscribe", stream=stream, after=0)
        given = {"conversation": conversation.key, "is_typing": True}
        assert "ok" in await seeker.ask("chat.typing", **given)
        frame = await rep.frame()
        at = datetime.fromisoformat(frame["data"].pop("at"))
        assert at.microsecond == 0
        value = {"id": people["jobseeker"].key, "name": "小陈", "is_typing": True}
        assert frame == {"stream": stream, "type": "typing", "data": value}
        async with Client(sockets, cookie=stranger) as other:
            await greeted(other)
            assert (await other.ask("chat.typing", **given))["error"]["code"] == "not_allowed"


async def test_of_several_who_write_at_once_each_is_told_in_the_talk_and_at_the_desk(open_as, talk):
    conversation, people = talk
    streams = [conversation_stream(conversation.pk), staff_stream(conversation.booth_id)]
    given = {"conversation": conversation.key, "is_typing": True}
    async with open_as("rep") as rep, open_as("jobseeker") as seeker:
        for client in (rep, seeker):
            await greeted(client)
            assert "ok" in await client.ask("chat.typing", **given)
        async with open_as("rep") as colleague:
            await greeted(colleague)
            for stream in streams:
                await colleague.ask("subscribe", stream=stream, after=0)
            for client in (rep, seeker):
                await client.ask("chat.typing", **given)
            told = []
            while len(told) < 4:
                frame = await colleague.frame()
                told += [frame] if frame["type"] != "desk.changed" else []
    keys = {people["rep"].key, people["jobseeker"].key}
    in_talk = {one["data"]["id"] for one in told if one["type"] == "typing"}
    listed = [one["data"] for one in told if one["type"] == "conversation.typing"]
    assert (in_talk, {one["person"] for one in listed}) == (keys, keys)
    assert {one["id"] for one in listed} == {conversation.key}


async def test_a_second_socket_or_the_form_is_no_second_share(open_as, talk, settings):
    settings.MADE_AT_ONCE, settings.MADE_A_SECOND = 2, 0.01
    conversation, people = talk

    def given():
        return {"conversation": conversation.key, "cid": new_cid(), "text": "在吗"}

    async with open_as("jobseeker") as one, open_as("jobseeker") as other:
        await greeted(one)
        await greeted(other)
        await in_thread(say)(people["jobseeker"], conversation, "用表单说的")
        assert "ok" in await one.ask("chat.send", **given())
        error = (await other.ask("chat.send", **given()))["error"]
        assert error["code"] == "too_many"
        assert error["retry_after"] >= 1


async def test_of_one_browser_so_many_sockets_are_open_and_the_next_is_refused(
    sockets, talk, settings
):
    settings.SOCKETS_A_SESSION = 2
    _conversation, people = talk
    cookies = [await in_thread(cookie_of)(people["jobseeker"]) for _browser in range(2)]
    async with Client(sockets, cookie=cookies[0]) as one:
        await greeted(one)
        async with Client(sockets, cookie=cookies[0]) as two:
            await greeted(two)
            async with Client(sockets, cookie=cookies[0]) as three:
                assert await three.closed() == 4429
            async with Client(sockets, cookie=cookies[1]) as elsewhere, Client(sockets) as visitor:
                await greeted(elsewhere)
                await greeted(visitor)
        async with Client(sockets, cookie=cookies[0]) as again:
            await greeted(again)
    assert not sockets._open
