"""What is shown, what never is, and how often the database is asked."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobfair.accounts.models import Employer
from jobfair.fairs.models import Series, Venue
from tests.api.conftest import BASE
from tests.factories import make_booth, make_employer, make_fair, make_position

LISTS = [
    ("fairs/", "stranger"),
    ("fairs/", "organiser"),
    ("fairs/{fair}/booths/", "stranger"),
    ("fairs/{fair}/booths/", "organiser"),
    ("fairs/{fair}/announcements/", "stranger"),
    ("booths/{booth}/positions/", "stranger"),
    ("booths/{booth}/positions/", "rep"),
    ("search/?fair={fair}", "stranger"),
    ("employers/", "organiser"),
    ("venues/", "organiser"),
    ("series/", "organiser"),
]


def address(world, path):
    return f"{BASE}/{path}".format(fair=world.fair.key, booth=world.booth.key)


@pytest.mark.parametrize(("path", "role"), LISTS)
def test_a_list_asks_as_often_for_three_rows_as_for_one(world, path, role):
    client, path = world.client(role), address(world, path)
    Series.objects.create(organiser=world.cast.organiser, name="系列")
    client.get(path)
    with CaptureQueriesContext(connection) as with_one:
        few = client.get(path).json()["count"]
    for number in range(2):
        make_fair(world.cast.organiser)
        Venue.objects.create(
            organiser=world.cast.organiser, name=f"场地{number}", address="路 1 号"
        )
        Series.objects.create(organiser=world.cast.organiser, name=f"系列{number}")
        make_position(make_booth(world.fair, make_employer(world.cast.organiser)))
        make_position(world.booth)
        world.fair.announcements.create(title="又一条")
    with CaptureQueriesContext(connection) as with_three:
        many = client.get(path).json()["count"]
    assert many >= few + 2
    assert len(with_three) == len(with_one)


@pytest.mark.parametrize("role", ["stranger", "jobseeker", "rep_elsewhere", "rep", "organiser"])
def test_nothing_internal_is_ever_shown(world, role):
    Employer.objects.update(
        contact_name="联系人甲", contact_phone="0592-1112222", contact_email="c@example.org"
    )
    client = world.client(role)
    paths = [
        "fairs/", "fairs/{fair}/", "fairs/{fair}/booths/", "booths/{booth}/",
        "booths/{booth}/positions/", "search/?fair={fair}",
    ]  # fmt: skip
    text = "".join(client.get(address(world, path)).content.decode() for path in paths)
    text += client.get(f"{BASE}/positions/{world.position.key}/").content.decode()
    for secret in (
        "内部备注",
        "source_note",
        "联系人甲",
        "0592-1112222",
        "c@example.org",
        "licence",
    ):
        assert secret not in text


def test_reviews_are_for_those_who_prepare_or_review(world):
    path = f"{BASE}/positions/{world.position.key}/"
    assert "review" not in world.client("stranger").get(path).json()
    assert world.client("rep").get(path).json()["review"] == {"state": "approved", "note": ""}


def test_drafts_stand_only_in_the_lists_of_those_who_may_see_them(world):
    path = address(world, "booths/{booth}/positions/")
    assert world.client("stranger").get(path).json()["count"] == 1
    assert world.client("rep").get(path).json()["count"] == 2
    path = address(world, "fairs/{fair}/booths/")
    assert world.client("rep").get(path).json()["count"] == 1
    assert world.client("co_organiser").get(path).json()["count"] == 2


def test_identifiers_are_those_of_the_pages(world):
    found = world.client("stranger").get(address(world, "fairs/{fair}/")).json()
    assert (found["id"], len(found["id"])) == (world.fair.key, 26)


def test_fairs_are_filtered(world):
    client = world.client("organiser")
    assert client.get(f"{BASE}/fairs/?state=draft").json()["count"] == 1
    assert client.get(f"{BASE}/fairs/?mode=online").json()["count"] == 0
    assert client.get(f"{BASE}/fairs/?city=测试市").json()["count"] == 2
    assert client.get(f"{BASE}/fairs/?state=nonsense").status_code == 400


@pytest.mark.parametrize(
    ("moment", "count"),
    [("2020-01-01T00:00:00Z", 0), ("0051-07-08T00:42:26+18:07", 0), ("9999-12-31T00:00:00", 2)],
)
def test_fairs_are_found_by_when_they_start_wherever_the_clock_hangs(world, moment, count):
    # PostgreSQL knows no clock that is further than sixteen hours away.
    found = world.client("organiser").get(f"{BASE}/fairs/", {"starts_before": moment})
    assert found.json()["count"] == count


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "tomorrow"]
)
def test_a_moment_that_is_none_is_refused_in_words(world, moment):
    refused = world.client("stranger").get(f"{BASE}/fairs/", {"starts_after": moment})
    assert refused.status_code == 400
    assert "starts_after" in refused.content.decode()


def test_long_lists_come_in_pages(world):
    for _ in range(2):
        make_position(world.booth)
    path = address(world, "booths/{booth}/positions/")
    first = world.client("stranger").get(f"{path}?page_size=2").json()
    assert (first["count"], len(first["results"])) == (3, 2)
    assert len(world.client("stranger").get(first["next"]).json()["results"]) == 1


def test_positions_are_found_by_words_and_wishes(world):
    search = f"{BASE}/search/?fair={world.fair.key}"
    assert world.client("stranger").get(f"{search}&posture=sitting").json()["count"] == 1
    assert world.client("stranger").get(f"{search}&posture=standing").json()["count"] == 0
    assert world.client("stranger").get(f"{search}&pay_min=3500").json()["count"] == 0


def test_a_position_is_written_as_on_the_pages(world):
    plan = {
        "title": "装盒员", "job_type": "包装工", "headcount": 3, "pay_min": 3000, "pay_max": 4000,
        "provisions": ["step_free", "lift"],
    }  # fmt: skip
    made = world.client("rep").post(address(world, "booths/{booth}/positions/"), plan).json()
    assert (made["job_type"], made["provisions"]) == ("包装工", ["lift", "step_free"])
    assert made["review"]["state"] == "draft"
    answer = world.client("rep").post(f"{BASE}/positions/{made['id']}/submit/")
    assert "easy_what" in answer.json()["fields"]
    changed = world.client("rep").patch(f"{BASE}/positions/{made['id']}/", {"pay_max": 10})
    assert changed.json()["code"] == "pay_reversed"


def test_the_parties_of_a_fair_stay_as_they_are_when_sent_back(world):
    client = world.client("organiser")
    for part in ("sessions", "zones"):
        path = address(world, "fairs/{fair}/") + f"{part}/"
        before = client.get(path).json()
        after = client.put(path, json.loads(json.dumps(before)))
        assert (after.status_code, after.json()) == (200, before)


@pytest.mark.parametrize("number", [None, 1])
def test_a_zone_that_is_not_there_moves_no_booth(world, number):
    zone = world.fair.zones.first()
    elsewhere = world.draft_fair.zones.first()
    world.booth.zone, world.booth.number = zone, 3
    world.booth.save()
    client, path = world.client("organiser"), f"{BASE}/booths/{world.booth.key}/place/"
    for key in (elsewhere.key, world.fair.key):
        answer = client.post(path, {"zone": key, "number": number}, format="json")
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["zone"])
    world.booth.refresh_from_db()
    assert (world.booth.zone, world.booth.number) == (zone, 3)


def test_a_session_that_is_not_there_changes_no_promise(world):
    session = world.fair.sessions.first()
    world.booth.sessions.set([session])
    path = f"{BASE}/booths/{world.booth.key}/"
    wanted = {"sessions": [session.key, world.fair.key], "intro": "新的"}
    answer = world.client("rep").patch(path, wanted, format="json")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["sessions"])
    read = world.client("rep").get(path).json()
    assert (read["sessions"], read["intro"] == "新的") == ([session.key], False)
    twice = world.client("rep").patch(path, {"sessions": [session.key] * 2}, format="json")
    assert twice.status_code == 200
