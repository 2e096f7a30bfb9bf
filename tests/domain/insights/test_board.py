"""The board's numbers are the registry's, its curve ends where they stand, and it asks seldom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.attendance.services import arrive_online
from jobfair.booths.models import Booth
from jobfair.booths.presence import Presence
from jobfair.insights.board import WANTED, Board, heard_of
from jobfair.insights.board import board_of as read_board
from jobfair.insights.figures import figures_of
from jobfair.intents.steps import Step
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_position
from tests.factories.intents import make_mutual, make_stand, step
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


def board_of(fair, now=None) -> Board:
    return read_board(fair, heard_of(fair), now)


def test_an_empty_fair_has_an_empty_board():
    board = board_of(make_open_fair())
    assert set(board.numbers.values()) == {0}
    assert (board.number, board.quarters, board.booths, board.alerts) == (0, [], [], [])


def test_every_number_is_the_figure_of_that_name():
    intent, jobseeker, _rep = make_mutual()
    position = make_position(intent.booth)
    step(make_jobseeker(), position, Step.INTERESTED)
    arrive_online(jobseeker, fair=intent.fair)
    talk, asking, _answering = make_talk(make_booth(intent.fair))
    say(asking, talk)
    board, figures = board_of(intent.fair), figures_of(intent.fair)
    shared = board.numbers.keys() & figures.values.keys()
    assert len(shared) > 10
    assert {key: board.numbers[key] for key in shared} == {
        key: figures[key].number for key in shared
    }
    assert board.number == figures.number
    assert board.numbers["wanted"] == sum(board.numbers[name] for name in WANTED) == 2


def test_what_is_new_is_counted_from_the_last_whole_quarter_of_an_hour():
    position, jobseeker, _rep = make_stand()
    fair = position.booth.fair
    step(jobseeker, position, Step.INTERESTED)
    arrive_online(jobseeker, fair=fair)
    now = timezone.now()
    board = board_of(fair, now)
    assert timedelta(minutes=15) <= now - board.since < timedelta(minutes=30)
    assert (board.gained["jobseeker_only"], board.gained["visits_online"]) == (1, 1)
    later = board_of(fair, now + timedelta(minutes=30))
    assert set(later.gained.values()) == {0}
    assert later.numbers == board.numbers


def test_the_curve_ends_where_the_ledger_stands():
    position, jobseeker, _rep = make_stand()
    step(jobseeker, position, Step.INTERESTED)
    step(jobseeker, position, Step.WITHDRAWN)
    step(make_jobseeker(), position, Step.INTERESTED)
    board = board_of(position.booth.fair)
    assert (board.quarters[-1].wanted, board.quarters[-1].mutual) == (1, 0)
    assert board.numbers["wanted"] == 1


def test_booths_stand_in_walking_order_with_who_is_there_and_who_waits():
    fair, now = make_open_fair(), timezone.now()
    quiet, busy = make_booth(fair), make_booth(fair)
    make_booth(fair, published_at=None)
    Booth.objects.filter(pk=busy.pk).update(staffed_until=now + timedelta(hours=1), waiting=2)
    board = board_of(fair, now)
    assert [one.pk for one in board.booths] == [quiet.pk, busy.pk]
    assert board.in_state(Presence.BUSY)[0].waiting == board.waiting == 2
    assert board.in_state(Presence.CLOSED)[0].pk == quiet.pk


@pytest.mark.parametrize("booths", [1, 3])
def test_it_asks_the_same_few_questions_for_any_size(booths, django_assert_num_queries):
    fair = make_open_fair()
    for _booth in range(booths):
        make_mutual(make_position(make_booth(fair)))
    with django_assert_num_queries(5):
        board_of(fair)
