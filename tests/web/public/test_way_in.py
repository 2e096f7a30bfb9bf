"""The entrance and the service desk: signs on the plan, and sentences where one walks."""

import pytest

from jobfair.fairs.models import Fair, Landmark, LandmarkKind, Mode, Side
from jobfair.fairs.services import LandmarkPlan, set_landmarks
from jobfair.web.hall_map import HALL, plan_of
from jobfair.web.landmark_words import WayIn
from tests.factories import make_organiser_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def marked(fair, organiser):
    """The fair with an entrance at its one zone, and a service desk behind it."""
    set_landmarks(
        make_organiser_user(organiser),
        fair=fair,
        plans=[
            LandmarkPlan("entrance", "A", "front", "东门", "East gate"),
            LandmarkPlan("service_desk", "A", "back"),
        ],
    )
    return fair


WAY = "从入口（东门）进来，就是 A 区。服务台在 A 区后面。"


def test_the_plan_has_signs_with_words(client, marked, booth):
    page = client.get(f"/fairs/{marked.key}/map/").content.decode()
    assert 'aria-label="入口（东门）在 A 区前面。"' in page
    assert ">入口 东门</text>" in page
    assert ">服务台</text>" in page
    assert WAY in page


@pytest.mark.parametrize(("place", "shown"), [("", True), ("hall/", True), ("hall/?q=包", False)])
def test_the_way_in_is_said_where_one_walks(client, marked, position, place, shown):
    page = client.get(f"/fairs/{marked.key}/{place}").content.decode()
    assert (WAY in page) is shown


def test_the_way_in_is_said_in_english_too(client, marked, booth):
    page = client.get(f"/fairs/{marked.key}/hall/", headers={"accept-language": "en"})
    assert "Entrance (East gate): you come straight to zone A." in page.content.decode()


def test_an_online_fair_says_nothing_of_doors(client, marked, booth):
    Fair.objects.filter(pk=marked.pk).update(mode=Mode.ONLINE)
    assert "东门" not in client.get(f"/fairs/{marked.key}/map/").content.decode()


@pytest.mark.parametrize("places", [1, 10])
@pytest.mark.parametrize("side", Side)
def test_every_sign_is_on_the_plan_and_covers_no_place(fair, side, places):
    fair.zones.update(rows=1, places_per_row=places)
    zones = list(fair.zones.all())
    signs = [Landmark(fair=fair, kind=kind, zone=zones[0], side=side) for kind in LandmarkKind]
    plan = plan_of([], HALL, set(), WayIn(signs, zones))
    (block,) = plan.blocks
    for sign in block.signs:
        assert 0 <= sign.x <= plan.width - sign.width
        assert 0 <= sign.y <= plan.height - 40
        assert not any(
            sign.x < cell.x + cell.width
            and cell.x < sign.x + sign.width
            and sign.y < cell.y + cell.height
            and cell.y < sign.y + 40
            for cell in block.cells
        )
