from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_rep,
)


@pytest.fixture(scope="module")
def built(beneath):
    return beneath(build)


@pytest.fixture
def desk(db, built, settings, tmp_path):
    """A rep signed in, with an unpublished booth at a published fair, as they were built."""
    settings.MEDIA_ROOT = tmp_path
    own = deepcopy(built)
    own.client = Client()
    own.client.cookies = own.cookies
    return own


def build() -> SimpleNamespace:
    organiser = make_organiser(phone="0592-5550001")
    employer = make_employer(organiser)
    fair = make_fair(organiser)
    rep = make_rep(employer, name="林小红")
    client = Client()
    client.force_login(rep)
    return SimpleNamespace(
        organiser=organiser,
        employer=employer,
        fair=fair,
        booth=make_booth(fair, employer, published_at=None, intro="欢迎来看看。"),
        rep=rep,
        boss=make_organiser_user(organiser),
        cookies=client.cookies,
    )


def text(response) -> str:
    return response.content.decode()
