"""Unchanged things are not sent again, and nobody overwrites what they have not seen."""

import re
from functools import cache

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from drf_spectacular.generators import SchemaGenerator

from jobfair.fairs import services
from tests.api import test_roles
from tests.api.conftest import BASE

VERSIONED = [
    "fairs/{fair}/", "fairs/{fair}/sessions/", "fairs/{fair}/zones/", "fairs/{fair}/announcements/",
    "booths/{booth}/", "booths/{booth}/positions/", "positions/{position}/",
]  # fmt: skip
STALE = '"00000000000000000000000000000000"'


def address(world, path):
    return f"{BASE}/{path}".format(
        fair=world.fair.key,
        booth=world.booth.key,
        position=world.position.key,
        employer=world.cast.employer.key,
    )


@pytest.mark.parametrize("role", ["stranger", "rep", "organiser"])
@pytest.mark.parametrize("path", VERSIONED)
def test_what_has_not_changed_is_not_sent_again(world, path, role):
    client, path = world.client(role), address(world, path)
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_compressed_answer_has_the_same_version(world):
    client, path = world.client("organiser"), address(world, "fairs/{fair}/")
    tag = client.get(path, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert tag.startswith("W/")
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    answer = client.patch(path, {"summary": "新的"}, headers={"If-Match": tag})
    assert answer.status_code == 200


@pytest.mark.parametrize("role", ["stranger", "rep", "organiser"])
def test_what_has_changed_is_sent(world, role):
    client, path = world.client(role), address(world, "fairs/{fair}/")
    tag = client.get(path).headers["ETag"]
    services.edit_fair(world.people["organiser"], fair=world.fair, summary="新的简介")
    answer = client.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json()["summary"]) == (200, "新的简介")


def test_an_unchanged_list_is_told_from_the_version_alone(world):
    client, path = world.client("stranger"), address(world, "booths/{booth}/positions/")
    tag = client.get(path).headers["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert not any("booths_position" in query["sql"] for query in asked.captured_queries)


def test_two_languages_have_two_tags(world):
    client, path = world.client("stranger"), address(world, "fairs/{fair}/")
    chinese = client.get(path, headers={"Accept-Language": "zh-hans"}).headers["ETag"]
    english = client.get(path, headers={"Accept-Language": "en"}).headers["ETag"]
    assert chinese != english


@pytest.mark.parametrize(
    ("path", "role", "change"),
    [
        ("fairs/{fair}/", "organiser", {"summary": "甲"}),
        ("booths/{booth}/", "rep", {"intro": "甲"}),
        ("positions/{position}/", "rep", {"hours": "甲"}),
        ("employers/{employer}/", "rep", {"intro": "甲"}),
    ],
)
def test_a_change_of_what_was_read_before_is_refused(world, path, role, change):
    client, path = world.client(role), address(world, path)
    tag = client.get(path).headers["ETag"]
    first = client.patch(path, change, headers={"If-Match": tag})
    assert first.status_code == 200
    field = next(iter(change))
    second = client.patch(path, {field: "乙"}, headers={"If-Match": tag})
    assert (second.status_code, second.json()["code"]) == (412, "changed_since")
    assert client.get(path).json()[field] == "甲"
    third = client.patch(path, {field: "乙"}, headers={"If-Match": first.headers["ETag"]})
    assert third.status_code == 200


@cache
def heeding_versions():
    """The writes that are described with If-Match, and those that are not."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    found = {True: set(), False: set()}
    for path, methods in paths.items():
        for method, operation in methods.items():
            if method != "get":
                named = {one["name"] for one in operation.get("parameters", [])}
                assert ("If-Match" in named) is ("412" in operation["responses"])
                plain = re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1/"))
                found["If-Match" in named].add((method.upper(), plain))
    return found


WRITES = [row for row in test_roles.TABLE if row[0] != "GET"]


@pytest.mark.parametrize(
    ("method", "path", "given", "allowed", "_refusal"),
    WRITES,
    ids=[f"{m} {p}" for m, p, *_ in WRITES],
)
def test_a_version_is_heeded_just_where_it_is_described(
    world, method, path, given, allowed, _refusal
):
    role = sorted(allowed)[0]
    answer = world.client(role).generic(
        method,
        test_roles.address(world, path),
        test_roles._json(test_roles.body(world, given)),
        content_type="application/json",
        headers={"If-Match": STALE},
    )
    is_heeded = (method, re.sub(r"\{\w+\}", "{}", path)) in heeding_versions()[True]
    assert (answer.status_code == 412) is is_heeded


def test_making_something_new_takes_no_version():
    made = {
        "employers/",
        "fairs/",
        "fairs/{}/announcements/",
        "fairs/{}/booths/",
        "booths/{}/positions/",
        "intents/",
        "intents/heard/",
    }
    assert heeding_versions()[False] == {("POST", path) for path in made}


def test_what_was_announced_is_withdrawn_as_it_was_made(world):
    client = world.client("organiser")
    made = client.post(address(world, "fairs/{fair}/announcements/"), {"title": "午休"})
    path = f"{BASE}/announcements/{made.json()['id']}/withdraw/"
    assert client.post(path, headers={"If-Match": STALE}).status_code == 412
    assert client.post(path, headers={"If-Match": made.headers["ETag"]}).status_code == 200


def test_a_write_is_never_answered_with_nothing(world):
    client, path = world.client("rep"), address(world, "booths/{booth}/")
    tag = client.get(path).headers["ETag"]
    answer = client.patch(path, {}, headers={"If-None-Match": tag})
    assert answer.json()["id"] == world.booth.key
