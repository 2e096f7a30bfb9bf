"""The organiser's desk of reported messages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.chat.models import Decision, ReportReason, Verdict
from jobfair.chat.services import report_message, withdraw_message
from tests.factories import make_booth
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


def test_a_report_is_seen_in_context_and_decided(desk, mailoutbox):
    client, reported = desk.client(), desk.report
    listed = client.get(reverse("web:desk_reports", args=[desk.fair.pk])).content.decode()
    address = reverse("web:desk_report", args=[reported.pk])
    assert address in listed
    assert "先交 200 元押金" in client.get(address).content.decode()
    missing = client.post(address, {"verdict": "warned", "why": " "})
    assert missing.status_code == 422
    client.post(address, {"verdict": "warned", "why": "招聘不能收费。"})
    assert Decision.objects.get().verdict == Verdict.WARNED
    assert "招聘不能收费。" in client.get(address).content.decode()
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert subjects == {
        reported.reporter.email: "您举报的消息有结果了 / What you reported has been decided",
        reported.message.author.email: "您发的一条消息被举报，主办方有结果了"
        " / A message of yours was reported; the organiser has decided",
    }
    assert "招聘不能收费。" in mailoutbox[0].body
    assert client.post(address, {"verdict": "unfounded", "why": "x"}).status_code == 422
    assert Decision.objects.get().verdict == Verdict.WARNED
    for person in (reported.reporter, reported.message.author):
        client.force_login(person)
        told = client.get(reverse("web:talk_reports")).content.decode()
        assert "违反规定，提醒对方" in told
        assert "招聘不能收费。" in told
        talk = reverse("web:talk", args=[reported.message.conversation_id])
        assert "有结果了" in client.get(talk, follow=True).content.decode()


def test_what_was_taken_back_is_still_shown_to_who_decides(desk):
    withdraw_message(desk.report.message.author, message=desk.report.message)
    page = desk.client().get(reverse("web:desk_report", args=[desk.report.pk]))
    assert "先交 200 元押金" in page.content.decode()
    assert "这里留着举报时的原文" in page.content.decode()


def test_the_desk_says_what_is_due_and_what_is_late(desk):
    client, reported = desk.client(), desk.report
    fair_page = reverse("web:desk_fair", args=[desk.fair.pk])
    for page in (reverse("web:desk"), fair_page):
        assert "1 条举报等您处理" in client.get(page).content.decode()
    conversation, jobseeker, rep = make_talk(make_booth(desk.fair))
    long_ago = timezone.now() - timedelta(days=2)
    message = say(rep, conversation, "骂人")
    report_message(jobseeker, message=message, reason=ReportReason.ABUSE, now=long_ago)
    assert "已经超过一天" in client.get(fair_page).content.decode()
    page = client.get(reverse("web:desk_reports", args=[desk.fair.pk]))
    assert [one.text for one in page.context["waiting"]] == ["骂人", reported.text]
    assert "已超过一天" in page.content.decode()
