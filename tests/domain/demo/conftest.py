"""One seeded demo for every test of this folder; each test's own writes are taken back."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings

from jobfair.demo.dates import ZONE
from jobfair.demo.seed import seed

NOON = datetime(2027, 3, 15, 12, 10, tzinfo=ZONE)


@pytest.fixture(scope="package")
def seeded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[datetime]:
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        seed(lambda line: None, now=NOON)
        yield NOON
        transaction.set_rollback(True)


@pytest.fixture
def demo(seeded, db) -> datetime:
    """The demo as it stands after seeding at ten past twelve; returns that moment."""
    return seeded
