"""Who and what most rules are tried with."""

from types import SimpleNamespace

import pytest

from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_rep,
)


@pytest.fixture
def desk(db):
    """A published fair, an unpublished booth at it, its rep and the organiser's person."""
    organiser = make_organiser()
    employer = make_employer(organiser)
    fair = make_fair(organiser)
    return SimpleNamespace(
        organiser=organiser,
        employer=employer,
        fair=fair,
        booth=make_booth(fair, employer, published_at=None, intro="欢迎来看看。"),
        rep=make_rep(employer),
        boss=make_organiser_user(organiser),
    )
