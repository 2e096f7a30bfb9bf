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


@pytest.fixture
def desk(db, settings, tmp_path):
    """A rep signed in, with an unpublished booth at a published fair."""
    settings.MEDIA_ROOT = tmp_path
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
        client=client,
    )


def text(response) -> str:
    return response.content.decode()
