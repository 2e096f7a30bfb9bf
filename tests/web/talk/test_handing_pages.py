"""Handing on by plain pages and forms."""

import pytest
from django.urls import reverse

from jobfair.chat import services
from jobfair.chat.models import Handover
from tests.factories import make_booth, make_jobseeker, make_rep
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def path(name, thing):
    return reverse(f"web:{name}", args=[thing.pk])


def test_a_rep_asks_and_the_jobseeker_agrees_and_takes_history_back(client, talk):
    conversation, jobseeker, rep = talk
    booth = make_booth(conversation.booth.fair)
    say(jobseeker, conversation, "我想做装配")
    client.force_login(rep)
    asked = {"to": booth.key, "reason": "他们在招装配工"}
    client.post(path("talk_hand_over", conversation), asked)
    client.force_login(jobseeker)
    page = client.get(path("talk", conversation)).content.decode()
    assert f"王老师 想请 {booth.employer} 接着和您谈，可以吗？" in page
    assert "他们在招装配工" in page
    handover = Handover.objects.get()
    went = client.post(path("handover_answer", handover), {"answer": "with"})
    arrived = booth.conversations.get()
    assert went.url == path("talk", arrived)
    assert "去那里接着谈" in client.get(path("talk", conversation)).content.decode()
    history = path("handover_history", handover)
    other_rep = make_rep(booth.employer)
    client.force_login(other_rep)
    assert "我想做装配" in client.get(history).content.decode()
    client.force_login(jobseeker)
    assert "不多也不少" in client.get(history).content.decode()
    client.post(path("handover_close", handover))
    client.force_login(other_rep)
    assert client.get(history).status_code == 404


def test_the_list_says_that_the_jobseeker_is_asked_until_there_is_an_answer(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(rep)
    client.post(
        path("talk_hand_over", conversation), {"to": make_booth(conversation.booth.fair).key}
    )
    client.force_login(jobseeker)
    talks = reverse("web:talks")
    assert "等您决定" in client.get(talks).content.decode()
    client.post(path("handover_answer", Handover.objects.get()), {"answer": "no"})
    assert "等您决定" not in client.get(talks).content.decode()


def test_the_form_asks_for_somebody(client, talk):
    conversation, _jobseeker, rep = talk
    colleague = make_rep(conversation.employer, name="李老师")
    client.force_login(rep)
    page = client.post(path("talk_hand_over", conversation), {"to": ""})
    assert page.status_code == 422
    assert "请选择一位同事或一个展位" in page.content.decode()
    client.post(path("talk_hand_over", conversation), {"to": colleague.key})
    again = client.post(path("talk_hand_over", conversation), {"to": colleague.key})
    assert "可以先收回它" in again.content.decode()
    client.post(path("handover_take_back", Handover.objects.get()))
    assert Handover.objects.get().state == "taken_back"


def test_without_a_known_answer_one_stays(client, talk):
    conversation, jobseeker, rep = talk
    booth = make_booth(conversation.booth.fair)
    handover = services.offer_handover(rep, conversation=conversation, to_booth=booth)
    client.force_login(jobseeker)
    client.post(path("handover_answer", handover), {"answer": "no"})
    handover.refresh_from_db()
    assert handover.state == "declined"


def test_people_outside_find_nothing(client, talk):
    conversation, jobseeker, rep = talk
    booth = make_booth(conversation.booth.fair)
    handover = services.offer_handover(rep, conversation=conversation, to_booth=booth)
    for user in (make_jobseeker(), make_rep(booth.employer)):
        client.force_login(user)
        assert client.get(path("talk_hand_over", conversation)).status_code == 404
        assert client.get(path("handover_history", handover)).status_code == 404
        for name in ("handover_answer", "handover_take_back", "handover_close"):
            assert client.post(path(name, handover)).status_code == 404
    client.force_login(jobseeker)
    assert client.get(path("talk_hand_over", conversation)).status_code == 404
