from pathlib import Path
from shutil import rmtree

import pytest

from tests.factories import make_fair, make_organiser, make_organiser_user


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


@pytest.fixture
def fair(organiser):
    return make_fair(organiser)


@pytest.fixture
def co_organiser_user(fair):
    """Helps with the fair, and does not keep the organiser's book of employers."""
    other = make_organiser()
    fair.co_organisers.add(other)
    return make_organiser_user(other)


@pytest.fixture
def private_files(settings):
    """The folder of uploaded files, empty before and after."""
    folder = Path(settings.PRIVATE_ROOT)
    rmtree(folder, ignore_errors=True)
    yield folder
    rmtree(folder, ignore_errors=True)
