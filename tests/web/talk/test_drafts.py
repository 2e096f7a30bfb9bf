"""What is typed and not sent, on the page and by its forms."""

import pytest
from django.urls import reverse

from jobfair.chat.models import LONGEST_DRAFT, Draft, Message
from jobfair.chat.services import save_draft
from tests.factories import make_jobseeker
from tests.factories.talk import make_talk, new_cid
from tests.web.talk.test_talk_pages import desk_path, send_path, talk_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def test_a_draft_from_another_device_stands_in_the_form(client, talk):
    conversation, jobseeker, _rep = talk
    save_draft(jobseeker, conversation=conversation, text="我还想问")
    client.force_login(jobseeker)
    assert client.get(talk_path(conversation)).context["form"]["text"].value() == "我还想问"
    client.post(send_path(conversation), {"cid": new_cid(), "text": "我还想问：包吃吗"})
    assert not Draft.objects.exists()


def test_a_phrase_is_put_below_what_is_typed_without_any_script(client, talk):
    conversation, _jobseeker, rep = talk
    client.force_login(rep)
    path = reverse("web:talk_phrase", args=[conversation.pk])
    client.post(path, {"text": "您好 ", "phrase": "我们是包装厂。"})
    page = client.get(desk_path(conversation))
    assert "您好\n我们是包装厂。" in page.content.decode()
    assert not Message.objects.exists()
    client.force_login(make_jobseeker())
    assert client.post(path, {"phrase": "x"}).status_code == 404


def test_who_goes_to_choose_a_file_finds_what_was_typed_on_the_way_back(client, talk):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    way = reverse("web:talk_to_file", args=[conversation.pk])
    assert f'formaction="{way}"' in client.get(talk_path(conversation)).content.decode()
    answer = client.post(way, {"text": "我先发简历，"})
    assert answer["Location"] == reverse("web:talk_attach", args=[conversation.pk])
    assert client.get(talk_path(conversation)).context["form"]["text"].value() == "我先发简历，"
    assert client.post(way, {"text": "长" * (LONGEST_DRAFT + 1)}).status_code == 422


def test_what_is_too_long_to_be_kept_stands_in_the_form_with_the_phrase(client, talk):
    conversation, jobseeker, rep = talk
    for user in (rep, jobseeker):
        client.force_login(user)
        typed = {"text": "长" * LONGEST_DRAFT, "phrase": "还有这句。"}
        page = client.post(reverse("web:talk_phrase", args=[conversation.pk]), typed)
        assert page.status_code == 422
        assert "长" * LONGEST_DRAFT + "\n还有这句。" in page.content.decode()
        assert "最多存 20000 字，现在是 20006 字" in page.content.decode()
    assert not Draft.objects.exists()


def test_a_script_is_told_why_a_draft_is_not_kept(client, talk):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    path = reverse("web:talk_draft", args=[conversation.pk])
    assert client.post(path, {"text": "长" * LONGEST_DRAFT}).json() == {}
    refused = client.post(path, {"text": "长" * (LONGEST_DRAFT + 1)})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "draft_too_long")
