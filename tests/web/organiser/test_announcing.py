"""Announcements and co-organisers."""

import pytest
from django.urls import reverse

from tests.factories import make_organiser


def at(name, *keys):
    return reverse(f"web:{name}", args=[getattr(key, "key", key) for key in keys])


@pytest.fixture
def client(desk):
    return desk.client()


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


def test_a_co_organiser_adds_nobody(desk):
    other = make_organiser()
    answer = desk.client("co-organiser").post(
        at("desk_fair_people", desk.fair), {"organiser": other.pk}
    )
    assert answer.status_code == 404
    assert list(desk.fair.co_organisers.all()) == [desk.partner]
