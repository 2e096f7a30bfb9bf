"""Every list of the desk asks the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.booths.models import Staffing
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Announcement, FairState, FairStep
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_position,
    make_rep,
)
from tests.factories.talk import make_report

WAITING = {"review_state": ReviewState.SUBMITTED, "reviewed_at": None}


def another_fair(desk):
    for state in (FairState.DRAFT, FairState.PUBLISHED, FairState.OPEN, FairState.CLOSED):
        make_fair(desk.organiser, state=state)


def another_booth(desk):
    employer = make_employer(desk.organiser)
    booth = make_booth(desk.fair, employer, published_at=None)
    booth.sessions.set(desk.fair.sessions.all())
    Staffing.objects.create(booth=booth, user=make_rep(employer))
    make_position(booth)


def another_waiting_booth(desk):
    make_booth(desk.fair, zone=None, number=None)


def another_position(desk):
    employer = make_employer(desk.organiser, review_state=ReviewState.SUBMITTED)
    booth = make_booth(desk.fair, employer)
    make_position(booth, **WAITING)
    make_position(
        booth,
        review_state=ReviewState.APPROVED,
        reviewed_at=booth.created_at,
        edited_at=booth.published_at,
    )


def another_imported(desk):
    """An employer as an import leaves it, with one draft to approve and one that lacks something."""
    employer = make_employer(
        desk.organiser, review_state=ReviewState.DRAFT, contact_email="hr@example.org"
    )
    booth = make_booth(desk.fair, employer, published_at=None)
    make_position(booth, review_state=ReviewState.DRAFT)
    make_position(booth, review_state=ReviewState.DRAFT, duties="")
    make_booth(desk.fair, make_employer(desk.organiser, intro="", review_state=ReviewState.DRAFT))


def another_job_type(desk):
    make_position(desk.booth, job_type=f"工种{desk.booth.positions.count()}")


LISTS = {
    "desk": another_fair,
    "desk_past": another_fair,
    "desk_new": another_fair,
    "desk_employers": lambda desk: make_employer(desk.organiser),
    "desk_review": another_position,
    "desk_job_types": another_job_type,
    "desk_approve_many": another_position,
}
OF_FAIR = {
    "desk_booths": another_booth,
    "desk_floor": another_booth,
    "desk_publish_ready": another_booth,
    "desk_approve_employers": another_imported,
    "desk_approve_positions": another_imported,
    "desk_invite_reps": another_imported,
    "desk_add_booths": lambda desk: make_employer(desk.organiser),
    "desk_place_all": another_waiting_booth,
    "desk_announcements": lambda desk: Announcement.objects.create(
        fair=desk.fair, title="公告", made_by=make_rep(desk.employer)
    ),
    "desk_reports": lambda desk: make_report(make_booth(desk.fair)),
    "desk_history": lambda desk: FairStep.objects.create(
        fair=desk.fair, before="draft", after="published", made_by=make_rep(desk.employer)
    ),
    "desk_fair_people": lambda desk: desk.fair.co_organisers.add(
        make_organiser(introduced_by=desk.organiser)
    ),
}


@pytest.mark.parametrize("name", [*LISTS, *OF_FAIR])
def test_as_many_queries_for_three_as_for_one(desk, name):
    add = LISTS.get(name) or OF_FAIR[name]
    address = reverse(f"web:{name}", args=[desk.fair.key] if name in OF_FAIR else [])
    client = desk.client()
    add(desk)
    client.get(address)
    one = queries(client, address)
    add(desk)
    add(desk)
    assert queries(client, address) == one


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_long_list_comes_in_pages_of_fifty(desk):
    for _ in range(51):
        make_employer(desk.organiser)
    client = desk.client()
    first = client.get(reverse("web:desk_employers")).context["page"]
    last = client.get(reverse("web:desk_employers"), {"page": 2}).context["page"]
    assert (len(first), len(last)) == (50, 2)
