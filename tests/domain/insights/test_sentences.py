"""What figures say in words: one is said as one, in English too."""

import pytest
from django.utils.translation import override

from jobfair.attendance.services import arrive_online
from jobfair.insights.figures import figures_of
from jobfair.insights.sentences import over_time, sentence
from jobfair.insights.units import Unit, counted, unit_words
from tests.factories import make_booth, make_open_fair, make_position
from tests.factories.intents import make_mutual

NUMBERS = ("fairs", "online", "employers", "openings", "people", "mutual_people")


CHINESE = (
    "本场招聘会共有 1 家用人单位参会，提供 1 个工种、1 个岗位，招聘 1 人；"
    "1 人参会；达成初步意向 1 人。"
)
ENGLISH = (
    "1 employer took part in this fair with 1 job type, 1 position and 1 opening; "
    "1 person came; 1 person reached mutual interest."
)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("zh-hans", CHINESE), ("en", ENGLISH)])
def test_a_fair_with_one_of_each_is_told_of_one(language, said):
    fair = make_open_fair(mode="online")
    position = make_position(make_booth(fair), headcount=1, headcount_max=None)
    _intent, jobseeker, _rep = make_mutual(position)
    arrive_online(jobseeker, fair=fair)
    with override(language):
        assert sentence(figures_of(fair)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "2026: 1 fair, 1 of them online; 1 employer with 1 opening; 1 person came, 1 person"),
        (1234, "2026: 1,234 fairs, 1,234 of them online; 1,234 employers with 1,234 openings; "),
    ],
)
def test_a_year_of_one_is_told_of_one(number, said):
    with override("en"):
        assert over_time("2026", dict.fromkeys(NUMBERS, number)).startswith(said)


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_its_word_for_one(unit):
    with override("en"):
        assert counted(unit, 1) != counted(unit, 2).replace("2", "1")
        assert unit_words(unit) == unit_words(unit, 0) == unit_words(unit, 2)
    assert unit_words(unit, 1) == unit_words(unit, 2)
