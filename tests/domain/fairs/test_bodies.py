"""What a body says of itself: who corrects it, and what must stand there."""

import pytest

from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.services import edit_organiser
from tests.factories import make_fair, make_organiser, make_organiser_user
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_organiser()


@pytest.fixture
def boss(body):
    return make_organiser_user(body)


def test_its_own_people_correct_it(body, boss):
    facts = {
        "name": "鹭岛市残疾人联合会",
        "name_en": "Ludao Federation",
        "city": "鹭岛市",
        "phone": "0592-5550000",
        "email": "office@example.org",
    }
    edited = edit_organiser(boss, organiser=body, **facts | {"city": " 鹭岛市 "})
    edited.refresh_from_db()
    assert {field: getattr(edited, field) for field in facts} == facts


def test_nobody_else_does():
    cast = make_cast()
    for role in set(ROLES) - {"organiser"}:
        with pytest.raises(NotAllowed):
            edit_organiser(cast[role], organiser=cast.organiser, name="别的")


@pytest.mark.parametrize("field", ["name", "city"])
def test_it_keeps_a_name_and_a_city(body, boss, field):
    with pytest.raises(Invalid) as refusal:
        edit_organiser(boss, organiser=body, **{field: "  "})
    assert refusal.value.fields.keys() == {field}


def test_two_bodies_never_have_one_name(body, boss):
    with pytest.raises(Conflict) as refusal:
        edit_organiser(boss, organiser=body, name=make_organiser().name)
    assert refusal.value.fields.keys() == {"name"}
    edit_organiser(boss, organiser=body, name=body.name)


def test_its_revision_is_nobodys_to_set(body, boss):
    with pytest.raises(TypeError, match="revision"):
        edit_organiser(boss, organiser=body, revision=7)


def test_what_shows_it_is_stale_where_it_runs_and_where_it_co_runs(body, boss):
    own, helped, other = make_fair(body), make_fair(), make_fair()
    helped.co_organisers.add(body)
    before = [fair.content_version for fair in (own, helped, other)]
    edit_organiser(boss, organiser=body, name="新的名字")
    for fair in (own, helped, other):
        fair.refresh_from_db()
    after = [fair.content_version for fair in (own, helped, other)]
    assert [a != b for a, b in zip(after, before, strict=True)] == [True, True, False]
