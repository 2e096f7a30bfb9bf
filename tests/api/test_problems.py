"""Refusals: a code for the program, a sentence for the person, and where."""

import pytest
from django.db import OperationalError
from rest_framework.throttling import AnonRateThrottle

from tests.api.conftest import BASE

PARTS = {"type", "title", "status", "code", "detail", "fields"}


def refused(answer, status, code):
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    problem = answer.json()
    assert problem.keys() == PARTS
    assert (problem["status"], problem["code"]) == (status, code)
    return problem


def test_a_rule_says_which_fields_lack_what(world):
    world.draft_fair.summary = ""
    world.draft_fair.save()
    answer = world.client("organiser").post(f"{BASE}/fairs/{world.draft_fair.key}/publish/")
    problem = refused(answer, 422, "fair_incomplete")
    assert problem["detail"] == "还差几项，补全后再发布。"
    assert problem["fields"] == {"summary": "写一段简介，说明这场招聘会为谁办、有什么。"}


def test_a_state_that_does_not_allow_it_is_a_conflict(world):
    answer = world.client("organiser").post(f"{BASE}/fairs/{world.fair.key}/archive/")
    refused(answer, 409, "fair_step_refused")


def test_what_is_not_understood_names_the_field(world):
    path = f"{BASE}/fairs/{world.fair.key}/"
    answer = world.client("organiser").patch(path, {"mode": "maybe", "venue": "nowhere"})
    assert refused(answer, 400, "invalid")["fields"].keys() == {"mode", "venue"}


def test_a_broken_body_is_said_so(world):
    answer = world.client("organiser").generic(
        "PATCH", f"{BASE}/fairs/{world.fair.key}/", "{", content_type="application/json"
    )
    refused(answer, 400, "parse_error")


def test_what_is_not_there_and_what_may_not_be_seen_look_the_same(world):
    hidden = world.client("nobody").get(f"{BASE}/fairs/{world.draft_fair.key}/")
    missing = world.client("nobody").get(f"{BASE}/fairs/{world.booth.key}/")
    assert refused(hidden, 404, "not_found") == refused(missing, 404, "not_found")


def test_who_may_see_but_not_change_is_told(world):
    answer = world.client("jobseeker").patch(f"{BASE}/fairs/{world.fair.key}/", {"summary": "x"})
    refused(answer, 403, "not_organiser")


@pytest.mark.parametrize("throttle", [AnonRateThrottle])
def test_too_many_calls_are_told_how_long_to_wait(world, monkeypatch, throttle):
    monkeypatch.setattr(throttle, "THROTTLE_RATES", {"anon": "2/min", "user": "600/min"})
    client = world.client("stranger")
    for _ in range(2):
        assert client.get(f"{BASE}/fairs/").status_code == 200
    answer = client.get(f"{BASE}/fairs/")
    refused(answer, 429, "throttled")
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert world.client("rep").get(f"{BASE}/fairs/").status_code == 200


def test_a_database_that_is_away_may_be_asked_again(world, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("jobfair.fairs.services.publish_fair", away)
    answer = world.client("organiser").post(f"{BASE}/fairs/{world.draft_fair.key}/publish/")
    refused(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
