"""Many at once: judged one by one, stored and told together."""

import pytest

from jobfair.chat.models import Message, Participant
from jobfair.chat.services import Saying, send_messages
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing
from jobfair.common.ids import new_id
from jobfair.outbox.models import StoredEvent
from tests.factories import make_user
from tests.factories.talk import make_talk, new_cid

pytestmark = pytest.mark.django_db


def test_a_refusal_touches_no_other():
    conversation, jobseeker, rep = make_talk()
    cid = new_cid()
    answers = send_messages(
        [
            Saying(jobseeker, conversation.pk, cid, "一"),
            Saying(jobseeker, conversation.pk, new_cid(), " "),
            Saying(make_user(), conversation.pk, new_cid(), "外人"),
            Saying(jobseeker, new_id(), new_cid(), "没有"),
            Saying(jobseeker, conversation.pk, cid, "别的"),
            Saying(jobseeker, conversation.pk, cid, "一"),
            Saying(rep, conversation.pk, new_cid(), "二"),
        ]
    )
    kinds = [type(answer) for answer in answers]
    assert kinds == [Message, Invalid, Missing, Missing, Conflict, Message, Message]
    assert answers[0] is answers[5]
    assert list(Message.objects.values_list("number", "text")) == [(1, "一"), (2, "二")]


def test_a_batch_of_many_conversations_costs_as_many_queries_as_of_one(
    django_assert_num_queries,
):
    talks = [make_talk() for _n in range(4)]
    for count in (1, 4):
        sayings = [
            Saying(rep, conversation.pk, new_cid(), "您好")
            for conversation, _jobseeker, rep in talks[:count]
        ]
        for saying in sayings:
            saying.actor.forget_roles()
        with django_assert_num_queries(13):
            assert not any(isinstance(said, DomainError) for said in send_messages(sayings))


def test_numbers_of_a_stream_run_on_within_a_batch():
    conversation, jobseeker, _rep = make_talk()
    send_messages([Saying(jobseeker, conversation.pk, new_cid(), str(n)) for n in range(5)])
    rows = StoredEvent.objects.filter(stream__name__startswith="conversation.")
    assert list(rows.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]


def test_a_rep_who_speaks_sits_in_the_conversation_once():
    conversation, _jobseeker, rep = make_talk()
    for _n in range(2):
        send_messages([Saying(rep, conversation.pk, new_cid(), "您好")])
    assert Participant.objects.filter(conversation=conversation, user=rep).count() == 1


def test_everybody_is_told_of_a_rep_who_speaks_for_the_first_time():
    conversation, _jobseeker, rep = make_talk()
    for _time in range(2):
        send_messages([Saying(rep, conversation.pk, new_cid(), "您好")])
    came = StoredEvent.objects.filter(text__contains='"participant.came"')
    assert came.count() == 1
