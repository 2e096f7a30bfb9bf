"""What the organiser sees and does while a fair runs, and the list that stays after it."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobfair.chat.models import Conversation
from jobfair.fairs.models import Fair, FairState
from jobfair.watch.models import Alert, Settlement
from jobfair.watch.services import look
from tests.factories import make_booth, make_employer, make_open_fair, make_organiser_user, make_rep
from tests.factories.talk import make_talk, say

MINUTE = timedelta(minutes=1)


@pytest.fixture
def scene(db):
    now = timezone.now()
    fair = make_open_fair(starts_at=now - 60 * MINUTE)
    booth = make_booth(fair, make_employer(fair.organiser, name="白鹭洲食品"))
    client = Client()
    client.force_login(make_organiser_user(fair.organiser, name="郭敏"))
    rep = make_rep(booth.employer, name="方知夏", phone="+8613800000000")
    return SimpleNamespace(now=now, fair=fair, booth=booth, rep=rep, client=client)


def waits(booth, minutes):
    talk, jobseeker, _rep = make_talk(booth)
    say(jobseeker, talk)
    since = timezone.now() - minutes * MINUTE
    Conversation.objects.filter(pk=talk.pk).update(waiting_since=since)
    return talk


def fair_page(scene):
    return scene.client.get(reverse("web:desk_fair", args=[scene.fair.pk])).content.decode()


def test_each_thing_says_what_is_wrong_and_whom_to_call(scene):
    look(scene.now)
    page = fair_page(scene)
    for words in ("现在要做的事", "白鹭洲食品", "起没有人", "tel:0592-5550000", "138 0000 0000"):
        assert words in page
    assert page.count("提醒招聘人员") == 1


def test_the_number_beside_the_desk_stands_in_its_list_with_the_way_there(scene):
    def desk():
        return scene.client.get(reverse("web:desk")).content.decode()

    assert "个展位没有人在" not in desk()
    look(scene.now)
    assert "工作台（1 个展位要处理）" in desk()
    way = reverse("web:desk_fair", args=[scene.fair.key]) + "#now"
    assert re.search(
        rf'<a href="{way}">.*?1 个展位没有人在，或者太久没有回复</a>', desk(), re.DOTALL
    )


def test_when_all_is_well_the_page_says_so(scene):
    assert "每个该开的展位都有人，问的人都有回复。" in fair_page(scene)


def test_a_press_calls_the_reps_on_their_desk_and_by_mail(scene):
    look(scene.now)
    alert = Alert.objects.get()
    answer = scene.client.post(reverse("web:desk_alert_remind", args=[alert.pk]), follow=True)
    assert "并给 1 位招聘人员发了邮件" in answer.content.decode()
    assert [message.to for message in mail.outbox] == [[scene.rep.email]]
    assert mail.outbox[0].subject == "请回到展位 A01"
    assert reverse("web:rep_desk", args=[scene.booth.pk]) in mail.outbox[0].body
    rep = Client()
    rep.force_login(scene.rep)
    desk = rep.get(reverse("web:rep_desk", args=[scene.booth.pk])).content.decode()
    assert "请回到展位。" in desk


def test_who_sees_to_it_is_shown_to_colleagues(scene):
    look(scene.now)
    url = reverse("web:desk_alert_known", args=[Alert.objects.get().pk])
    page = scene.client.post(url, follow=True).content.decode()
    assert "郭敏" in page
    assert "说已经在处理。" in page
    assert "我在处理" not in page


def test_people_who_wait_too_long_are_listed_longest_first(scene):
    late, later, _early = (waits(scene.booth, minutes) for minutes in (20, 40, 3))
    assert "2 位求职者等了 15 分钟以上" in fair_page(scene)
    page = scene.client.get(reverse("web:desk_unanswered", args=[scene.fair.pk]))
    assert [one for one, _reps in page.context["rows"]] == [later, late]


@pytest.mark.parametrize("who", ["organiser", "rep"])
def test_somebody_answered_in_another_way_is_taken_off_with_a_reason(scene, who):
    talk = waits(scene.booth, 20)
    client = scene.client
    if who == "rep":
        client = Client()
        client.force_login(scene.rep)
    url = reverse("web:settle", args=[talk.pk])
    refused = client.post(url, {"reason": "other", "note": ""}).content.decode()
    assert "请写明是怎么回复的。" in refused
    answer = client.post(url, {"reason": "phone"}, follow=True)
    back = "web:rep_desk" if who == "rep" else "web:desk_unanswered"
    thing = scene.booth if who == "rep" else scene.fair
    assert answer.redirect_chain[0][0] == reverse(back, args=[thing.pk])
    assert Settlement.objects.get().get_reason_display() == "已经打电话回复"


def test_a_form_left_open_while_somebody_else_answered_says_so(scene):
    talk = waits(scene.booth, 20)
    client = Client()
    client.force_login(scene.rep)
    say(scene.rep, talk)
    url = reverse("web:settle", args=[talk.pk])
    assert "已经有人回复了" in client.post(url, {"reason": "phone"}, follow=True).content.decode()


def test_the_list_stays_when_the_fair_is_over(scene):
    waits(scene.booth, 1)
    assert "还有 1 位求职者没有得到回复" not in fair_page(scene)
    Fair.objects.update(state=FairState.CLOSED)
    assert "还有 1 位求职者没有得到回复" in fair_page(scene)


def test_an_organiser_may_not_settle_what_is_still_the_employers(scene):
    talk = waits(scene.booth, 3)
    assert scene.client.get(reverse("web:settle", args=[talk.pk])).status_code == 404


@pytest.mark.parametrize("name", ["desk_now", "desk_unanswered"])
def test_lists_cost_the_same_for_one_and_for_three(scene, name, django_assert_num_queries):
    url = reverse(f"web:{name}", args=[scene.fair.pk])
    expected = None
    for more in (1, 2):
        for _one in range(more):
            waits(make_booth(scene.fair), 20)
        look(scene.now)
        scene.client.get(url)
        with django_assert_num_queries(expected or 12, exact=expected is not None) as queries:
            scene.client.get(url)
        expected = len(queries)
