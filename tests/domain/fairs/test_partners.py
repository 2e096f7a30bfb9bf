"""Bodies that co-run a fair: known ones join, new ones are brought in, either may leave."""

import pytest

from jobfair.accounts.models import Invitation, Organiser
from jobfair.accounts.roles import Role
from jobfair.accounts.services import accept_invitation, invitation_behind, invite
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from jobfair.fairs.permissions import may_help_fair
from jobfair.fairs.services import (
    add_co_organiser,
    introduce_co_organiser,
    remove_co_organiser,
)
from tests.factories import make_fair, make_organiser, make_organiser_user, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair()


@pytest.fixture
def boss(fair):
    return make_organiser_user(fair.organiser)


def introduce(boss, fair, **facts):
    given = {"name": "测试市人社局", "city": "测试市", "email": "First@Example.org"}
    return introduce_co_organiser(boss, fair=fair, **(given | facts))


def test_a_new_body_co_runs_the_fair_once_its_first_person_came(boss, fair):
    issued, newcomer = introduce(boss, fair), make_user()
    body = fair.co_organisers.get()
    assert (body.name, body.city, body.introduced_by) == ("测试市人社局", "测试市", fair.organiser)
    assert issued.invitation.email == "first@example.org"
    accept_invitation(newcomer, secret=issued.secret)
    assert newcomer.roles.has(Role.ORGANISER, body.pk)
    assert may_help_fair(newcomer, fair)


def test_the_first_person_may_be_reached_by_telephone(boss, fair):
    issued = introduce(boss, fair, email="", phone="138 0000 0000")
    assert (issued.invitation.phone, issued.invitation.address) == (
        "+8613800000000",
        "138 0000 0000",
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"name": " "}, "name"), ({"city": ""}, "city"), ({"email": "", "phone": "12"}, None)],
)
def test_what_cannot_be_taken_leaves_nothing_behind(boss, fair, facts, field):
    with pytest.raises(Invalid) as refusal:
        introduce(boss, fair, **facts)
    assert field is None or field in refusal.value.fields
    assert Organiser.objects.count() == 1
    assert not fair.co_organisers.exists()


def test_a_name_that_is_known_is_to_be_chosen_not_made_twice(boss, fair):
    make_organiser(name="测试市人社局")
    with pytest.raises(Conflict, match="organiser_exists"):
        introduce(boss, fair)


def test_only_who_runs_the_fair_brings_bodies_in_and_out(fair):
    partner = make_organiser()
    fair.co_organisers.add(partner)
    helper = make_organiser_user(partner)
    with pytest.raises(NotAllowed):
        introduce(helper, fair)
    with pytest.raises(NotAllowed):
        add_co_organiser(helper, fair=fair, organiser=make_organiser())
    with pytest.raises(NotAllowed):
        remove_co_organiser(helper, fair=fair, organiser=partner)


def test_an_organiser_does_not_co_run_its_own_fair(boss, fair):
    with pytest.raises(Conflict, match="runs_already"):
        add_co_organiser(boss, fair=fair, organiser=fair.organiser)


def test_whoever_introduced_a_body_invites_again_until_somebody_came(boss, fair):
    issued = introduce(boss, fair)
    body = fair.co_organisers.get()
    again = invite(boss, role=Role.ORGANISER, body=body)
    accept_invitation(make_user(), secret=again.secret)
    with pytest.raises(NotAllowed):
        invite(boss, role=Role.ORGANISER, body=body)
    assert invitation_behind(issued.secret, reader=None)


def test_a_slip_of_the_pen_goes_altogether(boss, fair):
    issued = introduce(boss, fair)
    remove_co_organiser(boss, fair=fair, organiser=fair.co_organisers.get())
    assert not Organiser.objects.filter(name="测试市人社局").exists()
    with pytest.raises(Missing):
        invitation_behind(issued.secret, reader=None)
    assert introduce(boss, fair)


def test_a_body_that_somebody_came_for_only_leaves_the_fair(boss, fair):
    issued = introduce(boss, fair)
    accept_invitation(make_user(), secret=issued.secret)
    body = fair.co_organisers.get()
    remove_co_organiser(boss, fair=fair, organiser=body)
    assert not fair.co_organisers.exists()
    assert Organiser.objects.filter(pk=body.pk).exists()


def test_a_body_that_co_runs_another_fair_stays(boss, fair):
    introduce(boss, fair)
    body = fair.co_organisers.get()
    other = make_fair(fair.organiser)
    add_co_organiser(boss, fair=other, organiser=body)
    remove_co_organiser(boss, fair=fair, organiser=body)
    assert list(other.co_organisers.all()) == [body]
    assert Invitation.objects.filter(organiser=body).exists()
