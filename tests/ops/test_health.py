"""Whoever watches over the site is told in words what works and what does not."""

import json
from collections import namedtuple

import pytest
from django.core.cache import cache

from jobfair.ops import health
from tests.servers import free_port

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


def ready(client):
    response = client.get("/healthz/ready")
    return response.status_code, json.loads(response.content)


def test_live_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz/live")
    assert response.json() == {"status": "live"}
    assert "no-store" in response["Cache-Control"]


def test_ready_says_what_it_looked_at(client):
    status, body = ready(client)
    assert (status, body["status"]) == (200, "ready")
    assert set(body["checks"]) == {"database", "migrations", "disk", "events"}


def test_a_full_disk_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(100, 96, 4))
    status, body = ready(client)
    assert (status, body["status"]) == (503, "not ready")
    assert "4%" in body["checks"]["disk"]


def test_missing_migrations_are_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "waiting_migrations", lambda: 1)
    status, body = ready(client)
    assert status == 503
    assert "没有升级" in body["checks"]["migrations"]


def test_a_write_that_is_lost_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(cache, "set", lambda *args, **options: None)
    cache.delete("healthz")
    assert ready(client)[0] == 503


def test_a_failing_database_is_named_by_its_kind_and_tells_no_secret(client, monkeypatch):
    def refuse(*args, **options):
        raise ConnectionError("password=hunter2 host=10.0.0.1")

    monkeypatch.setattr(cache, "set", refuse)
    status, body = ready(client)
    assert status == 503
    assert body["checks"]["database"] == "ConnectionError"


def test_without_redis_the_site_is_degraded_and_still_serves(client, settings):
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}"
    status, body = ready(client)
    assert (status, body["status"]) == (200, "degraded")
    assert body["checks"]["events"] == "ConnectionError"
