"""Unchanged things are not sent again, and nobody overwrites what they have not seen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobfair.fairs import services
from tests.api.conftest import BASE

VERSIONED = [
    "fairs/{fair}/", "fairs/{fair}/sessions/", "fairs/{fair}/zones/", "fairs/{fair}/announcements/",
    "booths/{booth}/", "booths/{booth}/positions/", "positions/{position}/",
]  # fmt: skip


def address(world, path):
    return f"{BASE}/{path}".format(
        fair=world.fair.key, booth=world.booth.key, position=world.position.key
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
