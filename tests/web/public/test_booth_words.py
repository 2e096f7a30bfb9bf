"""Where a booth stands, in words: every state, and when the words may turn false."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from jobfair.booths.models import Booth
from jobfair.fairs.models import Fair, FairState, Session
from jobfair.web.booth_words import BoothWords, booth_words, next_change, promised

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten in the morning in Xiamen
HOUR = timedelta(hours=1)


def fair_in(state):
    return Fair(state=state, starts_at=NOW - HOUR, ends_at=NOW + 30 * HOUR)


def session(start, end):
    return Session(starts_at=NOW + start, ends_at=NOW + end)


def booth_at(fair, sessions=(), **fields):
    booth = Booth(fair=fair, **fields)
    booth._prefetched_objects_cache = {"sessions": list(sessions)}
    return booth


MORNING = session(-HOUR, 1.5 * HOUR)
TOMORROW = session(23 * HOUR, 25 * HOUR)
HOURS = "承诺在场：今天 上午9点到11点30分、11月24日 星期二 上午9点到11点"


@pytest.mark.parametrize(
    ("state", "fields", "expected"),
    [
        ("open", {"staffed_until": NOW + HOUR}, BoothWords("open", "现在有招聘人员，有空", HOURS)),
        ("open", {}, BoothWords("closed", "现在没有招聘人员，可以留言", HOURS)),
        ("open", {"staffed_until": NOW}, BoothWords("closed", "现在没有招聘人员，可以留言", HOURS)),
        (
            "open",
            {"staffed_until": NOW + HOUR, "away_until": NOW + HOUR / 2},
            BoothWords("away", "暂时离开，上午10点30分回来", HOURS),
        ),
        (
            "open",
            {"staffed_until": NOW + HOUR, "away_until": NOW - HOUR},
            BoothWords("open", "现在有招聘人员，有空", HOURS),
        ),
        (
            "open",
            {"staffed_until": NOW + HOUR, "waiting": 3},
            BoothWords("busy", "现在有招聘人员，3 人在等回复", HOURS),
        ),
        ("open", {"waiting": 3}, BoothWords("closed", "现在没有招聘人员，可以留言", HOURS)),
        ("draft", {}, BoothWords("published", "招聘会还没有开始", HOURS)),
        (
            "published",
            {"staffed_until": NOW + HOUR},
            BoothWords("published", "招聘会还没有开始", HOURS),
        ),
        ("closed", {"staffed_until": NOW + HOUR}, BoothWords("closed", "招聘会已结束", "")),
        ("archived", {}, BoothWords("closed", "招聘会已结束", "")),
    ],
)
def test_the_state_of_a_booth_in_words(state, fields, expected):
    booth = booth_at(fair_in(state), [TOMORROW, MORNING], **fields)
    assert booth_words(booth, NOW) == expected


def test_every_state_of_a_fair_is_in_the_table():
    assert set(FairState.values) == {"draft", "published", "open", "closed", "archived"}


def test_a_return_on_another_day_names_the_day():
    booth = booth_at(fair_in("open"), away_until=NOW + 20 * HOUR)
    assert booth_words(booth, NOW).text == "暂时离开，11月24日 星期二 上午6点回来"


def test_in_english():
    booth = booth_at(fair_in("open"), [MORNING], away_until=NOW + HOUR / 2)
    with translation.override("en"):
        words = booth_words(booth, NOW)
    assert words.text == "Away, back at 10:30 am"
    assert words.hours == "Promised hours: today 9 am to 11:30 am"


def test_promises_already_kept_are_left_out_and_many_are_counted():
    fair = fair_in("open")
    days = [session(24 * n * HOUR, (24 * n + 1) * HOUR) for n in range(5)]
    words = promised([session(-3 * HOUR, -2 * HOUR), *days], fair, NOW)
    assert words.startswith("今天 上午10点到11点、11月24日")
    assert words.endswith("等 5 场")
    assert promised([], fair, NOW) == ""


@pytest.mark.parametrize(
    ("sessions", "fields", "expected"),
    [
        ((), {}, NOW + 14 * HOUR),  # midnight in Xiamen
        ((MORNING,), {}, NOW + 1.5 * HOUR),
        ((MORNING,), {"staffed_until": NOW + HOUR}, NOW + HOUR),
        ((MORNING,), {"away_until": NOW + HOUR / 2, "staffed_until": NOW + HOUR}, NOW + HOUR / 2),
        ((MORNING,), {"staffed_until": NOW - HOUR}, NOW + 1.5 * HOUR),
    ],
)
def test_when_the_words_may_turn_false(sessions, fields, expected):
    fair = fair_in("open")
    assert next_change(fair, [booth_at(fair, sessions, **fields)], NOW) == expected
