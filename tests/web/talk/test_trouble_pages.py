"""Reporting and stopping by plain pages and forms."""

import pytest
from django.urls import reverse

from jobfair.chat import services
from jobfair.chat.models import Report, Seat
from tests.factories import make_jobseeker, make_user
from tests.factories.talk import make_report, make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def path(name, thing):
    return reverse(f"web:{name}", args=[thing.pk])


def test_a_message_is_reported_and_the_answer_is_promised(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(jobseeker)
    trouble = path("talk_trouble", conversation)
    assert "还没有别人发的消息" in client.get(trouble).content.decode()
    say(rep, conversation, "先交 200 元")
    assert client.post(trouble, {}).status_code == 422
    given = {"message": "1", "reason": "money", "words": "他催了三次"}
    assert client.post(trouble, given).url == reverse("web:talk_reports")
    assert Report.objects.get().words == "他催了三次"
    told = client.get(reverse("web:talk_reports")).content.decode()
    assert "先交 200 元" in told
    assert "以前告诉您结果" in told
    client.force_login(rep)
    assert "先交 200 元" not in client.get(reverse("web:talk_reports")).content.decode()


def test_a_jobseeker_stops_and_goes_on_again(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(jobseeker)
    client.post(path("talk_stop", conversation))
    page = client.get(path("talk", conversation)).content.decode()
    assert "这个会话停止了" in page
    assert "求职者停止了这个会话" in page
    client.force_login(rep)
    assert "恢复这个会话" not in client.get(path("talk_trouble", conversation)).content.decode()
    client.force_login(jobseeker)
    assert "恢复这个会话" in client.get(path("talk_trouble", conversation)).content.decode()
    client.post(path("talk_resume", conversation))
    assert "这个会话停止了" not in client.get(path("talk", conversation)).content.decode()


def test_who_sits_beside_reports_and_does_not_stop(client, talk):
    conversation, jobseeker, rep = talk
    supporter = make_user()
    services.add_beside(jobseeker, conversation=conversation, user=supporter, seat=Seat.SUPPORTER)
    say(rep, conversation)
    client.force_login(supporter)
    page = client.get(path("talk_trouble", conversation)).content.decode()
    assert "交给主办方" in page
    assert "停止会话" not in page
    assert client.post(path("talk_stop", conversation)).status_code == 404


def test_people_outside_find_nothing(client, talk):
    conversation, _jobseeker, _rep = talk
    client.force_login(make_jobseeker())
    assert client.get(path("talk_trouble", conversation)).status_code == 404
    for name in ("talk_stop", "talk_resume"):
        assert client.post(path(name, conversation)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client, talk, count, django_assert_num_queries
):
    reports = [make_report(talk[0].booth) for _n in range(count)]
    for report in reports:
        organiser = make_user()
        organiser.memberships.create(role="organiser", organiser=talk[0].booth.fair.organiser)
        services.decide_report(organiser, report=report, verdict="warned", why="x")
    client.force_login(reports[0].reporter)
    client.get(reverse("web:talk_reports"))
    with django_assert_num_queries(4):
        client.get(reverse("web:talk_reports"))
