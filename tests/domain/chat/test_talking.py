import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.chat import services
from jobfair.chat.models import LONGEST_DRAFT, Conversation, Message, Seat
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from jobfair.outbox.models import StoredEvent
from tests.factories import make_jobseeker, make_rep, make_user
from tests.factories.talk import make_talk, new_cid, say, send_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def test_one_jobseeker_and_one_booth_have_one_conversation(talk):
    conversation, jobseeker, _rep = talk
    assert services.begin_conversation(jobseeker, booth=conversation.booth) == conversation


@pytest.mark.parametrize("who", ["rep", "stranger"])
def test_only_a_jobseeker_begins(talk, who):
    conversation, _jobseeker, rep = talk
    user = rep if who == "rep" else make_user()
    with pytest.raises(NotAllowed):
        services.begin_conversation(user, booth=conversation.booth)


def test_messages_are_numbered_in_the_order_they_were_said(talk):
    conversation, jobseeker, rep = talk
    numbers = [say(user, conversation).number for user in (jobseeker, rep, jobseeker)]
    assert numbers == [1, 2, 3]


def test_a_retry_gives_the_first_message_and_tells_nobody_again(talk):
    conversation, jobseeker, _rep = talk
    cid = new_cid()
    said = [
        services.send_message(jobseeker, conversation=conversation, cid=cid, text="在吗")
        for _try in range(3)
    ]
    assert {message.pk for message in said} == {said[0].pk}
    assert Message.objects.count() == 1
    assert StoredEvent.objects.filter(stream__name__startswith="conversation.").count() == 1


def test_the_same_cid_with_other_words_is_refused(talk):
    conversation, jobseeker, _rep = talk
    cid = new_cid()
    services.send_message(jobseeker, conversation=conversation, cid=cid, text="一")
    with pytest.raises(Conflict, match="cid_reused"):
        services.send_message(jobseeker, conversation=conversation, cid=cid, text="二")


def test_the_same_words_in_another_name_are_other_content(talk):
    conversation, jobseeker, _rep = talk
    helper, given = make_user(), {"conversation": conversation, "cid": new_cid(), "text": "一"}
    services.add_beside(jobseeker, conversation=conversation, user=helper, seat=Seat.INTERPRETER)
    said = services.send_message(helper, for_jobseeker=True, **given)
    assert services.send_message(helper, for_jobseeker=True, **given) == said
    with pytest.raises(Conflict, match="cid_reused"):
        services.send_message(helper, **given)


@pytest.mark.parametrize(
    ("cid", "text", "code"),
    [
        ("x", "您好", "cid_malformed"),
        ("A" * 32, "您好", "cid_malformed"),
        ("a" * 32, "  \n ", "text_empty"),
        ("a" * 32, "\0", "text_empty"),
        ("a" * 32, "好" * 2001, "text_too_long"),
    ],
)
def test_what_cannot_be_sent_says_why(talk, cid, text, code):
    conversation, jobseeker, _rep = talk
    with pytest.raises(Invalid, match=code):
        services.send_message(jobseeker, conversation=conversation, cid=cid, text=text)


def test_two_thousand_characters_are_taken(talk):
    conversation, jobseeker, _rep = talk
    assert len(say(jobseeker, conversation, "好" * 2000).text) == 2000


def test_markup_is_only_text(talk):
    conversation, jobseeker, _rep = talk
    assert say(jobseeker, conversation, "<b>x</b>").text == "<b>x</b>"


def test_people_outside_find_no_conversation(talk):
    conversation, _jobseeker, _rep = talk
    for user in (make_user(), make_jobseeker(), make_rep(make_talk()[0].employer)):
        with pytest.raises(Missing):
            say(user, conversation)


def test_an_answer_is_awaited_from_the_first_unanswered_question(talk):
    conversation, jobseeker, rep = talk
    first = say(jobseeker, conversation)
    say(jobseeker, conversation)
    conversation.refresh_from_db()
    assert conversation.waiting_since == first.created_at
    answer = say(rep, conversation)
    conversation.refresh_from_db()
    assert conversation.waiting_since is None
    assert conversation.first_answered_at == answer.created_at
    say(jobseeker, conversation)
    say(rep, conversation)
    conversation.refresh_from_db()
    assert conversation.first_asked_at == first.created_at
    assert conversation.first_answered_at == answer.created_at


def test_a_message_is_taken_back_within_two_minutes_only(talk):
    conversation, jobseeker, _rep = talk
    message = say(jobseeker, conversation)
    late = message.created_at + timedelta(minutes=2, seconds=1)
    with pytest.raises(Conflict, match="withdraw_late"):
        services.withdraw_message(jobseeker, message=message, now=late)
    withdrawn = services.withdraw_message(jobseeker, message=message)
    assert withdrawn.shown_text == ""
    assert withdrawn.text == "您好"


def test_taking_back_twice_is_told_once(talk):
    conversation, jobseeker, _rep = talk
    message = say(jobseeker, conversation)
    for _try in range(2):
        services.withdraw_message(jobseeker, message=message)
    told = StoredEvent.objects.filter(text__contains="message.withdrawn")
    assert told.count() == 1


def test_nobody_takes_back_what_another_said(talk):
    conversation, jobseeker, rep = talk
    message = say(jobseeker, conversation)
    with pytest.raises(Missing):
        services.withdraw_message(rep, message=message)


def test_the_preview_of_a_withdrawn_message_is_empty(talk):
    conversation, jobseeker, _rep = talk
    services.withdraw_message(jobseeker, message=say(jobseeker, conversation, "写错了"))
    last = StoredEvent.objects.filter(stream__name__endswith=".staff").order_by("-seq").first()
    assert last is not None
    assert "写错了" not in last.text


def test_read_positions_only_move_forward_and_not_past_the_end(talk):
    conversation, jobseeker, rep = talk
    for _message in range(3):
        say(jobseeker, conversation)
    assert services.mark_read(rep, conversation=conversation, number=2) == 2
    assert services.mark_read(rep, conversation=conversation, number=1) == 2
    assert services.mark_read(rep, conversation=conversation, number=99) == 3


def test_a_draft_that_is_too_long_to_send_is_kept_whole_or_refused(talk):
    conversation, jobseeker, _rep = talk
    text = "长" * (LONGEST_DRAFT - 1) + "尾"
    services.save_draft(jobseeker, conversation=conversation, text=text)
    with pytest.raises(Invalid) as refused:
        services.save_draft(jobseeker, conversation=conversation, text=text + "多")
    assert refused.value.code == "draft_too_long"
    assert conversation.drafts.get().text == text


def test_a_draft_is_kept_until_it_is_sent(talk):
    conversation, jobseeker, _rep = talk
    services.save_draft(jobseeker, conversation=conversation, text="我想问")
    assert jobseeker.drafts.get().text == "我想问"
    say(jobseeker, conversation, "我想问工资")
    assert not jobseeker.drafts.exists()


@pytest.mark.django_db(transaction=True)
def test_concurrent_retries_of_two_people_lose_and_double_nothing():
    conversation, jobseeker, rep = make_talk()
    cids = {user: [new_cid() for _n in range(15)] for user in (jobseeker, rep)}

    def send_all(user: User) -> None:
        try:
            fresh = Conversation.objects.select_related("booth__employer").get(pk=conversation.pk)
            for cid in cids[user]:
                services.send_message(user, conversation=fresh, cid=cid, text=cid)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(send_all, [jobseeker, rep, jobseeker, rep]))
    rows = list(Message.objects.order_by("number").values_list("number", "cid"))
    assert [number for number, _cid in rows] == list(range(1, 31))
    assert {cid for _number, cid in rows} == {*cids[jobseeker], *cids[rep]}


def test_withdrawal_uses_the_server_clock(talk):
    conversation, jobseeker, _rep = talk
    message = say(jobseeker, conversation)
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(minutes=3))
    message.refresh_from_db()
    with pytest.raises(Conflict):
        services.withdraw_message(jobseeker, message=message)


def test_what_was_taken_back_is_told_to_nobody_any_more(talk):
    """Under its number stands that something was said; the words are in no stored text."""
    conversation, jobseeker, rep = talk
    for speaker in (jobseeker, rep):
        say(speaker, conversation, "留下的话")
        message = say(speaker, conversation, "写错的密码")
        before = list(StoredEvent.objects.order_by("pk").values_list("stream", "seq"))
        services.withdraw_message(speaker, message=message)
        stored = StoredEvent.objects.order_by("pk")
        assert list(stored.values_list("stream", "seq"))[: len(before)] == before
        assert not stored.filter(text__contains="写错的密码").exists()
        assert stored.filter(text__contains="留下的话").exists()
        (blank,) = stored.filter(text__contains=f'"message.sent","data":{{"id":"{message.key}"')
        assert json.loads(blank.text)["data"]["text"] == ""
        StoredEvent.objects.all().delete()


def test_the_name_of_a_file_that_was_taken_back_is_told_no_more(talk):
    conversation, jobseeker, _rep = talk
    services.withdraw_message(
        jobseeker, message=send_picture(jobseeker, conversation, "我做的盒子")
    )
    for words in ("盒子.png", "我做的盒子"):
        assert not StoredEvent.objects.filter(text__contains=words).exists()
