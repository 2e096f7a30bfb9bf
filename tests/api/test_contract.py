"""Random calls made from the description: whatever is sent, the answer is one that it names."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from rest_framework.views import APIView
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jobfair.accounts.services import create_token

EXAMPLES = 6
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture
def _one_connection():
    """Keep the test's own connection between calls, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def description(world, monkeypatch, _one_connection):
    monkeypatch.setattr(APIView, "throttle_classes", [])
    return schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())


def things_of(world) -> dict[str, str]:
    """Identifiers of things that are there, so that calls reach the rules behind them."""
    return {
        "fair": world.fair.key,
        "booth": world.booth.key,
        "position": world.position.key,
        "announcement": world.announcement.key,
        "employer": world.cast.employer.key,
    }


def test_every_answer_is_one_that_the_description_names(world, description):
    secret = create_token(world.people["organiser"], name="随机调用").secret
    things = things_of(world)
    called = set()
    for operation in (result.ok() for result in description.get_all_operations()):

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def call(case):
            case.path_parameters = {
                name: things.get(name, value)
                for name, value in (case.path_parameters or {}).items()
            }
            headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
            case.call_and_validate(headers=headers, checks=CHECKS)
            called.add(case.operation.label)

        call()
    assert len(called) > 25
