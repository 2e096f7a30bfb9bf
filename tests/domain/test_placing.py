from datetime import timedelta

import pytest

from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.booths.services import placing
from jobfair.common.errors import Conflict, NotAllowed
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Zone
from tests.factories import (
    make_booth,
    make_entrance,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
)

pytestmark = pytest.mark.django_db
NOWHERE = {"zone": None, "number": None, "published_at": None}


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


@pytest.fixture
def fair(organiser):
    fair = make_fair(organiser)
    fair.zones.update(rows=1, places_per_row=2)
    Zone.objects.create(fair=fair, code="B", name="服务", rows=1, places_per_row=2)
    return fair


def places_of(fair):
    return {booth.pk: booth.place for booth in Booth.objects.filter(fair=fair)}


def test_free_places_go_zone_by_zone_and_leave_out_what_is_taken(fair):
    make_booth(fair, number=2)
    assert [str(place) for place in services.free_places(fair)] == ["A01", "B01", "B02"]


def test_placing_all_fills_what_is_free_in_order_and_leaves_the_rest(fair, boss):
    standing = make_booth(fair, number=1)
    waiting = [make_booth(fair, **NOWHERE) for _ in range(4)]
    placed = services.place_all(boss, fair=fair)
    places = places_of(fair)
    assert placed == waiting[:3]
    assert [places[booth.pk] for booth in waiting] == ["A02", "B01", "B02", ""]
    assert places[standing.pk] == "A01"


def test_placing_all_refuses_when_the_plan_is_no_longer_what_was_shown(fair, boss):
    make_booth(fair, **NOWHERE)
    shown = [(booth.pk, str(place)) for booth, place in services.plan_places(fair)]
    make_booth(fair, number=1)
    with pytest.raises(Conflict, match="places_changed"):
        services.place_all(boss, fair=fair, expected=shown)
    assert services.place_all(boss, fair=fair, expected=[(shown[0][0], "A02")])


def test_undoing_takes_off_only_what_still_stands_there(fair, boss):
    first, second = (make_booth(fair, **NOWHERE) for _ in range(2))
    services.place_all(boss, fair=fair)
    zone = fair.zones.get(code="B")
    services.place_booth(boss, booth=second, zone=zone, number=2)
    standing = [(first.pk, "A01"), (second.pk, "A02")]
    assert services.clear_places(boss, fair=fair, standing=standing) == 1
    assert places_of(fair) == {first.pk: "", second.pk: "B02"}


def test_free_places_are_walked_from_the_entrance_on(fair):
    make_entrance(fair, zone=fair.zones.get(code="B"))
    fair.zones.filter(code="B").update(walk=1)
    fair.zones.filter(code="A").update(walk=2)
    assert [str(place) for place in services.free_places(fair)] == ["B01", "B02", "A01", "A02"]


def test_a_published_booth_moves_but_never_loses_its_place(fair, boss):
    booth = make_booth(fair, number=1)
    for take_off in (
        lambda: services.place_booth(boss, booth=booth, zone=None, number=None),
        lambda: services.clear_places(boss, fair=fair, standing=[(booth.pk, "A01")]),
    ):
        with pytest.raises(Conflict, match="booth_published") as refusal:
            take_off()
        assert "先撤下展位" in refusal.value.message
    assert services.place_booth(boss, booth=booth, zone=booth.zone, number=2).place == "A02"
    assert services.clear_places(boss, fair=fair, standing=[(booth.pk, "A01")]) == 0


@pytest.mark.parametrize("verb", ["place_booth", "place_all"])
def test_who_comes_to_a_place_at_the_same_moment_is_told(fair, boss, verb, monkeypatch):
    """The other booth is put there after this one was found to have room."""
    booth, holder = make_booth(fair, **NOWHERE), make_booth(fair, **NOWHERE)
    zone = fair.zones.get(code="A")
    stand = placing._stand

    def outrun(*args):
        Booth.objects.filter(pk=holder.pk).update(zone=zone, number=1)
        stand(*args)

    monkeypatch.setattr(placing, "_stand", outrun)
    asked = {
        "place_booth": lambda: services.place_booth(boss, booth=booth, zone=zone, number=1),
        "place_all": lambda: services.place_all(boss, fair=fair),
    }
    with pytest.raises(Conflict, match="place_taken") as refusal:
        asked[verb]()
    assert str(holder.employer) in refusal.value.message


def test_a_taken_place_names_who_holds_it(fair, boss):
    holder = make_booth(fair, number=1)
    booth = make_booth(fair, **NOWHERE)
    with pytest.raises(Conflict, match="place_taken") as refusal:
        services.place_booth(boss, booth=booth, zone=holder.zone, number=1)
    assert str(holder.employer) in refusal.value.message


def test_only_those_who_help_the_fair_place(fair):
    booth = make_booth(fair, **NOWHERE)
    for stranger in (make_user(), make_rep(booth.employer)):
        with pytest.raises(NotAllowed):
            services.place_all(stranger, fair=fair)
        with pytest.raises(NotAllowed):
            services.clear_places(stranger, fair=fair, standing=[])
        with pytest.raises(NotAllowed):
            services.place_booth(stranger, booth=booth, zone=fair.zones.first(), number=1)


@pytest.mark.parametrize("with_booths", [True, False])
def test_the_next_fair_begins_with_the_last_ones_booths_when_wanted(fair, boss, with_booths):
    booth = make_booth(fair, number=2)
    make_position(booth, provisions=["lift"])
    copy = services.repeat_fair(
        boss,
        fair=fair,
        name="下一场",
        starts_at=fair.starts_at + timedelta(days=30),
        with_booths=with_booths,
    )
    copied = [(b.place, b.employer, b.is_published) for b in copy.booths.all()]
    assert copied == ([("A02", booth.employer, False)] if with_booths else [])
    for position in [p for b in copy.booths.all() for p in b.positions.all()]:
        assert position.review_state == ReviewState.DRAFT
        assert position.provisions == ["有电梯"]
