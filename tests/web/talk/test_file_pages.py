"""Sending and fetching files by plain pages."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobfair.chat.models import Attachment, Message
from jobfair.chat.services import withdraw_message
from tests.domain.pictures import picture_bytes
from tests.factories import make_jobseeker
from tests.factories.talk import make_talk, new_cid

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def private(monkeypatch, tmp_path):
    field = Attachment._meta.get_field("file")
    monkeypatch.setattr(field, "storage", FileSystemStorage(tmp_path))
    return tmp_path


@pytest.fixture
def talk():
    return make_talk()


def send(client, conversation, content=PDF, name="我的简历.pdf", **given):
    path = reverse("web:talk_attach", args=[conversation.pk])
    upload = SimpleUploadedFile(name, content)
    return client.post(path, {"cid": new_cid(), "upload": upload, "text": ""} | given)


def test_a_cv_is_sent_and_saved_by_the_rep(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(jobseeker)
    assert send(client, conversation).status_code == 302
    client.force_login(rep)
    desk = reverse("web:rep_desk", args=[conversation.booth_id])
    page = client.get(f"{desk}?talk={conversation.key}").content.decode()
    address = reverse("web:talk_file", args=[Attachment.objects.get().pk])
    assert address in page
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_is_shown_and_with_little_data_only_named(client, talk):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    send(client, conversation, picture_bytes(), "a.png", text="我做的盒子")
    talk_path = reverse("web:talk", args=[conversation.pk])
    assert "said__picture" in client.get(talk_path).content.decode()
    client.cookies["jobfair_looks"] = "lean=on"
    lean = client.get(talk_path).content.decode()
    assert "said__picture" not in lean
    assert "我做的盒子" in lean


@pytest.mark.parametrize(
    ("content", "text", "says"),
    [
        (b"MZ program", "x", "只能发图片（JPG、PNG、WebP）"),
        (picture_bytes(), "", "请用一句话说明图片内容"),
        (b"", "x", "这个文件是空的"),
    ],
)
def test_what_cannot_be_sent_stands_in_the_form(client, talk, content, text, says):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    answer = send(client, conversation, content, "a.png", text=text)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "请再选一次" in answer.content.decode()
    assert not Message.objects.exists()


def test_hidden_gone_and_withdrawn_files_answer_alike(client, talk):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    send(client, conversation)
    message = Message.objects.get()
    address = reverse("web:talk_file", args=[message.attachment_id])
    withdraw_message(jobseeker, message=message)
    assert client.get(address).status_code == 404
    page = client.get(reverse("web:talk", args=[conversation.pk])).content.decode()
    assert "我的简历" not in page
    client.force_login(make_jobseeker())
    assert client.get(address).status_code == 404
    assert client.get(reverse("web:talk_attach", args=[conversation.pk])).status_code == 404
