"""Which call is due when: plain rules about plain days."""

from datetime import date, timedelta

import pytest

from jobfair.intents.steps import Stage
from jobfair.outcomes.calls import Call, Due, Result, Tried, months_after, next_call

START = date(2026, 1, 31)


def due(stage, since, today, *made):
    return next_call(stage, since, made, today)


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (1, date(2026, 2, 28)),
        (3, date(2026, 4, 30)),
        (6, date(2026, 7, 31)),
        (12, date(2027, 1, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(months, day):
    assert months_after(START, months) == day


def test_after_an_offer_and_after_an_acceptance_somebody_asks():
    assert due(Stage.OFFERED, START, START) == Due(Call.ANSWER, START + timedelta(days=7))
    assert due(Stage.ACCEPTED, START, START) == Due(Call.START, START + timedelta(days=14))


def test_months_follow_one_another_and_end():
    one, three, six = (months_after(START, n) for n in (1, 3, 6))
    there = [Tried(Call.MONTH_1, one, Result.THERE), Tried(Call.MONTH_3, three, Result.THERE)]
    assert due(Stage.STARTED, START, START) == Due(Call.MONTH_1, one)
    assert due(Stage.STARTED, START, one, there[0]) == Due(Call.MONTH_3, three)
    assert due(Stage.STARTED, START, three, *there) == Due(Call.MONTH_6, six)
    assert due(Stage.STARTED, START, six, *there, Tried(Call.MONTH_6, six, Result.THERE)) is None


def test_of_several_full_months_only_the_newest_is_asked_about():
    assert due(Stage.STARTED, START, date(2026, 5, 20)).call == Call.MONTH_3


def test_who_was_not_reached_is_called_again_some_days_later():
    one = months_after(START, 1)
    again = due(Stage.STARTED, START, one, Tried(Call.MONTH_1, one, None))
    assert again == Due(Call.MONTH_1, one + timedelta(days=3), 1)


@pytest.mark.parametrize("stage", [Stage.LEFT, Stage.REFUSED, Stage.INTERVIEWED, Stage.NONE])
def test_nobody_is_called_about_what_has_ended_or_not_begun(stage):
    assert due(stage, START, date(2026, 5, 20)) is None


def test_who_left_another_place_is_not_called_again():
    left = Tried(Call.MONTH_1, months_after(START, 1), Result.LEFT)
    assert due(Stage.STARTED, START, date(2026, 5, 20), left) is None
