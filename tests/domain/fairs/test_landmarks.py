"""The entrance and the service desk, and the way through the hall that begins there."""

import pytest

from jobfair.booths.models import Booth
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.floor import walk
from jobfair.fairs.models import Mode
from jobfair.fairs.services import (
    LandmarkPlan,
    ZonePlan,
    copy_fair,
    set_landmarks,
    set_zones,
)
from tests.factories import make_booth, make_fair, make_organiser, make_organiser_user, make_rep

pytestmark = pytest.mark.django_db

ENTRANCE = LandmarkPlan("entrance", "D", "back", " 东门 ", "East gate")
DESK = LandmarkPlan("service_desk", "A", "left")


@pytest.fixture
def fair():
    return make_fair()


@pytest.fixture
def boss(fair):
    return make_organiser_user(fair.organiser)


@pytest.fixture
def four_zones(boss, fair):
    """Two zones beside one another in two rows: A B, and C D behind them."""
    plans = [ZonePlan(code, "展区", places_per_row=4) for code in "ABCD"]
    return set_zones(boss, fair=fair, plans=plans)


def way(fair):
    return [zone.code for zone in fair.zones.order_by("walk")]


def test_the_landmarks_are_exactly_what_was_asked_for(boss, fair, four_zones):
    set_landmarks(boss, fair=fair, plans=[ENTRANCE, DESK])
    entrance, desk = fair.landmarks.all()
    assert (entrance.zone.code, entrance.side, entrance.name) == ("D", "back", "东门")
    assert (desk.kind, desk.zone.code) == ("service_desk", "A")
    set_landmarks(boss, fair=fair, plans=[])
    assert not fair.landmarks.exists()


def test_one_walks_from_the_entrance_to_what_is_next(boss, fair, four_zones):
    set_landmarks(boss, fair=fair, plans=[ENTRANCE])
    assert way(fair) == ["D", "B", "A", "C"]
    set_landmarks(boss, fair=fair, plans=[DESK])
    assert {zone.walk for zone in fair.zones.all()} == {0}


def test_every_zone_is_walked_through_once(four_zones):
    for first in four_zones:
        found = walk(four_zones, first)
        assert found[0] == first
        assert sorted(zone.code for zone in found) == ["A", "B", "C", "D"]


def test_booths_stand_in_walking_order_and_those_without_a_place_last(boss, fair, four_zones):
    a, _b, _c, d = four_zones
    booths = [
        make_booth(fair, zone=None, number=None),
        make_booth(fair, zone=a, number=1),
        make_booth(fair, zone=d, number=1),
    ]
    set_landmarks(boss, fair=fair, plans=[ENTRANCE])
    assert list(Booth.objects.in_walking_order()) == booths[::-1]


def test_the_way_follows_the_zones(boss, fair, four_zones):
    set_landmarks(boss, fair=fair, plans=[ENTRANCE])
    kept = [ZonePlan(zone.code, zone.name, id=zone.pk) for zone in four_zones[2:]]
    set_zones(boss, fair=fair, plans=kept)
    assert way(fair) == ["D", "C"]
    set_zones(boss, fair=fair, plans=kept[:1])
    assert not fair.landmarks.exists()


@pytest.mark.parametrize(
    ("plans", "code"),
    [
        ([LandmarkPlan("entrance", "Z", "front")], "zone_unknown"),
        ([LandmarkPlan("entrance", "A", "above")], "landmark_side"),
        ([LandmarkPlan("lift", "A", "front")], "landmark_kind"),
        ([DESK, DESK], "landmark_kind"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(boss, fair, four_zones, plans, code):
    set_landmarks(boss, fair=fair, plans=[ENTRANCE])
    with pytest.raises(Invalid, match=code):
        set_landmarks(boss, fair=fair, plans=plans)
    assert [each.kind for each in fair.landmarks.all()] == ["entrance"]


def test_an_online_fair_has_no_door(boss):
    online = make_fair(mode=Mode.ONLINE)
    with pytest.raises(Conflict, match="fair_online"):
        set_landmarks(make_organiser_user(online.organiser), fair=online, plans=[DESK])


def test_those_who_help_the_fair_set_them_and_nobody_else(fair):
    partner = make_organiser()
    fair.co_organisers.add(partner)
    set_landmarks(make_organiser_user(partner), fair=fair, plans=[DESK])
    with pytest.raises(NotAllowed):
        set_landmarks(make_rep(make_booth(fair).employer), fair=fair, plans=[])


def test_a_copy_of_the_fair_has_them_too(boss, fair, four_zones):
    set_landmarks(boss, fair=fair, plans=[ENTRANCE, DESK])
    copy = copy_fair(boss, fair=fair, name="下一场", starts_at=fair.ends_at)
    copied = [(each.kind, each.zone.code, each.side, each.name) for each in copy.landmarks.all()]
    assert copied == [("entrance", "D", "back", "东门"), ("service_desk", "A", "left", "")]
    assert all(each.zone.fair == copy for each in copy.landmarks.all())
    assert way(copy) == ["D", "B", "A", "C"]
