"""Every predicate of the people app, asked by every role."""

import pytest

from jobfair.accounts import permissions
from jobfair.accounts.models import Invitation
from jobfair.accounts.roles import Role
from jobfair.accounts.services import create_token, invite
from tests.factories import make_organiser, make_organiser_user
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def the_organiser(cast):
    return cast.organiser


def the_employer(cast):
    return cast.employer


def a_body_nobody_came_for(cast):
    return make_organiser(introduced_by=cast.organiser)


def a_body_somebody_came_for(cast):
    body = a_body_nobody_came_for(cast)
    make_organiser_user(body)
    return body


def an_invitation_of_the_employer(cast) -> Invitation:
    return invite(cast["rep"], role=Role.REP, body=cast.employer).invitation


def an_invitation_of_the_organiser(cast) -> Invitation:
    return invite(cast["organiser"], role=Role.DOOR, body=cast.organiser).invitation


def the_reps_role(cast):
    return cast["rep"].memberships.get()


def the_door_staffs_role(cast):
    return cast["door"].memberships.get()


def the_jobseekers_role(cast):
    return cast["jobseeker"].memberships.get()


def the_reps_token(cast):
    return create_token(cast["rep"], name="表格").token


TABLE = [
    (permissions.may_revoke_token, the_reps_token, {"rep"}),
    (permissions.may_organise, the_organiser, {"organiser"}),
    (permissions.may_settle_in, the_organiser, set()),
    (permissions.may_settle_in, a_body_nobody_came_for, {"organiser"}),
    (permissions.may_settle_in, a_body_somebody_came_for, set()),
    (permissions.may_keep_record, the_organiser, {"organiser", "adviser"}),
    (permissions.may_represent, the_employer, {"rep"}),
    (permissions.may_review_employer, the_employer, {"organiser"}),
    (permissions.may_edit_employer, the_employer, {"rep", "organiser"}),
    (permissions.may_invite, the_employer, {"rep", "organiser"}),
    (permissions.may_invite, the_organiser, {"organiser"}),
    (permissions.may_invite, a_body_nobody_came_for, {"organiser"}),
    (permissions.may_invite, a_body_somebody_came_for, set()),
    (permissions.may_withdraw_invitation, an_invitation_of_the_employer, {"rep", "organiser"}),
    (permissions.may_withdraw_invitation, an_invitation_of_the_organiser, {"organiser"}),
    (permissions.may_end_role, the_reps_role, {"rep", "organiser"}),
    (permissions.may_end_role, the_door_staffs_role, {"door", "organiser"}),
    (permissions.may_end_role, the_jobseekers_role, {"jobseeker"}),
]


@pytest.mark.parametrize(
    ("may", "thing", "allowed"),
    TABLE,
    ids=[f"{may.__name__}-{of.__name__}" for may, of, _ in TABLE],
)
def test_each_role_may_what_the_table_says(cast, may, thing, allowed):
    subject = thing(cast)
    assert {role for role in ROLES if may(cast[role], subject)} == allowed


def test_every_predicate_is_in_the_table():
    asked = {may for may, _thing, _allowed in TABLE}
    named = {rule for name, rule in vars(permissions).items() if name.startswith("may_")}
    assert named == asked


def test_one_person_may_hold_several_roles(cast):
    from jobfair.accounts.services import grant_role

    other = make_organiser()
    grant_role(user=cast["rep"], role=Role.ORGANISER, organiser=other)
    assert permissions.may_represent(cast["rep"], cast.employer)
    assert permissions.may_organise(cast["rep"], other)
    assert not permissions.may_organise(cast["rep"], cast.organiser)
