"""The live board: what to do now with its buttons, the figures, and few questions for any size."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.insights.figures import figures_of
from jobfair.watch.models import Alert, Kind
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
)
from tests.factories.intents import make_mutual

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
    return client.get(reverse(name, args=[fair.pk])).content.decode()


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


def test_after_the_fair_it_stands_still(client, fair, organiser):
    fair.state = "closed"
    fair.save()
    text = board(client, fair)
    assert 'data-live=""' in text
    assert "现在要做的事" not in text
    assert "还没有人表示意向。" in text


def test_it_is_for_those_who_help_the_fair(client, fair):
    client.force_login(make_jobseeker())
    for name in ("web:desk_board", "web:desk_board_part", "web:desk_wall", "web:desk_wall_part"):
        assert client.get(reverse(name, args=[fair.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_ten_questions_for_any_size(client, fair, organiser, django_assert_num_queries, rows):
    for _row in range(rows):
        intent, _jobseeker, _rep = make_mutual(make_position(make_booth(fair)))
        Alert.objects.create(fair=fair, booth=intent.booth, kind=Kind.SILENT, since=timezone.now())
    with django_assert_num_queries(10):
        board(client, fair)


def test_it_is_read_once_for_all_who_look_in_the_same_second(
    client, fair, organiser, django_assert_num_queries, monkeypatch
):
    now = timezone.now().replace(microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    board(client, fair)
    with django_assert_num_queries(6):
        board(client, fair)


@pytest.mark.parametrize("name", ["web:desk_wall", "web:desk_wall_part"])
def test_the_wall_shows_figures_and_neither_names_nor_controls(client, fair, organiser, name):
    intent, _jobseeker, _rep = make_mutual(make_position(make_booth(fair)))
    text = board(client, fair, name)
    shown = re.findall(r'wall__number">(\d+)<', text)
    assert shown == ["0", "0", "0", "1"]
    assert not re.search(r"<(a|button|form|input)\b", text)
    assert str(intent.person) not in text
    assert str(intent.booth.employer) not in text
