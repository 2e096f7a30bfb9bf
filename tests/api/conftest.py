"""A fair with everything in it, and a program for every role."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Position
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Announcement, Fair, FairState
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
)
from tests.factories.roles import Cast, make_cast

BASE = "/api/v1"


@dataclass
class World:
    cast: Cast
    fair: Fair
    draft_fair: Fair
    booth: Booth
    draft_booth: Booth
    position: Position
    draft_position: Position
    announcement: Announcement
    people: dict[str, Any]

    def client(self, role: str) -> APIClient:
        client = APIClient()
        if isinstance(self.people[role], User):
            client.force_authenticate(self.people[role])
        return client


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    cache.clear()


@pytest.fixture(scope="module")
def built(beneath: Callable[[Callable[[], World]], World]) -> World:
    return beneath(build)


@pytest.fixture
def world(built: World) -> World:
    """As it was built, whatever other tests of the module did to theirs."""
    return deepcopy(built)


def build() -> World:
    cast = make_cast()
    co_organiser = make_organiser()
    fair = make_fair(cast.organiser)
    fair.co_organisers.add(co_organiser)
    booth = make_booth(fair, cast.employer)
    draft_booth = make_booth(fair, make_employer(cast.organiser), published_at=None)
    draft = {"review_state": ReviewState.DRAFT, "reviewed_at": None, "source_note": "内部备注"}
    return World(
        cast=cast,
        fair=fair,
        draft_fair=make_fair(cast.organiser, state=FairState.DRAFT),
        booth=booth,
        draft_booth=draft_booth,
        position=make_position(booth, source_note="内部备注"),
        draft_position=make_position(booth, **draft),
        announcement=fair.announcements.create(title="午休提前"),
        people=cast.people | {"co_organiser": make_organiser_user(co_organiser)},
    )
