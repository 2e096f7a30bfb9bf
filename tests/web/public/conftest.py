import pytest
from django.core.cache import caches

from tests.factories import make_booth, make_employer, make_open_fair, make_organiser, make_position


@pytest.fixture(autouse=True)
def empty_cache():
    """Nothing another test rendered is at hand."""
    caches["fragments"].clear()


@pytest.fixture
def organiser(db):
    return make_organiser()


@pytest.fixture
def fair(organiser):
    return make_open_fair(organiser, name="春风招聘会", name_en="Spring Breeze Fair")


@pytest.fixture
def booth(fair, organiser):
    employer = make_employer(organiser, name="白鹭洲食品", name_en="Egret Isle Foods")
    return make_booth(fair, employer, intro="我们做冷冻水饺。")


@pytest.fixture
def position(booth):
    return make_position(booth, title="面点师", title_en="Pastry cook", provisions=["lift"])
