from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobfair.booths import services
from jobfair.booths.models import Booth, Lease
from jobfair.booths.presence import Presence, presence_of
from jobfair.fairs.models import FairState
from tests.web.rep.conftest import text


@pytest.fixture
def open_desk(desk):
    desk.fair.state = FairState.OPEN
    desk.fair.save()
    desk.booth.published_at = timezone.now()
    desk.booth.save()
    return desk


def at(name, desk):
    return reverse(f"web:{name}", args=[desk.booth.pk])


def state(desk):
    desk.booth.refresh_from_db()
    return presence_of(desk.booth).state


def test_three_buttons_say_it_and_the_page_says_what_visitors_see(open_desk):
    page = open_desk.client.post(at("rep_say_present", open_desk), follow=True)
    assert "求职者现在看到：“现在有招聘人员，有空”，到" in text(page)
    page = open_desk.client.post(at("rep_say_away", open_desk), {"minutes": "20"}, follow=True)
    assert "求职者现在看到：“暂时离开，" in text(page)
    page = open_desk.client.post(at("rep_leave", open_desk), follow=True)
    assert "求职者现在看到：“现在没有招聘人员，可以留言”" in text(page)


@pytest.mark.parametrize("minutes", [10, 20, 30, 60])
def test_a_break_is_as_long_as_the_button_says(open_desk, minutes):
    before = timezone.now()
    open_desk.client.post(at("rep_say_away", open_desk), {"minutes": minutes})
    open_desk.booth.refresh_from_db()
    length = open_desk.booth.away_until - before
    assert timedelta(minutes=minutes) <= length < timedelta(minutes=minutes, seconds=30)


def test_a_break_may_end_at_a_time_of_day_in_the_fairs_zone(open_desk):
    zone = open_desk.fair.zone_info
    back = timezone.localtime(timezone.now(), zone) + timedelta(hours=1)
    open_desk.client.post(at("rep_say_away", open_desk), {"until": f"{back:%H:%M}"})
    assert state(open_desk) == Presence.AWAY
    assert timezone.localtime(open_desk.booth.away_until, zone).minute == back.minute


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "请选一个时长，或写几点回来。"),
        ({"until": "25:99"}, "请写成几点几分"),
        ({"minutes": "11"}, "请从给出的选项里选。"),
    ],
)
def test_a_break_without_an_end_is_asked_again(open_desk, typed, sentence):
    response = open_desk.client.post(at("rep_say_away", open_desk), typed)
    assert sentence in text(response)
    assert state(open_desk) == Presence.CLOSED


def test_a_time_over_four_hours_away_is_refused_beside_the_field(open_desk):
    zone = open_desk.fair.zone_info
    late = timezone.localtime(timezone.now(), zone) + timedelta(hours=5)
    response = open_desk.client.post(at("rep_say_away", open_desk), {"until": f"{late:%H:%M}"})
    assert "最多四小时以后" in text(response)


def test_the_page_asks_again_before_the_hour_ends(open_desk):
    open_desk.booth.staffed_until = timezone.now() + timedelta(minutes=9, seconds=30)
    open_desk.booth.save()
    page = text(open_desk.client.get(at("rep_presence", open_desk)))
    assert "还有 9 分钟" in page
    assert "我们在展位，再延长 60 分钟" in page


@pytest.mark.parametrize(
    ("fair_state", "sentence"),
    [(FairState.PUBLISHED, "在这里告诉求职者您在展位"), (FairState.CLOSED, "招聘会已经结束")],
)
def test_outside_the_fair_there_is_nothing_to_press(open_desk, fair_state, sentence):
    open_desk.fair.state = fair_state
    open_desk.fair.save()
    page = text(open_desk.client.get(at("rep_presence", open_desk)))
    assert sentence in page
    assert at("rep_say_present", open_desk) not in page


def test_too_early_a_word_is_refused_in_words(desk):
    back = "http://testserver" + at("rep_presence", desk)
    address = at("rep_say_present", desk)
    response = desk.client.post(address, headers={"Referer": back}, follow=True)
    assert "招聘会开放后才能开放展位。" in text(response)


def test_any_page_a_rep_opens_keeps_the_word_and_other_peoples_pages_do_not(open_desk):
    open_desk.client.post(at("rep_say_present", open_desk))
    half = timezone.now() + timedelta(minutes=30)
    Booth.objects.update(staffed_until=half)
    Lease.objects.update(until=half)
    Client().get("/")
    open_desk.booth.refresh_from_db()
    assert open_desk.booth.staffed_until == half
    open_desk.client.get("/fairs/")
    open_desk.booth.refresh_from_db()
    assert open_desk.booth.staffed_until > half + timedelta(minutes=29)


def test_an_open_desk_says_so_without_naming_an_hour(open_desk):
    services.hold_desk(open_desk.rep, booth=open_desk.booth)
    page = text(open_desk.client.get(at("rep_presence", open_desk)))
    assert "求职者现在看到：“现在有招聘人员，有空”" in page
    assert "“现在有招聘人员，有空”，到" not in page
    assert "接待台开着，所以显示有人。" in page


def test_the_desk_has_the_same_buttons_and_keeps_the_person_there(open_desk):
    desk = at("rep_desk", open_desk)
    for name, given, words in (
        ("rep_say_present", {}, "“现在有招聘人员，有空”"),
        ("rep_say_away", {"minutes": "20"}, "我回来了"),
        ("rep_leave", {}, "我们在展位"),
    ):
        page = open_desk.client.post(at(name, open_desk), given | {"next": "desk"}, follow=True)
        assert page.redirect_chain[0][0] == desk
        assert words in text(page)
