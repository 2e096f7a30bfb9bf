"""Home, the list of fairs and one fair: every state, for every role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.fairs.models import FairState, Mode, Venue
from jobfair.fairs.services import announce, close_fair, withdraw_announcement
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.web.reading import words_of

pytestmark = pytest.mark.django_db


def test_home_shows_open_fairs_before_the_next(client, fair, organiser):
    make_fair(organiser, name="以后的招聘会")
    make_fair(organiser, name="筹备中的招聘会", state=FairState.DRAFT)
    page = words_of(client.get("/"))
    assert (
        page.index("正在进行")
        < page.index("春风招聘会")
        < page.index("接下来")
        < page.index("以后的招聘会")
    )
    assert "筹备中的招聘会" not in page
    assert f'href="/fairs/{fair.key}/hall/"' in page


def test_home_without_a_fair_says_so_and_leads_on(client):
    page = words_of(client.get("/"))
    assert "最近没有安排招聘会" in page
    assert 'href="/fairs/?when=past"' in page


def test_figures_stand_on_the_card_and_the_page(client, fair, booth):
    make_position(booth, headcount=3, job_type="甲")
    make_position(booth, headcount=4, job_type="甲")
    make_position(booth, headcount=5, job_type="乙", closed_at=timezone.now())
    make_position(booth, headcount=6, job_type="丙", review_state="submitted")
    sentence = "1 家用人单位，1 个工种，2 个岗位，一共招 7 人"
    assert f"现在招聘的有 {sentence}" in words_of(client.get("/"))
    page = words_of(client.get(f"/fairs/{fair.key}/"))
    assert f"现在招聘的有 {sentence}" in page
    assert "岗位数不等于招聘人数" in page


def test_of_a_fair_that_is_over_the_page_says_what_there_was(client, organiser):
    fair = make_open_fair(organiser)
    booth = make_booth(fair)
    make_position(booth, headcount=3, job_type="甲")
    make_position(booth, headcount=5, job_type="乙", closed_at=timezone.now())
    fair = close_fair(make_organiser_user(organiser), fair=fair)
    sentence = "会上共有 1 家用人单位，2 个工种，2 个岗位，一共招 8 人"
    page = words_of(client.get(f"/fairs/{fair.key}/"))
    assert sentence in page
    assert "后来招满了的也算" in page
    assert sentence in words_of(client.get("/fairs/?when=past"))


@pytest.mark.parametrize("mode", Mode.values)
def test_fairs_of_one_mode(client, organiser, mode):
    for each in Mode.values:
        make_fair(organiser, name=f"{each}的招聘会", mode=each)
    page = words_of(client.get("/fairs/", {"mode": mode}))
    assert [each for each in Mode.values if f"{each}的招聘会" in page] == [mode]


def test_past_fairs_by_year_and_in_pages(client, organiser):
    for year in (2019, 2020):
        for number in range(12 if year == 2020 else 1):
            start = timezone.now().replace(year=year, month=6, day=1) + timedelta(days=number)
            make_fair(
                organiser, name=f"{year}年第{number:02d}场", starts_at=start, state=FairState.CLOSED
            )
    page = words_of(client.get("/fairs/?when=past"))
    assert "2020年第11场" in page
    assert "2019年第00场" not in page
    assert "2019年第00场" in words_of(client.get("/fairs/?when=past&page=2"))
    assert "2020 年（12 场）" in page
    only = words_of(client.get("/fairs/?when=past&year=2019"))
    assert "2019年第00场" in only
    assert "2020年第" not in only
    assert client.get("/fairs/?when=past&year=nonsense&page=999").status_code == 200


ROLES = ("visitor", "jobseeker", "rep", "organiser", "other organiser", "co-organiser")


def person(role, fair):
    makers = {
        "jobseeker": make_jobseeker,
        "rep": lambda: make_rep(make_employer(fair.organiser)),
        "organiser": lambda: make_organiser_user(fair.organiser),
        "other organiser": lambda: make_organiser_user(make_organiser()),
        "co-organiser": lambda: make_organiser_user(fair.co_organisers.get()),
    }
    return makers[role]() if role in makers else None


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", FairState.values)
@pytest.mark.parametrize(
    "place", ["", "hall/", "hall/?view=positions", "map/", "steps/", "calendar.ics"]
)
def test_who_sees_a_fair_in_which_state(client, organiser, role, state, place):
    fair = make_fair(organiser, state=state)
    fair.co_organisers.add(make_organiser())
    if user := person(role, fair):
        client.force_login(user)
    sees = state != FairState.DRAFT or role in ("organiser", "co-organiser")
    assert client.get(f"/fairs/{fair.key}/{place}").status_code == (200 if sees else 404)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("closed", "这场招聘会已经结束。岗位留在这里供您查看"),
        ("archived", "这场招聘会已经结束并归档"),
    ],
)
def test_a_fair_that_is_over_says_so_on_every_page(client, organiser, state, sentence):
    fair = make_fair(organiser, state=state)
    position = make_position(make_booth(fair))
    for path in (
        f"/fairs/{fair.key}/",
        f"/fairs/{fair.key}/hall/",
        f"/fairs/{fair.key}/map/",
        f"/booths/{position.booth.key}/",
        f"/positions/{position.key}/",
    ):
        assert sentence in words_of(client.get(path))


def test_the_page_says_how_to_come_and_what_nobody_has_checked(client, organiser):
    fair = make_fair(organiser)
    venue = fair.venue
    venue.step_free, venue.step_free_note = "yes", "正门坡道"
    venue.transport, venue.phone = "坐一号线。", "0592-1234567"
    venue.save()
    page = words_of(client.get(f"/fairs/{fair.key}/"))
    for words in (
        "坐一号线",
        "无台阶通道：有",
        "正门坡道",
        "安静休息室：尚未核实",
        'href="tel:0592-1234567"',
        "有手语翻译。",
    ):
        assert words in page


def test_an_online_fair_has_no_way_to_come(client, organiser):
    fair = make_fair(organiser, mode=Mode.ONLINE)
    page = words_of(client.get(f"/fairs/{fair.key}/"))
    assert "在网上。到时间打开展厅就行" in page
    assert "怎么来" not in page


def test_standing_announcements_urgent_ones_first(client, fair, organiser):
    desk = make_organiser_user(organiser)
    announce(desk, fair=fair, title="电梯检修", is_urgent=True)
    taken_back = announce(desk, fair=fair, title="写错了的公告")
    announce(desk, fair=fair, title="欢迎各位")
    withdraw_announcement(desk, announcement=taken_back)
    page = words_of(client.get(f"/fairs/{fair.key}/"))
    assert page.index("电梯检修") < page.index("欢迎各位")
    assert "写错了的公告" not in page


def test_the_calendar_file_holds_every_session(client, fair):
    from icalendar import Calendar

    response = client.get(f"/fairs/{fair.key}/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    session = fair.sessions.get()
    assert [event["DTSTART"].dt for event in events] == [session.starts_at.replace(microsecond=0)]
    assert [event["DTEND"].dt for event in events] == [session.ends_at.replace(microsecond=0)]
    assert events[0]["SUMMARY"] == "春风招聘会"
    assert fair.key in events[0]["URL"]
    assert fair.venue.name in events[0]["LOCATION"]


def test_in_english_names_are_english_and_chinese_is_marked(client, fair, booth, position):
    client.cookies["django_language"] = "en"
    page = words_of(client.get(f"/fairs/{fair.key}/hall/"))
    assert '<html lang="en"' in page
    assert "Egret Isle Foods" in page
    assert "Nobody is there now, leave a message" in page
    assert "Spring Breeze Fair" in words_of(client.get("/"))
    other = make_fair(fair.organiser, name="只有中文名")
    assert '<h1 lang="zh-Hans-CN">只有中文名' in words_of(client.get(f"/fairs/{other.key}/"))


@pytest.mark.parametrize("path", ["/", "/fairs/", "/fairs/?when=past"])
def test_lists_ask_as_often_for_three_fairs_as_for_one(
    client, organiser, path, django_assert_num_queries
):
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(3):
        for state in (FairState.OPEN, FairState.PUBLISHED, FairState.CLOSED):
            make_position(make_booth(make_fair(organiser, state=state)))
        caches["fragments"].clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[-1]


def test_notes_on_the_venue_are_said_in_english_where_they_are_written_so(client, fair):
    Venue.objects.filter(pk=fair.venue_id).update(
        step_free_note="东门有坡道。",
        step_free_note_en="Ramp at the east gate.",
        parking_note="四个",
    )
    page = client.get(f"/fairs/{fair.key}/", headers={"accept-language": "en"}).content.decode()
    assert "<span>Ramp at the east gate.</span>" in page
    assert '<span lang="zh-Hans-CN">四个</span>' in page
