from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs import services
from jobfair.fairs.models import Fair, FairState, Session
from tests.factories import (
    make_booth,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


def test_a_fair_opens_and_closes_on_time_and_only_once(organiser):
    fair = make_fair(organiser)
    assert services.tick(fair.starts_at - timedelta(seconds=1)) == []
    assert [step.after for step in services.tick(fair.starts_at)] == [FairState.OPEN]
    assert services.tick(fair.starts_at) == []
    assert [step.after for step in services.tick(fair.ends_at)] == [FairState.CLOSED]
    assert services.tick(fair.ends_at) == []
    assert [step.made_by for step in fair.steps.all()] == [None, None]


def test_a_fair_missed_by_the_clock_closes_without_opening(organiser):
    fair = make_fair(organiser)
    steps = services.tick(fair.ends_at + timedelta(days=1))
    assert [(step.before, step.after) for step in steps] == [("published", "closed")]


def test_a_fair_closed_by_hand_stays_closed(organiser, boss):
    fair = services.open_fair(boss, fair=make_fair(organiser))
    services.close_fair(boss, fair=fair)
    assert services.tick(fair.starts_at) == []
    fair.refresh_from_db()
    assert fair.state == FairState.CLOSED


def test_a_fair_past_its_end_cannot_be_opened(organiser, boss):
    fair = make_fair(organiser, starts_at=timezone.now() - timedelta(days=9))
    with pytest.raises(Conflict, match="fair_ended"):
        services.open_fair(boss, fair=fair)


def test_an_archived_fair_takes_no_further_step(organiser, boss):
    fair = make_fair(organiser, state=FairState.ARCHIVED)
    for step in (services.publish_fair, services.open_fair, services.close_fair):
        with pytest.raises(Conflict, match="fair_step_refused"):
            step(boss, fair=fair)


def test_an_incomplete_fair_is_not_published_and_says_what_is_missing(organiser, boss):
    fair = make_fair(organiser, state=FairState.DRAFT, contact_phone="")
    fair.sessions.all().delete()
    with pytest.raises(Invalid) as refusal:
        services.publish_fair(boss, fair=fair)
    assert refusal.value.fields.keys() == {"sessions", "contact_phone"}
    fair.refresh_from_db()
    assert fair.state == FairState.DRAFT


@pytest.mark.parametrize(
    "verb", [services.publish_fair, services.open_fair, services.close_fair, services.archive_fair]
)
def test_only_the_organiser_changes_the_state(verb, organiser):
    with pytest.raises(NotAllowed):
        verb(make_user(), fair=make_fair(organiser))


def test_every_public_change_counts_one_revision(organiser, boss):
    fair = make_fair(organiser)
    services.announce(boss, fair=fair, title="午休提前")
    fair.refresh_from_db()
    assert fair.revision == 1


def test_the_database_refuses_a_session_outside_its_fair(organiser):
    fair = make_fair(organiser)
    outside = Session(fair=fair, starts_at=fair.ends_at, ends_at=fair.ends_at + timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        outside.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Fair.objects.filter(pk=fair.pk).update(starts_at=fair.starts_at + timedelta(hours=1))


def test_sessions_keep_their_id_when_they_stay(organiser, boss):
    fair = make_fair(organiser)
    (kept,) = fair.sessions.all()
    later = kept.ends_at + timedelta(hours=2)
    services.set_sessions(
        boss,
        fair=fair,
        plans=[
            services.SessionPlan(later, later + timedelta(hours=1)),
            services.SessionPlan(kept.starts_at, kept.ends_at, name="上午场"),
        ],
    )
    assert [(s.pk == kept.pk, s.name) for s in fair.sessions.all()] == [
        (True, "上午场"),
        (False, ""),
    ]


def test_overlapping_sessions_are_refused(organiser, boss):
    fair = make_fair(organiser)
    start = fair.starts_at
    plans = [
        services.SessionPlan(start, start + timedelta(hours=2)),
        services.SessionPlan(start + timedelta(hours=1), start + timedelta(hours=3)),
    ]
    with pytest.raises(Invalid, match="sessions_overlap"):
        services.set_sessions(boss, fair=fair, plans=plans)


def test_a_zone_with_booths_cannot_be_removed(organiser, boss):
    fair = make_fair(organiser)
    make_booth(fair)
    with pytest.raises(Conflict, match="zone_in_use"):
        services.set_zones(boss, fair=fair, plans=[services.ZonePlan("B", "服务")])


def test_a_copy_moves_every_time_by_the_same_stretch(organiser, boss):
    fair = make_fair(organiser)
    start = fair.starts_at + timedelta(days=365)
    copy = services.copy_fair(boss, fair=fair, name="下一场", starts_at=start)
    assert copy.state == FairState.DRAFT
    assert copy.ends_at - fair.ends_at == timedelta(days=365)
    assert [s.starts_at for s in copy.sessions.all()] == [start]
    assert [z.code for z in copy.zones.all()] == ["A"]
