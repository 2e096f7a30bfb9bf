"""The log is one JSON object a line, and holds nothing that somebody wrote."""

import json
import logging
import re
from importlib import import_module

import structlog
from django.test import Client

from jobfair.common import logs


def line(record: logging.LogRecord) -> dict:
    """A record as it is written."""
    text = logs.formatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_an_event_keeps_listed_fields_and_loses_the_others(caplog):
    structlog.get_logger("jobfair.test").warning("worker_ended", code=3, phone="13800000000")
    written = line(caplog.records[-1])
    assert written["event"] == "worker_ended"
    assert written["code"] == 3
    assert written["level"] == "warning"
    assert written["timestamp"]
    assert "13800000000" not in json.dumps(written)


def test_a_fault_of_another_library_is_written_the_same_way(caplog):
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    written = line(caplog.records[-1])
    assert written["event"] == "Internal Server Error: /"
    assert "ValueError: broken" in written["exception"]


def secret_links() -> list[str]:
    """Every address of ours that takes a secret, with one in it."""
    import_module("jobfair.urls")
    pages = import_module("jobfair.web.urls").urlpatterns
    patterns = [pattern for pattern in pages if "secret>" in str(pattern.pattern)]
    assert len(patterns) >= 4
    return ["/" + re.sub("<[a-z]+:secret>", "TOP-secret_1", str(p.pattern)) for p in patterns]


def test_the_secret_of_a_link_is_not_on_record(db, caplog):
    for address in secret_links():
        Client(enforce_csrf_checks=True).post(address, {"name": "x"})
        logging.getLogger("django.request").error("Internal Server Error: %s", address)
        assert address in caplog.text
        written = json.dumps([line(record) for record in caplog.records])
        assert "TOP-secret_1" not in written
        assert address.split("/")[1] in written


def test_a_broken_page_is_on_record_and_a_missing_one_is_not(client, db, caplog, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("jobfair.ops.health.answer", lambda *args: 1 / 0)
    assert client.get("/no-such-page/").status_code == 404
    assert not caplog.records
    assert client.get("/healthz/live?token=secret").status_code == 500
    assert "ZeroDivisionError" in line(caplog.records[-1])["exception"]
    assert "secret" not in caplog.text
