"""From an imported sheet to the public hall: a few presses, each with what it leaves out and why."""

import re
from html import unescape
from smtplib import SMTPException

import pytest
from django.test import Client
from django.urls import reverse

from jobfair.accounts.models import Employer, Invitation
from jobfair.booths.models import Position
from jobfair.common.review import ReviewState
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
)
from tests.factories.imports import do_jobs, receive_rows

pytestmark = pytest.mark.django_db
FACTS = {
    "单位名称": "鼓浪示例食品厂",
    "统一社会信用代码": "91350205MA2XXXXX0X",
    "单位地址": "湖里区示例路1号",
    "单位简介": "我们做面点。",
    "联系人": "王女士",
    "联系电话": "0592-5550000",
    "邮箱": "hr@example.org",
    "岗位名称": "面点师",
    "招聘人数": 2,
    "薪资": "3500-4200",
    "区": "湖里区",
    "工作内容": "和面、包馅。",
    "坐还是站": "以坐为主",
    "要不要打电话": "不用打电话",
    "环境声音": "安静",
    "做什么": "做面点",
    "在哪里": "湖里区示例路1号",
    "什么时间": "周一到周五",
    "多少钱": "每月 3500 到 4200 元",
    "有什么支持": "有人带您做",
}


@pytest.fixture
def client(desk):
    """The organiser's browser, at a fair that holds nothing yet."""
    desk.position.delete()
    desk.booth.delete()
    return desk.client()


def at(name, fair):
    return reverse(f"web:{name}", args=[fair.key])


def press(client, name, fair):
    """Look at what will be done, and let all of it be done."""
    page = client.get(at(name, fair))
    chosen = [one.key for one in page.context.get("taken", [])]
    return client.post(at(name, fair), {"chosen": chosen, "confirmed": "yes"}, follow=True)


def bring(desk, client, *rows):
    headings = list(FACTS)
    lines = [[(FACTS | row)[heading] for heading in headings] for row in rows]
    imported = receive_rows(desk.people["organiser"], desk.fair, lines, headings)
    shown = reverse("web:desk_imported", args=[imported.key])
    client.post(f"{shown}apply/", {"fingerprint": imported.fingerprint})
    do_jobs()
    return client.get(shown)


def staffed_by_whoever_opens(link, fair):
    """The rep's own part, which nobody can promise for them: who is there, and when."""
    rep = make_user(name="林小红")
    browser = Client()
    browser.force_login(rep)
    browser.post(link)
    (booth,) = fair.booths.filter(employer__in=rep.memberships.values("employer"))
    browser.post(reverse("web:rep_staff", args=[booth.key]), {"users": [rep.pk]})
    sessions = [session.pk for session in fair.sessions.all()]
    browser.post(reverse("web:rep_booth_texts", args=[booth.key]), {"sessions": sessions})


def test_the_whole_way(desk, client, mailoutbox):
    steps = bring(desk, client, {}).context["steps"]
    assert [step.url for step in steps] == [
        at(name, desk.fair)
        for name in (
            "desk_approve_employers",
            "desk_approve_positions",
            "desk_place_all",
            "desk_invite_reps",
        )
    ]
    press(client, "desk_approve_employers", desk.fair)
    press(client, "desk_approve_positions", desk.fair)
    plan = client.get(at("desk_place_all", desk.fair)).context["plan_text"]
    client.post(at("desk_place_all", desk.fair), {"plan": plan})
    press(client, "desk_invite_reps", desk.fair)
    (letter,) = mailoutbox
    assert letter.to == ["hr@example.org"]
    staffed_by_whoever_opens(re.search(r"/invitation/\S+", letter.body)[0], desk.fair)
    press(client, "desk_publish_ready", desk.fair)
    hall = Client().get(at("hall", desk.fair)).content.decode()
    assert "鼓浪示例食品厂" in hall
    found = Client().get(reverse("web:search"), {"q": "面点"}).content.decode()
    assert reverse("web:position", args=[Position.objects.get().key]) in found
    assert client.get(at("desk_booths", desk.fair)).context["steps"] == []


def test_what_is_left_out_is_named_with_its_reason(desk, client):
    bring(
        desk,
        client,
        {"单位简介": ""},
        {"岗位名称": "西点师", "工作内容": "五官端正，做西点。", "单位简介": ""},
        {"岗位名称": "学徒", "多少钱": "", "单位简介": ""},
    )
    employers = unescape(client.get(at("desk_approve_employers", desk.fair)).content.decode())
    assert "没有可以一次办的" in employers
    assert "写一段单位介绍" in employers
    page = client.get(at("desk_approve_positions", desk.fair))
    assert [one.name for one in page.context["taken"]] == ["面点师"]
    text = unescape(page.content.decode())
    assert "写法要看：“五官端正”。" in text
    assert "易读说明：写“多少钱”。" in text
    press(client, "desk_approve_positions", desk.fair)
    states = dict(Position.objects.values_list("title", "review_state"))
    assert states == {"面点师": "approved", "西点师": "submitted", "学徒": "draft"}


def test_what_is_unticked_stays(desk, client):
    bring(desk, client, {}, {"岗位名称": "西点师"})
    chosen = [Position.objects.get(title="西点师").key]
    client.post(at("desk_approve_positions", desk.fair), {"chosen": chosen})
    assert [row.title for row in Position.objects.approved()] == ["西点师"]


def test_what_was_returned_waits_for_its_employer(desk, client):
    booth = make_booth(desk.fair, make_employer(desk.organiser, review_state=ReviewState.RETURNED))
    make_position(booth, review_state=ReviewState.RETURNED)
    for name in ("desk_approve_employers", "desk_approve_positions"):
        assert "已退回，等单位修改后再提交。" in client.get(at(name, desk.fair)).content.decode()
        press(client, name, desk.fair)
    assert not Employer.objects.filter(booths=booth).approved().exists()
    assert not Position.objects.approved().exists()


def test_only_employers_with_nobody_and_nothing_open_are_invited(desk, client, mailoutbox):
    for name, address in (
        ("甲示例厂", "a@example.org"),
        ("乙示例厂", ""),
        ("丙示例厂", "c@example.org"),
    ):
        make_booth(desk.fair, make_employer(desk.organiser, name=name, contact_email=address))
    make_rep(Employer.objects.get(name="丙示例厂"))
    page = client.get(at("desk_invite_reps", desk.fair))
    assert [one.name for one in page.context["taken"]] == ["甲示例厂"]
    assert [one.name for one in page.context["left"]] == ["乙示例厂"]
    press(client, "desk_invite_reps", desk.fair)
    press(client, "desk_invite_reps", desk.fair)
    assert [letter.to for letter in mailoutbox] == [["a@example.org"]]


def test_an_invitation_that_could_not_leave_can_be_sent_again(desk, client, monkeypatch):
    make_booth(desk.fair, make_employer(desk.organiser, name="甲厂", contact_email="a@example.org"))

    def fail(*_args, **_kwargs):
        raise SMTPException

    monkeypatch.setattr("jobfair.web.sign_in.invitations.send_mail", fail)
    page = press(client, "desk_invite_reps", desk.fair)
    assert "没能发给 甲厂。请过一会儿再试。" in page.content.decode()
    assert Invitation.objects.get().withdrawn_at
    monkeypatch.undo()
    press(client, "desk_invite_reps", desk.fair)
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_draft_employers_are_found_from_the_review_desk(desk, client):
    make_employer(desk.organiser, name="甲示例厂", review_state=ReviewState.DRAFT)
    page = client.get(reverse("web:desk_review")).content.decode()
    assert "1 家单位还是草稿，没有提交审核" in page
    assert reverse("web:desk_employers") + "?state=draft" in page


def test_employers_of_another_book_are_not_reviewed_here(desk, client):
    other = make_organiser()
    fair = make_fair(other)
    assert client.get(at("desk_approve_employers", fair)).status_code == 404
    stranger = Client()
    stranger.force_login(make_organiser_user(other))
    assert stranger.get(at("desk_invite_reps", desk.fair)).status_code == 404
