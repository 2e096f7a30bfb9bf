"""The card and the notes beside a conversation, and who never sees them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    conversation, jobseeker, rep = make_talk()
    say(jobseeker, conversation)
    return conversation, jobseeker, rep


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_note_stands_beside_the_conversation_for_reps_alone(talk):
    conversation, jobseeker, rep = talk
    url = reverse("web:talk_notes", args=[conversation.pk])
    client = signed_in(rep)
    page = client.post(url, {"text": "下午再打电话。"}, follow=True).content.decode()
    assert "下午再打电话。" in page
    assert "王老师" in page
    assert "第一次来问" in page
    other = signed_in(jobseeker)
    assert other.get(url).status_code == 404
    assert (
        "下午再打电话。"
        not in other.get(reverse("web:talk", args=[conversation.pk])).content.decode()
    )


def test_an_empty_note_is_asked_for_again(talk):
    conversation, _jobseeker, rep = talk
    url = reverse("web:talk_notes", args=[conversation.pk])
    assert "error-summary" in signed_in(rep).post(url, {"text": " "}).content.decode()
