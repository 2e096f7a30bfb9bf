"""One organiser with a fair in preparation, and everybody who may or may not look at it."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

import pytest
from django.test import Client

from jobfair.accounts.models import Employer, Organiser, User
from jobfair.booths.models import Booth, Position
from jobfair.chat.models import Report
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Announcement, Fair
from jobfair.watch.models import Alert, Kind
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_employer,
    make_fair,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.talk import make_report


@dataclass
class Desk:
    """The things pages are about, and one person for each role."""

    organiser: Organiser
    partner: Organiser
    fair: Fair
    booth: Booth
    employer: Employer
    position: Position
    announcement: Announcement
    alert: Alert
    people: dict[str, User]

    @cached_property
    def report(self) -> Report:
        """A reported message at one more booth, only for those who ask for it."""
        return make_report(make_booth(self.fair))

    def client(self, role: str = "organiser") -> Client:
        """A browser in which that person is signed in; nobody's for "visitor"."""
        client = Client()
        if role != "visitor":
            client.force_login(self.people[role])
        return client


@pytest.fixture(scope="module")
def built(beneath: Callable[[Callable[[], Desk]], Desk]) -> Desk:
    return beneath(build)


@pytest.fixture
def desk(db: None, built: Desk) -> Desk:
    """As it was built, whatever other tests of the module did to theirs."""
    return deepcopy(built)


def build() -> Desk:
    organiser, partner, stranger = make_organiser(), make_organiser(), make_organiser()
    fair = make_fair(organiser)
    fair.co_organisers.add(partner)
    employer = make_employer(organiser, review_state=ReviewState.SUBMITTED)
    booth = make_booth(fair, employer, published_at=None)
    people = {
        "jobseeker": make_jobseeker(),
        "rep": make_rep(employer),
        "adviser": make_adviser(organiser),
        "door": make_door(organiser),
        "other organiser": make_organiser_user(stranger),
        "co-organiser": make_organiser_user(partner),
        "organiser": make_organiser_user(organiser),
    }
    return Desk(
        organiser,
        partner,
        fair,
        booth,
        employer,
        make_position(booth, review_state=ReviewState.SUBMITTED, reviewed_at=None),
        Announcement.objects.create(fair=fair, title="午休提前", made_by=people["organiser"]),
        Alert.objects.create(fair=fair, booth=booth, kind=Kind.UNSTAFFED, since=fair.created_at),
        people,
    )
