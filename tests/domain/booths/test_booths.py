import pytest

from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.booths.readiness import missing_for_booth
from jobfair.chat.models import Conversation
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.review import ReviewState
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_jobseeker,
    make_organiser,
    make_position,
    make_rep,
)


@pytest.fixture
def ready(desk):
    make_position(desk.booth)
    services.staff_booth(desk.rep, booth=desk.booth, user=desk.rep)
    return desk


def fields_missing(booth):
    return [m.field for m in missing_for_booth(Booth.objects.get(pk=booth.pk))]


def test_a_booth_with_everything_is_published(ready):
    assert services.publish_booth(ready.rep, booth=ready.booth).is_published
    assert Booth.objects.public().get() == ready.booth


def lose_employer(desk):
    desk.employer.review_state = ReviewState.SUBMITTED
    desk.employer.save()


def lose_intro(desk):
    desk.employer.intro = ""
    desk.employer.save()
    services.edit_booth(desk.rep, booth=desk.booth, intro=" ")


GAPS = {
    "employer": lose_employer,
    "intro": lose_intro,
    "positions": lambda desk: desk.booth.positions.all().delete(),
    "sessions": lambda desk: desk.booth.sessions.clear(),
    "staffing": lambda desk: desk.booth.staffing.all().delete(),
    "zone": lambda desk: services.place_booth(desk.boss, booth=desk.booth, zone=None, number=None),
}


@pytest.mark.parametrize(("field", "lose"), GAPS.items(), ids=GAPS.keys())
def test_each_gap_keeps_a_booth_from_being_published_and_is_named(ready, field, lose):
    lose(ready)
    with pytest.raises(Invalid, match="booth_incomplete") as refusal:
        services.publish_booth(ready.rep, booth=ready.booth)
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.RETURNED])
def test_a_position_that_is_not_approved_does_not_count(ready, state):
    ready.booth.positions.update(review_state=state)
    assert fields_missing(ready.booth) == ["positions"]


def test_a_position_that_stopped_recruiting_does_not_count(ready):
    services.close_position(ready.rep, position=ready.booth.positions.get())
    assert fields_missing(ready.booth) == ["positions"]


def test_taking_back_hides_a_booth(ready):
    services.publish_booth(ready.rep, booth=ready.booth)
    services.unpublish_booth(ready.rep, booth=ready.booth)
    assert not Booth.objects.public().exists()


def test_a_published_booth_may_not_lose_its_sessions(ready):
    services.publish_booth(ready.rep, booth=ready.booth)
    with pytest.raises(Invalid, match="booth_would_be_incomplete") as refusal:
        services.edit_booth(ready.rep, booth=ready.booth, intro="新介绍", sessions=[])
    assert set(refusal.value.fields) == {"sessions"}
    assert ready.booth.sessions.count() == 1
    ready.booth.refresh_from_db()
    assert ready.booth.intro == "欢迎来看看。"


def test_a_booth_promises_only_sessions_of_its_own_fair(desk):
    foreign = make_fair(desk.organiser).sessions.get()
    own = desk.fair.sessions.get()
    services.edit_booth(desk.rep, booth=desk.booth, sessions=[own, foreign])
    assert list(desk.booth.sessions.all()) == [own]


def test_an_organiser_places_a_booth_and_the_rep_may_not(desk):
    zone = desk.fair.zones.get()
    with pytest.raises(NotAllowed):
        services.place_booth(desk.rep, booth=desk.booth, zone=zone, number=7)
    assert services.place_booth(desk.boss, booth=desk.booth, zone=zone, number=7).place == "A07"


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        (None, Invalid, "place_half"),
        (0, Invalid, "number_outside"),
        (21, Invalid, "number_outside"),
        (9, Conflict, "place_taken"),
    ],
)
def test_a_place_that_is_none_or_taken_is_refused(desk, number, kind, code):
    zone = desk.fair.zones.get()
    make_booth(desk.fair, number=9)
    with pytest.raises(kind, match=code):
        services.place_booth(desk.boss, booth=desk.booth, zone=zone, number=number)


def test_a_zone_of_another_fair_is_no_place(desk):
    zone = make_fair(desk.organiser).zones.get()
    with pytest.raises(Invalid, match="zone_of_other_fair"):
        services.place_booth(desk.boss, booth=desk.booth, zone=zone, number=1)


def test_a_booth_is_given_once_and_only_to_employers_in_the_book(desk):
    again = services.add_booth(desk.boss, fair=desk.fair, employer=desk.employer)
    assert again == desk.booth
    with pytest.raises(Invalid, match="foreign_employer"):
        services.add_booth(desk.boss, fair=desk.fair, employer=make_employer(make_organiser()))


def test_only_a_booth_that_is_not_shown_is_removed(ready):
    services.publish_booth(ready.rep, booth=ready.booth)
    with pytest.raises(Conflict, match="booth_published"):
        services.remove_booth(ready.boss, booth=ready.booth)
    services.unpublish_booth(ready.rep, booth=ready.booth)
    services.remove_booth(ready.boss, booth=ready.booth)
    assert not Booth.objects.exists()


def test_a_booth_where_people_talked_stays_with_what_they_said(ready):
    Conversation.objects.create(booth=ready.booth, jobseeker=make_jobseeker())
    with pytest.raises(Conflict, match="booth_has_records"):
        services.remove_booth(ready.boss, booth=ready.booth)
    assert Conversation.objects.get().booth == ready.booth


def test_the_booths_of_last_fair_come_along_unpublished(ready):
    services.publish_booth(ready.rep, booth=ready.booth)
    target = make_fair(ready.organiser)
    target.zones.update(rows=1, places_per_row=1)
    services.place_booth(ready.boss, booth=ready.booth, zone=ready.fair.zones.get(), number=2)
    (copy,) = services.copy_booths(ready.boss, source=ready.fair, target=target)
    assert (copy.employer, copy.is_published, copy.place) == (ready.employer, False, "")
    assert copy.positions.get().review_state == ReviewState.DRAFT
    assert services.copy_booths(ready.boss, source=ready.fair, target=target) == []


def test_every_change_the_public_sees_counts_a_revision(ready):
    changes = [
        lambda: services.edit_booth(ready.rep, booth=ready.booth, intro="新"),
        lambda: services.publish_booth(ready.rep, booth=ready.booth),
        lambda: services.unpublish_booth(ready.rep, booth=ready.booth),
        lambda: services.place_booth(ready.boss, booth=ready.booth, zone=None, number=None),
    ]
    for change in changes:
        before = ready.fair.revision
        change()
        ready.fair.refresh_from_db()
        assert ready.fair.revision == before + 1


def test_another_employers_rep_may_change_nothing(ready):
    stranger = make_rep(make_employer(ready.organiser))
    for refused in (
        lambda: services.edit_booth(stranger, booth=ready.booth, intro="新"),
        lambda: services.publish_booth(stranger, booth=ready.booth),
        lambda: services.unpublish_booth(stranger, booth=ready.booth),
    ):
        with pytest.raises(NotAllowed):
            refused()
