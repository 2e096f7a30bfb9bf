"""The bar that lets a visitor be anybody: in the demo, and nowhere else."""

import json
import os
import subprocess
import sys
from copy import deepcopy

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import NoReverseMatch, reverse

from jobfair.demo.people import demo_people
from tests.factories import make_user

BAR = "这是演示"
ASK = """
import json
from jobfair import settings
import django; django.setup()
from jobfair.urls import urlpatterns
processors = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
print(json.dumps({
    "app": "jobfair.demo" in settings.INSTALLED_APPS,
    "bar": "jobfair.demo.context.bar" in processors,
    "route": any(str(entry.pattern) == "demo/" for entry in urlpatterns),
}))
"""


@pytest.fixture
def in_demo(settings, demo):
    """The project as the demo configures it."""
    settings.ROOT_URLCONF = "tests.domain.demo.urls"
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("jobfair.demo.context.bar")
    settings.TEMPLATES = templates


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=False)


def settings_with(**environment: str) -> dict[str, bool]:
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "jobfair.settings", **environment},
        cwd=configured.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(answer.stdout)


@pytest.mark.parametrize(("said", "there"), [("", False), ("0", False), ("1", True)])
def test_app_bar_and_route_are_there_only_when_the_environment_says_so(said, there):
    assert settings_with(JOBFAIR_DEMO=said) == {"app": there, "bar": there, "route": there}


def test_without_the_demo_there_is_no_bar_and_no_route(db, visitor):
    assert BAR not in visitor.get(reverse("web:home")).content.decode()
    for address in ("/demo/", "/demo/walk/", "/demo/leave/"):
        assert visitor.post(address, {"person": "guomin"}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo:walk")


def test_the_bar_stands_on_every_page_and_names_the_visitor(in_demo, visitor):
    page = visitor.get(reverse("web:home")).content.decode()
    assert BAR in page
    assert "您现在是访客" in page


@pytest.mark.parametrize("person", demo_people(), ids=lambda person: person.key)
def test_one_press_makes_the_visitor_a_demo_person_and_another_nobody(in_demo, visitor, person):
    visitor.post("/demo/walk/", {"person": person.key})
    assert f"您现在是{person.name}" in visitor.get(reverse("web:home")).content.decode()
    visitor.post("/demo/leave/")
    assert "您现在是访客" in visitor.get(reverse("web:home")).content.decode()


def test_nobody_outside_the_list_can_be_become(in_demo, visitor):
    stranger = make_user()
    for key in ("", "nobody", str(stranger.pk), stranger.email):
        assert visitor.post("/demo/walk/", {"person": key}).status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_a_link_alone_changes_nobody(in_demo, visitor):
    assert visitor.get("/demo/walk/?person=guomin").status_code == 405
    assert visitor.get("/demo/leave/").status_code == 405


def test_a_foreign_page_cannot_press_the_button(in_demo):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/walk/", {"person": "guomin"}).status_code == 403


def test_the_list_of_people_says_how_each_signs_in(in_demo, visitor):
    page = visitor.get("/demo/").content.decode()
    for person in demo_people():
        assert person.email in page
        assert person.walk in page


def test_the_bar_asks_the_database_nothing_more(in_demo, visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get("/demo/")
