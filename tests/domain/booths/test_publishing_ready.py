"""Every booth that lacks nothing is shown at once, in queries that do not grow with them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobfair.booths.services import publish_ready
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser_user,
    make_position,
    make_rep,
)


def _another_ready(fair):
    employer = make_employer(fair.organiser)
    booth = make_booth(fair, employer, published_at=None)
    make_position(booth)
    booth.sessions.set(fair.sessions.all())
    booth.staffing.create(user=make_rep(employer))
    return booth


def _published(actor, fair):
    fair = type(fair).objects.get(pk=fair.pk)
    with CaptureQueriesContext(connection) as asked:
        shown = publish_ready(actor, fair=fair)
    return shown, len(asked)


def test_many_are_shown_in_as_many_queries_as_one(db):
    fair = make_fair()
    boss = make_organiser_user(fair.organiser)
    assert boss.held_roles
    lacking = make_booth(fair, published_at=None)
    one = _another_ready(fair)
    shown, few = _published(boss, fair)
    assert shown == [one]
    three = [_another_ready(fair) for _n in range(3)]
    shown, many = _published(boss, fair)
    assert set(shown) == set(three)
    assert many == few
    lacking.refresh_from_db()
    one.refresh_from_db()
    assert (lacking.is_published, one.is_published) == (False, True)
