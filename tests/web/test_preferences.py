"""Preferences: the cookie, the page and the address that changes them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jobfair.web.preferences import COOKIE, SIZES, SPEECH, THEMES, Preferences

ANY = st.builds(
    Preferences,
    size=st.sampled_from(SIZES),
    theme=st.sampled_from(THEMES),
    contrast=st.booleans(),
    simple=st.booleans(),
    quiet=st.booleans(),
    lean=st.booleans(),
    speech=st.sampled_from(SPEECH),
)


@given(ANY)
def test_what_is_kept_is_what_is_read(preferences: Preferences) -> None:
    assert Preferences.parse(preferences.serialise()) == preferences


@given(st.text())
def test_any_cookie_at_all_is_read_as_some_preferences(text: str) -> None:
    read = Preferences.parse(text)
    assert read.size in SIZES
    assert read.theme in THEMES


def test_defaults_need_no_cookie_and_no_attribute() -> None:
    assert Preferences().serialise() == ""
    assert Preferences().attributes == ""


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [
        ("size=large&contrast=on", Preferences(size="large", contrast=True)),
        ("size=enormous&contrast=perhaps", Preferences()),
        ("theme=dark&unknown=1&&=", Preferences(theme="dark")),
    ],
)
def test_reading_leaves_out_what_it_does_not_know(cookie: str, expected: Preferences) -> None:
    assert Preferences.parse(cookie) == expected


def test_attributes_carry_only_what_differs() -> None:
    chosen = Preferences(size="huge", simple=True)
    assert chosen.attributes == ' data-size="huge" data-simple="on"'


def change(client: Client, method: str, **values: str):
    return getattr(client, method)(reverse("web:set_preferences"), values)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_change_is_kept_and_leads_back(client: Client, method: str) -> None:
    answer = change(client, method, size="large", next="/help/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/help/?a=1")
    assert 'data-size="large"' in client.get("/help/").content.decode()


def test_one_change_leaves_the_others(client: Client) -> None:
    change(client, "post", size="large")
    change(client, "post", contrast="on")
    assert client.cookies[COOKIE].value == "size=large&contrast=on"


def test_back_to_the_defaults_forgets_the_cookie(client: Client) -> None:
    change(client, "post", size="large")
    change(client, "post", size="standard")
    assert client.cookies[COOKIE].value == ""


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x", ""])
def test_the_way_back_stays_on_the_site(client: Client, elsewhere: str) -> None:
    assert change(client, "post", size="large", next=elsewhere)["Location"] == "/"


def test_language_changes_the_page_and_its_lang(client: Client) -> None:
    change(client, "post", language="en")
    page = client.get("/help/").content.decode()
    assert '<html lang="en"' in page
    change(client, "post", language="zh-hans")
    assert '<html lang="zh-Hans-CN"' in client.get("/help/").content.decode()


def test_a_language_that_is_not_offered_changes_nothing(client: Client) -> None:
    change(client, "post", language="xx")
    assert '<html lang="zh-Hans-CN"' in client.get("/help/").content.decode()


def test_a_stranger_needs_no_token_and_gets_no_other_cookie() -> None:
    strict = Client(enforce_csrf_checks=True)
    change(strict, "post", size="large")
    strict.get("/help/")
    assert set(strict.cookies) == {COOKIE}


def test_the_settings_page_shows_what_holds(client: Client) -> None:
    change(client, "post", theme="dark", lean="on")
    groups = client.get(reverse("web:preferences")).context["groups"]
    assert {group.name: group.chosen for group in groups} == {
        "size": "standard",
        "theme": "dark",
        "contrast": "off",
        "simple": "off",
        "quiet": "off",
        "lean": "on",
        "speech": "all",
        "language": "zh-hans",
    }


def test_pages_tell_caches_that_they_differ_by_cookie(client: Client) -> None:
    assert "Cookie" in client.get("/help/")["Vary"]
