"""The description is true: valid, complete, and kept by the endpoints."""

import pytest
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from tests.api.test_roles import _routes


def generated():
    return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture(scope="module")
def description():
    return generated()


def test_it_is_a_valid_description_without_warnings(capsys):
    description = generated()
    validate_schema(description)
    assert description["openapi"].startswith("3.1")
    assert "Warning" not in capsys.readouterr().err


def test_every_endpoint_is_described(description):
    import re

    described = {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1/")))
        for path, methods in description["paths"].items()
        for method in methods
        if method != "parameters"
    }
    assert described == set(_routes()) - {("GET", "schema/"), ("GET", "docs/")}


def test_every_refusal_is_described_as_a_problem(description):
    for methods in description["paths"].values():
        for operation in methods.values():
            assert "application/problem+json" in operation["responses"]["404"]["content"]


def test_names_of_operations_are_unique(description):
    names = [
        operation["operationId"]
        for methods in description["paths"].values()
        for operation in methods.values()
    ]
    assert len(names) == len(set(names))


def test_the_viewer_needs_nothing_from_elsewhere(client):
    page = client.get(reverse("api:docs"))
    text = page.content.decode()
    assert page.status_code == 200
    assert "https://" not in text.replace("https://github.com", "")
    assert "'unsafe-inline'" in page.headers["Content-Security-Policy"]
    assert (
        "'unsafe-inline'"
        not in client.get(reverse("api:schema")).headers["Content-Security-Policy"]
    )


def bodies(description):
    """Every JSON body of the description: where it stands, and what is said of it."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            contents = {"asked": operation.get("requestBody", {}).get("content", {})}
            contents |= {
                status: answer.get("content", {})
                for status, answer in operation["responses"].items()
            }
            for part, content in contents.items():
                for media, body in content.items():
                    if media == "application/json":
                        yield f"{method} {path} {part}", body


def test_every_body_has_an_example_that_its_own_schema_takes(description):
    found = dict(bodies(description))
    for where, body in found.items():
        schema = {"components": description["components"], **body["schema"]}
        faults = [
            fault.message for fault in Draft202012Validator(schema).iter_errors(body["example"])
        ]
        assert not faults, (where, faults)
    operations = sum(len(methods) for methods in description["paths"].values())
    assert len(found) > operations


def test_nothing_is_sent_that_only_the_service_fills_in(description):
    asked = {where: body for where, body in bodies(description) if where.endswith("asked")}
    example = asked["post /api/v1/fairs/{fair}/announcements/ asked"]["example"]
    assert example == {
        "title": "东门有坡道",
        "title_en": "",
        "body": "请从东门进。",
        "body_en": "",
        "is_urgent": False,
    }


def test_making_the_examples_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        SchemaGenerator().get_schema(request=None, public=True)
