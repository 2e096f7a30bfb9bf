"""Whatever is typed into any form of ours outlives its token: the page that says so shows it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.test import Client

from tests.browser.test_accessibility import PAGES
from tests.browser.world import World, build_world

WRITTEN_IN = {"text", "search", "email", "tel", "url"}
ORIGIN = "http://testserver"


@dataclass
class Form:
    action: str
    is_post: bool
    given: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    is_pressed: bool = False


class Forms(HTMLParser):
    """The forms of a page: what goes with them unseen, and the names of what is written in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self.found.append(Form(given.get("action", ""), is_post))
        elif self.found and given.get("name") and "readonly" not in given:
            self._add(tag, given)
        if tag == "button" and self.found:
            self.found[-1].is_pressed = True

    def _add(self, tag: str, given: dict[str, str]) -> None:
        form, kind = self.found[-1], given.get("type", "text")
        if tag == "textarea" or (tag == "input" and kind in WRITTEN_IN):
            form.written.append(given["name"])
        elif kind == "hidden" or (tag == "button" and not form.is_pressed):
            form.given[given["name"]] = given.get("value", "")


def is_of_a_code(form: Form) -> bool:
    return form.written in (["code"], [])


@pytest.fixture
def world(db) -> World:
    return build_world()


def forms_of(client: Client, path: str) -> list[Form]:
    forms = Forms(client.get(path).content.decode()).found
    return [form for form in forms if form.is_post and not is_of_a_code(form)]


def found_again(client: Client, path: str, form: Form) -> list[str]:
    """Which of the words are missing on the page that the refusal leads to."""
    words = {name: f"打{number}字" for number, name in enumerate(form.written)}
    at = urljoin(path, form.action)
    headers = {"Origin": ORIGIN, "Referer": f"{ORIGIN}{path}"}
    stale = {"csrfmiddlewaretoken": "x" * 32}
    answer = client.post(at, form.given | words | stale, headers=headers)
    assert answer.status_code == 403
    if not answer.context["is_kept"]:
        return [f"{at}: promised nothing"]
    page = client.get(answer.context["page"], follow=True).content.decode()
    return [f"{at}: {name}" for name, word in words.items() if word not in page]


def test_every_form_shows_again_what_was_typed(world):
    lost, walked = [], 0
    for page in (page for page in PAGES if page.name != "components"):
        client = Client(enforce_csrf_checks=True)
        if person := world.person(page.role):
            client.force_login(person)
        path = page.path(world)
        for form in forms_of(client, path):
            walked += 1
            lost += found_again(client, path, form)
    assert not lost, "\n".join(lost)
    assert walked > 30
