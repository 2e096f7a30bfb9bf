from datetime import timedelta

import pytest

from jobfair.booths.services import add_booth
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs import services
from jobfair.fairs.models import FairState
from tests.factories import (
    make_booth,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_venue,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


@pytest.fixture
def fair(organiser):
    return make_fair(organiser)


def plan_of(session, **changes):
    facts = {"starts_at": session.starts_at, "ends_at": session.ends_at, "id": session.pk}
    return services.SessionPlan(**(facts | changes))


@pytest.mark.parametrize("days", [-30, -1, 1, 30])
def test_a_fair_and_its_sessions_move_together(boss, fair, days):
    (session,) = fair.sessions.all()
    start, end = fair.starts_at + days * DAY, fair.ends_at + days * DAY
    plan = plan_of(session, starts_at=session.starts_at + days * DAY, ends_at=start + HOUR)
    moved = services.set_times(boss, fair=fair, starts_at=start, ends_at=end, plans=[plan])
    assert (moved.starts_at, moved.ends_at) == (start, end)
    assert [(s.pk, s.starts_at) for s in fair.sessions.all()] == [(session.pk, start)]


def test_two_sessions_may_change_places(boss, fair):
    (first,) = fair.sessions.all()
    later = first.starts_at + 5 * HOUR
    services.set_sessions(
        boss, fair=fair, plans=[plan_of(first), services.SessionPlan(later, later + HOUR)]
    )
    second = fair.sessions.get(starts_at=later)
    services.set_sessions(
        boss,
        fair=fair,
        plans=[
            plan_of(second, starts_at=first.starts_at, ends_at=first.ends_at),
            plan_of(first, starts_at=later, ends_at=later + HOUR),
        ],
    )
    assert [s.pk for s in fair.sessions.all()] == [second.pk, first.pk]


def test_booths_keep_a_session_that_only_moves(boss, fair):
    booth = make_booth(fair)
    (session,) = fair.sessions.all()
    start = session.starts_at + HOUR
    services.set_sessions(boss, fair=fair, plans=[plan_of(session, starts_at=start)])
    assert [s.starts_at for s in booth.sessions.all()] == [start]


def test_a_session_outside_the_new_time_changes_nothing(boss, fair):
    (session,) = fair.sessions.all()
    with pytest.raises(Invalid, match="session_outside"):
        services.set_times(
            boss,
            fair=fair,
            starts_at=fair.starts_at + DAY,
            ends_at=fair.ends_at,
            plans=[plan_of(session)],
        )
    fair.refresh_from_db()
    assert fair.starts_at == session.starts_at


def test_registration_that_would_end_after_the_fair_is_refused(boss, fair):
    services.edit_fair(
        boss,
        fair=fair,
        registration_opens_at=fair.starts_at - DAY,
        registration_closes_at=fair.ends_at,
    )
    (session,) = fair.sessions.all()
    with pytest.raises(Invalid, match="registration_window"):
        services.set_times(
            boss,
            fair=fair,
            starts_at=fair.starts_at,
            ends_at=fair.ends_at - HOUR,
            plans=[plan_of(session)],
        )


def test_an_unknown_time_zone_is_refused(boss, fair):
    with pytest.raises(Invalid, match="time_zone"):
        services.edit_fair(boss, fair=fair, time_zone="Mars/Olympus")


@pytest.mark.parametrize("field", ["summary", "help_available", "contact_phone"])
@pytest.mark.parametrize(
    ("state", "refused"),
    [(FairState.DRAFT, False), (FairState.PUBLISHED, True), (FairState.OPEN, True)],
)
def test_a_published_fair_keeps_what_it_was_published_with(organiser, boss, field, state, refused):
    fair = make_fair(organiser, state=state)
    if refused:
        with pytest.raises(Invalid, match="fair_incomplete"):
            services.edit_fair(boss, fair=fair, **{field: " "})
    else:
        services.edit_fair(boss, fair=fair, **{field: " "})


def test_a_published_fair_keeps_a_session_and_a_zone(boss, fair):
    for change in (services.set_sessions, services.set_zones):
        with pytest.raises(Invalid, match="fair_incomplete"):
            change(boss, fair=fair, plans=[])


def test_the_venue_of_another_organiser_is_refused(boss, fair):
    with pytest.raises(Invalid, match="foreign_venue"):
        services.edit_fair(boss, fair=fair, venue=make_venue(make_organiser()))


def test_a_zone_keeps_its_booths_when_its_letter_changes(boss, fair):
    booth = make_booth(fair)
    (zone,) = fair.zones.all()
    services.set_zones(boss, fair=fair, plans=[services.ZonePlan("m", "制造", id=zone.pk)])
    booth.refresh_from_db()
    assert booth.place == "M01"


def test_two_zones_may_change_letters(boss, fair):
    services.set_zones(
        boss, fair=fair, plans=[services.ZonePlan("A", "制造"), services.ZonePlan("B", "服务")]
    )
    a, b = fair.zones.all()
    services.set_zones(
        boss,
        fair=fair,
        plans=[services.ZonePlan("B", "制造", id=a.pk), services.ZonePlan("A", "服务", id=b.pk)],
    )
    assert [(z.pk, z.code) for z in fair.zones.all()] == [(b.pk, "A"), (a.pk, "B")]


def test_a_zone_does_not_shrink_below_a_number_in_use(boss, fair):
    make_booth(fair, number=12)
    (zone,) = fair.zones.all()
    plan = services.ZonePlan("A", "制造", rows=1, places_per_row=10, id=zone.pk)
    with pytest.raises(Conflict, match="zone_too_small"):
        services.set_zones(boss, fair=fair, plans=[plan])


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (services.ZonePlan(" ", "制造"), "zone_code_missing"),
        (services.ZonePlan("B", "制造", rows=0), "zone_size"),
        (services.ZonePlan("B", "制造", places_per_row=51), "zone_size"),
    ],
)
def test_a_zone_that_cannot_be_is_refused(boss, fair, plan, code):
    with pytest.raises(Invalid, match=code):
        services.set_zones(boss, fair=fair, plans=[plan])


def test_a_second_venue_of_the_same_name_is_refused(organiser, boss):
    venue = make_venue(organiser)
    other = make_venue(organiser)
    with pytest.raises(Conflict, match="venue_exists"):
        services.add_venue(boss, organiser=organiser, name=venue.name, address="测试路 2 号")
    with pytest.raises(Conflict, match="venue_exists"):
        services.edit_venue(boss, venue=other, name=venue.name)


def test_a_co_organiser_sets_zones_but_not_times(fair):
    partner = make_organiser()
    fair.co_organisers.add(partner)
    helper = make_organiser_user(partner)
    services.set_zones(helper, fair=fair, plans=[services.ZonePlan("A", "新名")])
    with pytest.raises(NotAllowed):
        services.set_sessions(helper, fair=fair, plans=[])
    with pytest.raises(NotAllowed):
        add_booth(make_organiser_user(make_organiser()), fair=fair, employer=None)


@pytest.mark.parametrize("minutes", [0, 1441])
@pytest.mark.parametrize("field", ["word_minutes", "unstaffed_minutes", "answer_minutes"])
def test_minutes_that_make_no_sense_are_refused(boss, fair, field, minutes):
    with pytest.raises(Invalid, match="fair_minutes") as refusal:
        services.edit_fair(boss, fair=fair, **{field: minutes})
    assert set(refusal.value.fields) == {field}
