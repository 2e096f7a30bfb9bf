"""Each wish lets exactly the fitting positions through."""

import pytest

from jobfair.booths.models import Position
from jobfair.booths.search import Wishes
from tests.factories import make_booth, make_fair, make_position

pytestmark = pytest.mark.django_db

DEMANDS = {
    "posture": ("sitting", "standing"),
    "telephone": ("none", "often"),
    "noise": ("quiet", "loud"),
    "stairs": ("none", "some"),
    "lifting": ("none", "heavy"),
    "sight": ("screen", "detail"),
    "hands": ("coarse", "fine"),
    "shift": ("day", "night"),
    "workplace": ("remote", "onsite"),
}


def titles(**wishes):
    return sorted(Wishes(**wishes).among(Position.objects.all()).values_list("title", flat=True))


@pytest.fixture
def booth():
    return make_booth(make_fair())


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_demand_lets_the_wished_words_through(booth, demand):
    wished, other = DEMANDS[demand]
    make_position(booth, title="合", **{demand: wished})
    make_position(booth, title="不合", **{demand: other})
    if demand != "workplace":
        make_position(booth, title="没说", **{demand: ""})
    assert titles(**{demand: (wished,)}) == ["合"]
    assert titles(**{demand: (wished, other)}) == ["不合", "合"]


def test_job_type_and_district(booth):
    make_position(booth, title="一", job_type="保洁", district="思明区")
    make_position(booth, title="二", job_type="保安", district="湖里区")
    assert titles(job_type="保洁") == ["一"]
    assert titles(district="湖里区") == ["二"]
    assert titles(job_type="保洁", district="湖里区") == []


def test_pay_is_what_a_month_pays_at_the_least(booth):
    make_position(booth, title="够", pay_min=3000, pay_max=3000)
    make_position(booth, title="不一定够", pay_min=2500, pay_max=4000)
    make_position(booth, title="面议", pay_negotiable=True, pay_min=None, pay_max=None)
    make_position(booth, title="按件", pay_min=4000, pay_max=4000, pay_unit="piece")
    assert titles(pay_min=3000) == ["够"]


def test_every_wished_provision_must_be_there(booth):
    make_position(booth, title="都有", provisions=["lift", "meals", "shuttle"])
    make_position(booth, title="有一样", provisions=["lift"])
    assert titles(provisions=("lift", "meals")) == ["都有"]
    assert titles(provisions=("lift",)) == ["有一样", "都有"]


def test_no_wish_is_no_filter(booth):
    make_position(booth, title="一")
    assert not Wishes()
    assert titles() == ["一"]
    assert Wishes(text="x")
