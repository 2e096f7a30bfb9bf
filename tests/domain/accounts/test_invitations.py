"""A link that makes its holder a colleague, once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobfair.accounts.models import Invitation, Membership
from jobfair.accounts.roles import Role
from jobfair.accounts.services import (
    accept_invitation,
    close_account,
    end_role,
    grant_role,
    invitation_behind,
    invite,
    withdraw_invitation,
)
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from tests.factories import (
    make_employer,
    make_organiser,
    make_organiser_user,
    make_rep,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    return make_employer()


@pytest.fixture
def rep(employer):
    return make_rep(employer)


def test_only_a_fingerprint_of_a_long_secret_is_stored(rep, employer):
    issued = invite(rep, role=Role.REP, body=employer)
    row = Invitation.objects.values().get()
    assert issued.secret not in map(str, row.values())
    assert len(row["fingerprint"]) == 64
    assert len(issued.secret) * 6 >= 128
    assert invite(rep, role=Role.REP, body=employer).secret != issued.secret


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.ADVISER, Role.DOOR])
def test_an_organiser_invites_to_each_of_its_roles(role):
    organiser = make_organiser()
    issued = invite(make_organiser_user(organiser), role=role, body=organiser)
    newcomer = make_user()
    accept_invitation(newcomer, secret=issued.secret)
    assert newcomer.roles.has(role, organiser.pk)


def test_an_organiser_invites_an_employers_rep(employer):
    issued = invite(make_organiser_user(employer.organiser), role=Role.REP, body=employer)
    newcomer = make_user()
    accept_invitation(newcomer, secret=issued.secret)
    assert newcomer.roles.has(Role.REP, employer.pk)


@pytest.mark.parametrize("role", [Role.JOBSEEKER, Role.ORGANISER])
def test_a_role_that_does_not_fit_the_body_is_refused(rep, employer, role):
    with pytest.raises(Invalid, match="role_unfit"):
        invite(rep, role=role, body=employer)


def test_others_cannot_invite(employer):
    with pytest.raises(NotAllowed):
        invite(make_user(), role=Role.REP, body=employer)


def test_accepting_twice_changes_nothing_for_the_same_person(rep, employer):
    issued, newcomer = invite(rep, role=Role.REP, body=employer), make_user()
    first = accept_invitation(newcomer, secret=issued.secret)
    assert accept_invitation(newcomer, secret=issued.secret) == first
    assert Membership.objects.filter(user=newcomer).count() == 1


def test_a_link_is_good_for_one_person(rep, employer):
    issued = invite(rep, role=Role.REP, body=employer)
    accept_invitation(make_user(), secret=issued.secret)
    with pytest.raises(Conflict, match="invitation_used"):
        accept_invitation(make_user(), secret=issued.secret)


def test_a_role_that_was_taken_away_does_not_come_back_by_the_old_link(rep, employer):
    issued, newcomer = invite(rep, role=Role.REP, body=employer), make_user()
    end_role(rep, membership=accept_invitation(newcomer, secret=issued.secret))
    with pytest.raises(Conflict, match="invitation_used"):
        accept_invitation(newcomer, secret=issued.secret)


@pytest.mark.parametrize(("days", "works"), [(13.99, True), (14, False)])
def test_a_link_lasts_fourteen_days(rep, employer, days, works):
    made = timezone.now()
    issued = invite(rep, role=Role.REP, body=employer, now=made)
    later = made + timedelta(days=days)
    if works:
        accept_invitation(make_user(), secret=issued.secret, now=later)
        return
    with pytest.raises(Conflict, match="invitation_expired"):
        accept_invitation(make_user(), secret=issued.secret, now=later)


def test_a_wrong_link_leads_nowhere():
    with pytest.raises(Missing, match="invitation_unknown"):
        invitation_behind("wrong", reader=None)


def test_a_withdrawn_link_is_worthless_and_withdrawing_again_harmless(rep, employer):
    issued = invite(rep, role=Role.REP, body=employer)
    first = withdraw_invitation(rep, invitation=issued.invitation)
    again = withdraw_invitation(rep, invitation=issued.invitation)
    assert again.withdrawn_at == first.withdrawn_at
    with pytest.raises(Conflict, match="invitation_withdrawn"):
        accept_invitation(make_user(), secret=issued.secret)


def test_an_accepted_invitation_cannot_be_withdrawn(rep, employer):
    issued = invite(rep, role=Role.REP, body=employer)
    accept_invitation(make_user(), secret=issued.secret)
    with pytest.raises(Conflict, match="invitation_accepted"):
        withdraw_invitation(rep, invitation=issued.invitation)


def test_the_last_organiser_stays_until_another_comes():
    organiser = make_organiser()
    only = make_organiser_user(organiser)
    with pytest.raises(Conflict, match="last_organiser"):
        end_role(only, membership=only.memberships.get())
    make_organiser_user(organiser)
    end_role(only, membership=only.memberships.get())
    assert not only.roles.any(Role.ORGANISER)


def made_and_left(leave, *, by, body, role):
    issued = invite(by, role=role, body=body)
    leave(by)
    with pytest.raises(Conflict, match="invitation_withdrawn"):
        accept_invitation(make_user(), secret=issued.secret)


def put_out(person):
    end_role(person, membership=person.memberships.get())


@pytest.mark.parametrize("leave", [put_out, close_account])
def test_who_leaves_an_employer_leaves_no_link_behind(rep, employer, leave):
    made_and_left(leave, by=rep, body=employer, role=Role.REP)


@pytest.mark.parametrize("leave", [put_out, close_account])
def test_who_leaves_an_organiser_leaves_no_link_behind(employer, leave):
    organiser = employer.organiser
    make_organiser_user(organiser)
    for body, role in ((organiser, Role.DOOR), (employer, Role.REP)):
        made_and_left(leave, by=make_organiser_user(organiser), body=body, role=role)


def test_links_of_others_and_to_other_bodies_go_on_to_work(rep, employer):
    elsewhere = make_employer()
    grant_role(user=rep, role=Role.REP, employer=elsewhere)
    colleague = make_rep(employer)
    kept = [
        invite(rep, role=Role.REP, body=elsewhere),
        invite(colleague, role=Role.REP, body=employer),
    ]
    end_role(rep, membership=rep.memberships.get(employer=employer))
    for issued in kept:
        accept_invitation(make_user(), secret=issued.secret)


def test_a_role_is_not_ended_by_others(rep):
    with pytest.raises(NotAllowed):
        end_role(make_user(), membership=rep.memberships.get())


def test_a_role_is_given_once(rep, employer):
    assert grant_role(user=rep, role=Role.REP, employer=employer) == rep.memberships.get()


@pytest.mark.parametrize("role", [Role.JOBSEEKER, Role.REP, Role.ORGANISER])
def test_the_database_refuses_the_same_role_twice(rep, employer, role):
    bodies = {Role.REP: {"employer": employer}, Role.ORGANISER: {"organiser": employer.organiser}}
    grant_role(user=rep, role=role, **bodies.get(role, {}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=rep, role=role, **bodies.get(role, {}))
