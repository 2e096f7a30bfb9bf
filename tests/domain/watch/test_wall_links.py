"""The secret link that opens a fair's wall: one at a time, ended by hand or with the fair."""

import pytest

from jobfair.common.errors import Conflict, NotAllowed
from jobfair.fairs.models import FairState
from jobfair.watch.models import WallLink
from jobfair.watch.selectors import fair_on_wall, wall_link_of
from jobfair.watch.services import make_wall_link, withdraw_wall_link
from tests.factories import make_open_fair, make_organiser, make_organiser_user
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_open_fair()


@pytest.fixture
def organiser(fair):
    return make_organiser_user(fair.organiser)


def test_it_opens_the_wall_of_its_fair_alone(fair, organiser):
    made = make_wall_link(organiser, fair=fair)
    make_wall_link(make_organiser_user((other := make_open_fair()).organiser), fair=other)
    assert fair_on_wall(made.secret) == fair
    assert wall_link_of(fair) == made.link
    assert fair_on_wall(made.secret[:-1]) is fair_on_wall("") is None
    assert made.secret not in str(WallLink.objects.values())


def test_a_new_one_takes_the_place_of_the_old(fair, organiser):
    first, second = (make_wall_link(organiser, fair=fair).secret for _time in range(2))
    assert fair_on_wall(first) is None
    assert fair_on_wall(second) == fair


def test_it_is_withdrawn_once(fair, organiser):
    secret = make_wall_link(organiser, fair=fair).secret
    assert withdraw_wall_link(organiser, fair=fair)
    assert not withdraw_wall_link(organiser, fair=fair)
    assert fair_on_wall(secret) is wall_link_of(fair) is None


@pytest.mark.parametrize("state", FairState.values)
def test_it_ends_with_the_fair(fair, organiser, state):
    secret = make_wall_link(organiser, fair=fair).secret
    type(fair).objects.filter(pk=fair.pk).update(state=state)
    opens = state in (FairState.PUBLISHED, FairState.OPEN)
    assert bool(fair_on_wall(secret)) == bool(wall_link_of(fair)) == opens
    if not opens:
        with pytest.raises(Conflict):
            make_wall_link(organiser, fair=fair)


def test_it_is_made_and_withdrawn_by_those_who_help_the_fair():
    cast, partner = make_cast(), make_organiser()
    fair = make_open_fair(cast.organiser)
    fair.co_organisers.add(partner)
    people = {role: cast.people[role] for role in ROLES} | {"partner": make_organiser_user(partner)}
    may = {role for role, person in people.items() if _may(person, fair)}
    assert may == {"organiser", "partner"}


def _may(person, fair):
    try:
        make_wall_link(person, fair=fair)
        withdraw_wall_link(person, fair=fair)
    except NotAllowed:
        return False
    return True
