"""The live board: what to do now with its buttons, the figures, and few questions for any size."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.models import Membership
from jobfair.accounts.roles import Role
from jobfair.attendance.services import arrive_online
from jobfair.insights.figures import figures_of
from jobfair.intents.counts import quarter
from jobfair.intents.models import Change, Ledger
from jobfair.watch.models import Alert, Kind
from jobfair.web.board_parts import EVERY, HOLDS
from jobfair.web.views.organiser import board as views
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_position,
)
from tests.factories.intents import make_mutual
from tests.web.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_open_fair()


@pytest.fixture
def organiser(client, fair):
    user = make_organiser_user(fair.organiser)
    client.force_login(user)
    return user


def board(client, fair, name="web:desk_board"):
    return words_of(client.get(reverse(name, args=[fair.pk])))


@pytest.mark.parametrize("name", ["web:desk_board", "web:desk_board_part"])
def test_it_says_the_moment_and_shows_the_figures_of_the_ledger(client, fair, organiser, name):
    make_mutual(make_position(make_booth(fair)))
    text = board(client, fair, name)
    assert "1 人达成初步意向。1 个展位里" in text
    assert "现在没有要您处理的展位。" in text
    shown = dict(re.findall(r'data-count="(\w+)">(\d+)<', text))
    figures = figures_of(fair)
    assert len(shown) == 8
    assert {key: int(number) for key, number in shown.items()} == {
        key: figures[key].number for key in shown
    }
    assert f'data-number="{figures.number}"' in text
    assert "从参会到面试" in text
    assert "1 组有意向，其中 1 组双方都有。" in text


def test_what_is_to_be_done_stands_with_its_buttons_and_they_lead_back(client, fair, organiser):
    alert = Alert.objects.create(
        fair=fair, booth=make_booth(fair), kind=Kind.UNSTAFFED, since=timezone.now()
    )
    text = board(client, fair)
    assert "有 1 件事要您处理。" in text
    (known,) = re.findall(r'formaction="([^"]+/known/)"', text)
    answer = client.post(known, {"from": "board"})
    assert answer.url == reverse("web:desk_board", args=[fair.pk]) + "#now"
    alert.refresh_from_db()
    assert alert.known_by == organiser
    assert "说已经在处理。" in board(client, fair)


@pytest.mark.parametrize(("state", "is_drawn"), [("closed", True), ("open", False)])
def test_what_was_recorded_long_ago_is_told_all_the_same(client, fair, organiser, state, is_drawn):
    """Half a day after the end, and on the second morning before anybody has come."""
    make_mutual(make_position(make_booth(fair)))
    fair.state = state
    fair.save()
    Change.objects.update(quarter=quarter(timezone.now() - timedelta(hours=13)))
    text = board(client, fair)
    assert "还没有人表示意向。" not in text
    assert "1 组有意向，其中 1 组双方都有。" in text
    assert "每小时增加的组数" in text
    assert ('class="curve__end' in text) == is_drawn


def test_counts_that_were_not_found_again_are_said_to_be_so(client, fair, organiser):
    make_mutual(make_position(make_booth(fair)))
    said = "意向的数最近一次核对没有对上"
    report = reverse("web:desk_fair_report", args=[fair.pk])
    assert said not in words_of(client.get(report))
    Ledger.objects.update(differs=True)
    assert said in board(client, fair, "web:desk_board_part")
    assert said in words_of(client.get(report))


def test_before_the_first_intent_it_says_so(client, fair, organiser):
    assert "还没有人表示意向。" in board(client, fair)


def test_after_the_fair_it_stands_still(client, fair, organiser):
    make_booth(fair, zone=fair.zones.create(code="B", name="东区"), number=1)
    fair.state = "closed"
    fair.save()
    text = board(client, fair)
    assert 'data-live=""' in text
    assert "现在要做的事" not in text
    assert not re.search("有人在展位|现在没有人|展厅里谁在忙", text)
    assert "还没有人表示意向。" in text


def test_it_is_for_those_who_help_the_fair(client, fair):
    client.force_login(make_jobseeker())
    for name in ("web:desk_board", "web:desk_board_part", "web:desk_wall", "web:desk_wall_part"):
        assert client.get(reverse(name, args=[fair.pk])).status_code == 404


def with_booths(fair, rows):
    for _row in range(rows):
        intent, _jobseeker, _rep = make_mutual(make_position(make_booth(fair)))
        Alert.objects.create(fair=fair, booth=intent.booth, kind=Kind.SILENT, since=timezone.now())


@pytest.mark.parametrize("rows", [1, 3])
def test_eight_questions_for_any_size(client, fair, organiser, django_assert_num_queries, rows):
    with_booths(fair, rows)
    with django_assert_num_queries(8):
        board(client, fair)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_co_organiser_asks_besides_whether_the_fair_is_theirs(
    client, fair, django_assert_num_queries, rows
):
    with_booths(fair, rows)
    beside = make_organiser()
    fair.co_organisers.add(beside)
    client.force_login(make_organiser_user(beside))
    with django_assert_num_queries(9):
        assert f"{rows} 个展位里" in board(client, fair)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_wall_asks_the_same_for_any_size_and_once_for_all_who_look(
    client, fair, organiser, django_assert_num_queries, monkeypatch, rows
):
    now = timezone.now().replace(microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with_booths(fair, rows)
    with django_assert_num_queries(7):
        board(client, fair, "web:desk_wall_part")
    with django_assert_num_queries(3):
        board(client, fair, "web:desk_wall_part")


def test_the_kept_frame_is_nobodys(client, fair, organiser):
    """Neither what waits for somebody else nor their token stands in it."""
    colleague, token = make_organiser_user(fair.organiser), r'csrfmiddlewaretoken" value="(\w+)"'
    (first,) = re.findall(token, board(client, fair))
    make_booth(other := make_open_fair())
    Membership.objects.create(user=colleague, role=Role.ORGANISER, organiser=other.organiser)
    booth = other.booths.get()
    Alert.objects.create(fair=other, booth=booth, kind=Kind.UNSTAFFED, since=timezone.now())
    client.force_login(colleague)
    text = board(client, fair)
    assert "工作台（1 个展位要处理）" in text
    assert re.findall(token, text) != [first]
    assert "@token@" not in text
    assert "@part@" not in text
    client.force_login(organiser)
    assert "个展位要处理" not in board(client, fair)


def test_the_plan_says_of_each_place_whose_it_is_and_who_waits(client, fair, organiser):
    zone = fair.zones.create(code="B", name="东<区>", rows=2, places_per_row=2)
    for number, waiting in ((1, 0), (4, 3)):
        booth = make_booth(fair, zone=zone, number=number)
        until = timezone.now() + timedelta(hours=1)
        type(booth).objects.filter(pk=booth.pk).update(staffed_until=until, waiting=waiting)
    text = board(client, fair)
    last = re.escape(reverse("web:booth", args=[booth.pk]))
    assert re.search(rf'<a href="{last}" aria-label="B04 {booth.employer}，3 人在等">', text)
    assert 'aria-label="B 东&lt;区&gt;"' in text
    drawn = re.search(r'role="group".*?</svg>', text).group()
    assert re.findall(r"translate\(([^)]+)\)", drawn) == ["-76 6", "82", "-76 68", "164"]


def test_it_is_read_once_for_all_who_look_in_the_same_second(
    client, fair, organiser, django_assert_num_queries, monkeypatch
):
    now = timezone.now().replace(microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    board(client, fair)
    with django_assert_num_queries(4):
        board(client, fair)


def test_each_watcher_is_told_when_it_is_drawn_anew(client, fair, organiser, monkeypatch):
    """Whoever comes while a board stands waits no longer for the next than the first one."""
    now = timezone.now().replace(microsecond=0)
    position = make_position(make_booth(fair))
    monkeypatch.setattr(timezone, "now", lambda: now)
    part = reverse("web:desk_board_part", args=[fair.pk])

    def shown():
        answer = client.get(part)
        (number,) = re.findall(r'data-count="mutual_people">(\d+)<', answer.content.decode())
        return int(number), timedelta(milliseconds=int(answer.headers["Next-In"]))

    assert shown() == (0, EVERY)
    make_mutual(position)
    now += EVERY / 5
    assert shown() == (0, EVERY * 4 / 5)
    now += EVERY * 4 / 5
    assert shown() == (1, EVERY)


def test_who_asks_for_it_at_once_sees_what_is_true_now(client, fair, organiser, monkeypatch):
    now = timezone.now().replace(microsecond=0)
    position = make_position(make_booth(fair))
    monkeypatch.setattr(timezone, "now", lambda: now)
    part = reverse("web:desk_board_part", args=[fair.pk])
    shown = 'data-count="mutual_people">{}<'
    for number in (0, 1, 2):
        assert shown.format(number) in client.get(f"{part}?now").content.decode()
        make_mutual(position)


def test_a_zone_is_drawn_anew_only_when_something_in_it_has_changed(
    client, fair, organiser, monkeypatch
):
    zones = [fair.zones.create(code=code, name=code) for code in "XY"]
    booth, _other = [make_booth(fair, zone=zone, number=1) for zone in zones]
    drawn, draw = [], views.picture_of
    monkeypatch.setattr(
        views, "picture_of", lambda zone, its: drawn.append(zone.code) or draw(zone, its)
    )
    part = reverse("web:desk_board_part", args=[fair.pk]) + "?now"
    client.get(part)
    assert drawn == ["X", "Y"]
    make_mutual(make_position(booth))
    assert "1 组有意向" in words_of(client.get(part))
    assert drawn == ["X", "Y"]
    until = timezone.now() + timedelta(hours=1)
    type(booth).objects.filter(pk=booth.pk).update(staffed_until=until, waiting=2)
    make_mutual(make_position(booth))
    assert f"X01 {booth.employer}，2 人在等" in words_of(client.get(part))
    assert drawn == ["X", "Y", "X"]


def test_visits_and_conversations_are_read_again_after_a_while(
    client, fair, organiser, monkeypatch, django_assert_num_queries
):
    now = timezone.now().replace(microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    position = make_position(make_booth(fair))
    part = reverse("web:desk_board_part", args=[fair.pk]) + "?now"
    with django_assert_num_queries(7):
        client.get(part)
    _intent, jobseeker, _rep = make_mutual(position)
    arrive_online(jobseeker, fair=fair)
    with django_assert_num_queries(6):
        assert 'data-count="mutual_people">1<' in client.get(part).content.decode()
    now += HOLDS
    assert 'data-count="visits_online">1<' in client.get(part).content.decode()


@pytest.mark.parametrize("name", ["web:desk_wall", "web:desk_wall_part"])
def test_the_wall_shows_figures_and_neither_names_nor_controls(client, fair, organiser, name):
    intent, _jobseeker, _rep = make_mutual(make_position(make_booth(fair)))
    text = board(client, fair, name)
    shown = re.findall(r'wall__number">(\d+)<', text)
    assert shown == ["0", "0", "0", "1"]
    assert not re.search(r"<(a|button|form|input)\b", text)
    assert str(intent.person) not in text
    assert str(intent.booth.employer) not in text
