"""Every endpoint, called by every role: what each may, and what is not there for whom."""

import re

import pytest
from django.urls import get_resolver

from jobfair.accounts.models import Employer
from jobfair.accounts.services import person_of
from jobfair.attendance.services import register
from jobfair.fairs.models import Series, Venue
from tests.api.conftest import BASE, World
from tests.factories.talk import new_cid

OUTSIDERS = {
    "stranger", "nobody", "jobseeker", "rep_elsewhere", "organiser_elsewhere", "adviser", "door",
    "admin", "stopped",
}  # fmt: skip
EVERYBODY = OUTSIDERS | {"rep", "organiser", "co_organiser"}
#: Refusals: of strangers, of those who see the thing, of those who do not.
UNKNOWN, SEEN, UNSEEN = 401, 403, 404

NEW_POSITION = {"title": "装盒", "job_type": "包装工"}
ENTRANCE = [{"kind": "entrance", "zone": "A", "side": "front", "name": "东门"}]
FAIR, DRAFT_FAIR = "fairs/{fair}/", "fairs/{draft_fair}/"
TABLE = [
    ("GET", "fairs/", None, EVERYBODY, SEEN),
    ("GET", FAIR, None, EVERYBODY, SEEN),
    ("GET", DRAFT_FAIR, None, {"organiser"}, UNSEEN),
    ("PATCH", FAIR, {"summary": "新的简介"}, {"organiser"}, SEEN),
    ("PATCH", DRAFT_FAIR, {"summary": "新的简介"}, {"organiser"}, UNSEEN),
    ("POST", f"{DRAFT_FAIR}publish/", None, {"organiser"}, UNSEEN),
    ("POST", f"{FAIR}unpublish/", None, {"organiser"}, SEEN),
    ("POST", f"{FAIR}open/", None, {"organiser"}, SEEN),
    ("POST", f"{FAIR}close/", None, {"organiser"}, SEEN),
    ("GET", f"{FAIR}sessions/", None, EVERYBODY, SEEN),
    ("PUT", f"{FAIR}sessions/", "sessions", {"organiser"}, SEEN),
    ("GET", f"{FAIR}zones/", None, EVERYBODY, SEEN),
    ("PUT", f"{FAIR}zones/", "zones", {"organiser", "co_organiser"}, SEEN),
    ("GET", f"{FAIR}landmarks/", None, EVERYBODY, SEEN),
    ("PUT", f"{FAIR}landmarks/", ENTRANCE, {"organiser", "co_organiser"}, SEEN),
    ("GET", f"{FAIR}announcements/", None, EVERYBODY, SEEN),
    ("POST", f"{FAIR}announcements/", {"title": "午休"}, {"organiser", "co_organiser"}, SEEN),
    ("POST", "announcements/{announcement}/withdraw/", None, {"organiser", "co_organiser"}, SEEN),
    ("GET", f"{FAIR}booths/", None, EVERYBODY, SEEN),
    ("GET", f"{DRAFT_FAIR}booths/", None, {"organiser"}, UNSEEN),
    ("GET", "booths/{booth}/", None, EVERYBODY, SEEN),
    ("GET", "booths/{draft_booth}/", None, {"organiser", "co_organiser"}, UNSEEN),
    ("PATCH", "booths/{booth}/", {"intro": "我们做纸盒"}, {"rep", "organiser", "co_organiser"}, SEEN),
    ("POST", "booths/{draft_booth}/place/", {"zone": None, "number": None}, {"organiser", "co_organiser"}, UNSEEN),
    ("POST", "booths/{booth}/unpublish/", None, {"rep", "organiser", "co_organiser"}, SEEN),
    ("GET", "booths/{booth}/positions/", None, EVERYBODY, SEEN),
    ("POST", "booths/{booth}/positions/", NEW_POSITION, {"rep", "organiser", "co_organiser"}, SEEN),
    ("GET", "positions/{position}/", None, EVERYBODY, SEEN),
    ("GET", "positions/{draft_position}/", None, {"rep", "organiser", "co_organiser"}, UNSEEN),
    ("PATCH", "positions/{position}/", {"hours": "9 点到 5 点"}, {"rep", "organiser", "co_organiser"}, SEEN),
    ("POST", "positions/{draft_position}/submit/", None, {"rep", "organiser", "co_organiser"}, UNSEEN),
    ("POST", "positions/{position}/approve/", {}, {"organiser", "co_organiser"}, SEEN),
    ("POST", "positions/{position}/return/", {"note": "请补地址"}, {"organiser", "co_organiser"}, SEEN),
    ("POST", "positions/{position}/close/", None, {"rep", "organiser", "co_organiser"}, SEEN),
    ("POST", "positions/{position}/reopen/", None, {"rep", "organiser", "co_organiser"}, SEEN),
    ("DELETE", "positions/{draft_position}/", None, {"rep", "organiser", "co_organiser"}, UNSEEN),
    ("GET", "search/?q=包装", None, EVERYBODY, SEEN),
    ("GET", "venues/", None, EVERYBODY - {"stranger"}, SEEN),
    ("GET", "series/", None, EVERYBODY - {"stranger"}, SEEN),
    ("GET", "intents/", None, EVERYBODY - {"stranger"}, SEEN),
    ("POST", "intents/heard/", "heard", {"adviser"}, SEEN),
    ("GET", "booths/{booth}/intents/", None, {"rep"}, UNSEEN),
    ("GET", "employers/", None, EVERYBODY - {"stranger"}, SEEN),
    ("GET", "employers/{employer}/", None, {"rep", "organiser"}, UNSEEN),
    ("PATCH", "employers/{employer}/", {"intro": "我们做纸盒"}, {"rep", "organiser"}, UNSEEN),
]  # fmt: skip
#: What is read only with an account.
OWN = {
    "venues/",
    "series/",
    "employers/",
    "employers/{employer}/",
    "intents/",
    "booths/{booth}/intents/",
}
#: Endpoints whose success needs another state of things; tested by their rules below.
ELSEWHERE = {
    ("POST", "fairs/"), ("POST", "fairs/{}/archive/"), ("POST", "booths/{}/publish/"),
    ("POST", "fairs/{}/booths/"), ("POST", "intents/"), ("GET", "schema/"), ("GET", "docs/"),
    ("POST", "employers/"), ("POST", "employers/{}/submit/"), ("POST", "employers/{}/approve/"),
    ("POST", "employers/{}/return/"),
}  # fmt: skip


def address(world: World, path: str) -> str:
    things = {
        name: getattr(world, name).key
        for name in (
            "fair", "draft_fair", "booth", "draft_booth", "position", "draft_position",
            "announcement",
        )
    }  # fmt: skip
    return f"{BASE}/{path.format(**things, employer=world.cast.employer.key)}"


def body(world: World, given):
    if given == "sessions":
        return world.client("organiser").get(address(world, f"{FAIR}sessions/")).json()
    if given == "zones":
        return world.client("organiser").get(address(world, f"{FAIR}zones/")).json()
    if given == "heard":
        register(world.people["jobseeker"], fair=world.booth.fair)
        person = person_of(world.people["jobseeker"]).key
        said = {"side": "jobseeker", "step": "interested", "voice": "family", "channel": "phone"}
        return said | {"position": world.position.key, "person": person, "cid": new_cid()}
    return given


@pytest.mark.parametrize(
    ("method", "path", "given", "allowed", "refusal"), TABLE, ids=[f"{m} {p}" for m, p, *_ in TABLE]
)
def test_each_role_may_what_the_table_says(world, method, path, given, allowed, refusal):
    from django.db import transaction

    given = body(world, given)
    for role in sorted(EVERYBODY):
        sid = transaction.savepoint()
        answer = world.client(role).generic(
            method, address(world, path), _json(given), content_type="application/json"
        )
        transaction.savepoint_rollback(sid)
        if role in allowed:
            assert answer.status_code in (200, 201, 204), (role, answer.content.decode())
        elif role == "stranger" and (method != "GET" or path in OWN):
            assert answer.status_code == UNKNOWN, role
        else:
            assert answer.status_code == refusal, (role, answer.content.decode())


def test_every_endpoint_is_in_the_table():
    written = {
        (method, re.sub(r"\{\w+\}", "{}", path.partition("?")[0])) for method, path, *_ in TABLE
    }
    assert written | ELSEWHERE == set(_routes())


def test_an_organiser_begins_a_fair_only_for_its_own_body(world):
    plan = {
        "name": "下一场", "mode": "online",
        "starts_at": "2027-01-01T09:00:00+08:00", "ends_at": "2027-01-01T17:00:00+08:00",
        "organiser": world.cast.organiser.key,
    }  # fmt: skip
    answer = world.client("organiser").post(f"{BASE}/fairs/", plan)
    assert (answer.status_code, answer.json()["state"]) == (201, "draft")
    answer = world.client("organiser_elsewhere").post(f"{BASE}/fairs/", plan)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["organiser"])
    assert world.client("stranger").post(f"{BASE}/fairs/", plan).status_code == 401


def test_only_the_organiser_puts_a_closed_fair_away(world):
    world.fair.state = "closed"
    world.fair.save()
    path = address(world, f"{FAIR}archive/")
    assert world.client("co_organiser").post(path).status_code == 403
    assert world.client("organiser").post(path).json()["state"] == "archived"


def test_a_rep_publishes_a_booth_that_lacks_nothing(world):
    world.booth.published_at = None
    world.booth.save()
    path = address(world, "booths/{booth}/publish/")
    answer = world.client("rep").post(path)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["staffing"])
    world.booth.staffing.create(user=world.people["rep"])
    assert world.client("rep").post(path).json()["published_at"]


def test_an_organiser_gives_an_employer_a_booth(world):
    from tests.factories import make_employer

    employer = make_employer(world.cast.organiser)
    path = address(world, f"{FAIR}booths/")
    answer = world.client("organiser").post(path, {"employer": employer.key})
    assert (answer.status_code, answer.json()["employer"]["id"]) == (201, employer.key)
    answer = world.client("rep").post(path, {"employer": world.cast.employer.key})
    assert answer.status_code == 400


def test_an_employer_is_entered_handed_in_and_reviewed(world):
    boss, rep = world.client("organiser"), world.client("rep")
    plan = {"organiser": world.cast.organiser.key, "name": "新来的厂", "kind": "company"}
    made = boss.post(f"{BASE}/employers/", plan)
    assert (made.status_code, made.json()["review_state"]) == (201, "draft")
    for role, status in {"rep": 400, "organiser_elsewhere": 400, "stranger": 401}.items():
        assert world.client(role).post(f"{BASE}/employers/", plan).status_code == status
    assert boss.post(f"{BASE}/employers/", plan).json()["code"] == "employer_exists"
    taken = plan | {"name": "又一家", "licence_number": world.cast.employer.licence_number}
    assert boss.post(f"{BASE}/employers/", taken).status_code == 409
    incomplete = boss.post(f"{BASE}/employers/{made.json()['id']}/submit/")
    assert "intro" in incomplete.json()["fields"]
    Employer.objects.filter(pk=world.cast.employer.pk).update(review_state="draft")
    path = f"{BASE}/employers/{world.cast.employer.key}"
    assert rep.post(f"{path}/submit/").json()["review_state"] == "submitted"
    note = {"note": "请补地址"}
    for verb, body in (("approve", {}), ("return", note)):
        assert rep.post(f"{path}/{verb}/", body).status_code == 403
        for role in [*sorted(OUTSIDERS - {"stranger"}), "co_organiser"]:
            assert world.client(role).post(f"{path}/{verb}/", body).status_code == 404, role
    assert boss.post(f"{path}/return/", note).json()["review_note"] == "请补地址"
    assert boss.post(f"{path}/approve/").json()["review_state"] == "approved"


def test_flagged_wording_of_an_employer_passes_only_when_said_to_stay(world):
    path = f"{BASE}/employers/{world.cast.employer.key}"
    boss = world.client("organiser")
    boss.patch(f"{path}/", {"intro_en": "Men only"})
    assert boss.post(f"{path}/approve/").json()["code"] == "employer_flagged"
    kept = boss.post(f"{path}/approve/", {"keeping_flagged": True}, format="json")
    assert kept.json()["review_state"] == "approved"


def test_a_position_is_closed_opened_again_and_removed_only_if_it_was_never_public(world):
    rep, path = world.client("rep"), f"{BASE}/positions/{world.position.key}/"
    assert rep.post(f"{path}close/").json()["closed_at"]
    assert rep.post(f"{path}reopen/").json()["closed_at"] is None
    assert rep.delete(path).json()["code"] == "position_public"
    draft = f"{BASE}/positions/{world.draft_position.key}/"
    gone = rep.delete(draft)
    assert (gone.status_code, gone.content) == (204, b"")
    assert rep.get(draft).status_code == 404


def test_venues_and_series_are_those_of_ones_own_body(world):
    Venue.objects.create(organiser=world.cast.organiser, name="市民中心", address="东湖路 1 号")
    Series.objects.create(organiser=world.cast.organiser, name="就业援助月")
    for path, name in (("venues/", "市民中心"), ("series/", "就业援助月")):
        found = {
            role: world.client(role).get(f"{BASE}/{path}").json() for role in ("organiser", "rep")
        }
        assert name in [one["name"] for one in found["organiser"]["results"]]
        assert found["rep"]["count"] == 0


def _json(given) -> str:
    import json

    return "" if given is None else json.dumps(given)


def _routes():
    (api,) = (entry for entry in get_resolver().url_patterns if str(entry.pattern) == "api/v1/")
    for entry in api.url_patterns:
        path = re.sub(r"<id:\w+>", "{}", str(entry.pattern))
        methods = getattr(entry.callback, "actions", {"get": ""})
        for method in methods:
            if method != "head":
                yield method.upper(), path
