"""Announcements and co-organisers."""

import pytest
from django.urls import reverse

from jobfair.accounts.models import Organiser
from jobfair.common.sms import MemoryBackend
from tests.factories import make_organiser


def at(name, *keys):
    return reverse(f"web:{name}", args=[getattr(key, "key", key) for key in keys])


@pytest.fixture
def client(desk):
    return desk.client()


@pytest.fixture
def texts(settings):
    """What was sent to telephones."""
    settings.SMS_BACKEND = "jobfair.common.sms.MemoryBackend"
    MemoryBackend.sent.clear()
    yield MemoryBackend.sent
    MemoryBackend.sent.clear()


WORDS = {"title": "下午场提前", "body": "一点半开始。", "is_urgent": "on", "title_en": "Earlier"}


def test_an_announcement_is_looked_at_before_it_is_sent(client, desk):
    address = at("desk_announce", desk.fair)
    preview = client.post(address, WORDS | {"preview": "yes"})
    assert "大家会看到这样的公告" in preview.content.decode()
    assert preview.context["fields"] == WORDS
    assert desk.fair.announcements.count() == 1
    again = client.post(address, WORDS | {"change": "yes"})
    assert "一点半开始。" in again.content.decode()
    client.post(address, WORDS | {"send": "yes"})
    sent = desk.fair.announcements.get(title="下午场提前")
    assert (sent.is_urgent, sent.made_by) == (True, desk.people["organiser"])


def test_an_announcement_without_a_title_is_refused(client, desk):
    page = client.post(at("desk_announce", desk.fair), {"body": "内容", "send": "yes"})
    assert page.context["form"].errors.keys() == {"title"}
    assert "内容" in page.content.decode()


def test_withdrawing_asks_first_and_keeps_the_record(client, desk):
    address = at("desk_withdraw", desk.fair, desk.announcement)
    client.get(address)
    desk.announcement.refresh_from_db()
    assert desk.announcement.withdrawn_at is None
    client.post(address)
    assert "已撤下" in client.get(at("desk_announcements", desk.fair)).content.decode()


def test_co_organisers_come_and_go(client, desk):
    other = make_organiser()
    client.post(at("desk_fair_people", desk.fair), {"organiser": other.pk})
    assert set(desk.fair.co_organisers.all()) == {desk.partner, other}
    address = at("desk_remove_co_organiser", desk.fair, desk.partner)
    client.get(address)
    assert desk.fair.co_organisers.count() == 2
    client.post(address)
    assert list(desk.fair.co_organisers.all()) == [other]


NEW_BODY = {"name": "测试市人社局", "city": "测试市", "address": "139 0000 0000"}


def test_a_new_co_organiser_is_made_and_its_first_person_invited(client, desk, texts):
    page = client.post(at("desk_new_co_organiser", desk.fair), NEW_BODY)
    body = desk.fair.co_organisers.get(name="测试市人社局")
    ((number, text),) = texts
    link = text.partition("：")[2]
    assert number == "+8613900000000"
    assert link in page.content.decode()
    assert "已经发到 139 0000 0000" in page.content.decode()
    people = client.get(at("desk_fair_people", desk.fair)).content.decode()
    assert "已邀请，等对方接受" in people
    assert at("organiser_people", body) in people


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "请填写这一项。"),
        ({"address": "123"}, "这不像手机号"),
        ({"address": "x@"}, "这不像电子邮箱"),
        ({"name": "已有的单位"}, "已有同名的单位"),
    ],
)
def test_a_new_co_organiser_that_cannot_be_is_explained(client, desk, change, sentence):
    make_organiser(name="已有的单位")
    page = client.post(at("desk_new_co_organiser", desk.fair), NEW_BODY | change)
    assert sentence in page.content.decode()
    assert list(desk.fair.co_organisers.all()) == [desk.partner]


def test_removing_one_nobody_came_for_takes_its_invitation_along(client, desk, texts):
    client.post(at("desk_new_co_organiser", desk.fair), NEW_BODY)
    body = desk.fair.co_organisers.get(name="测试市人社局")
    address = at("desk_remove_co_organiser", desk.fair, body)
    assert "邀请链接马上失效" in client.get(address).content.decode()
    client.post(address)
    assert not Organiser.objects.filter(pk=body.pk).exists()


def test_a_co_organiser_adds_nobody(desk):
    other = make_organiser()
    answer = desk.client("co-organiser").post(
        at("desk_fair_people", desk.fair), {"organiser": other.pk}
    )
    assert answer.status_code == 404
    assert list(desk.fair.co_organisers.all()) == [desk.partner]


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ({}, "没有写英文，英文页面上也显示中文。"),
        ({"body_en": "At half past one."}, "标题没有写英文"),
        ({"title_en": "Earlier"}, "内容没有写英文"),
        ({"title_en": "Earlier", "body_en": "At half past one."}, None),
    ],
)
def test_a_preview_shows_what_stands_on_english_pages(desk, english, said):
    address = at("desk_announce", desk.fair)
    typed = {"title": "提前", "body": "一点半开始。", "preview": "yes"} | english
    page = desk.client("organiser").post(address, typed).content.decode()
    notes = ("没有写英文，英文页面上也显示中文", "标题没有写英文", "内容没有写英文")
    assert [note for note in notes if note in page] == ([said.rstrip("。")] if said else [])
    there = page.partition("英文页面上</h2>")[2].partition("<form")[0]
    for words in english.values():
        assert words in there
    if english:
        assert ("提前" in there) is ("title_en" not in english)
