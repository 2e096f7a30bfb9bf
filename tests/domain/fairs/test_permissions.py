"""Every predicate of the fairs app, asked by every role, for every kind of fair."""

import pytest

from jobfair.fairs import permissions
from jobfair.fairs.models import FairState
from tests.factories import make_fair, make_organiser, make_organiser_user
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db

EVERYBODY = set(ROLES) | {"co_organiser"}
HELPERS = {"organiser", "co_organiser"}
OPEN_TO_ALL = [FairState.PUBLISHED, FairState.OPEN, FairState.CLOSED, FairState.ARCHIVED]

TABLE = [
    *[(permissions.may_run_fair, state, {"organiser"}) for state in FairState],
    *[(permissions.may_help_fair, state, HELPERS) for state in FairState],
    (permissions.may_see_fair, FairState.DRAFT, HELPERS),
    *[(permissions.may_see_fair, state, EVERYBODY) for state in OPEN_TO_ALL],
]


@pytest.mark.parametrize(
    ("may", "state", "allowed"), TABLE, ids=[f"{may.__name__}-{state}" for may, state, _ in TABLE]
)
def test_each_role_may_what_the_table_says(may, state, allowed):
    cast = make_cast()
    co_organiser = make_organiser()
    fair = make_fair(cast.organiser, state=state)
    fair.co_organisers.add(co_organiser)
    people = cast.people | {"co_organiser": make_organiser_user(co_organiser)}
    assert {role for role, user in people.items() if may(user, fair)} == allowed


def test_every_predicate_is_in_the_table():
    asked = {may for may, _state, _allowed in TABLE}
    named = {rule for name, rule in vars(permissions).items() if name.startswith("may_")}
    assert named == asked
