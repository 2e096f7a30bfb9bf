"""An adviser writes down what a call found out, by keyboard alone; the person reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jobfair.accounts.services import person_of
from jobfair.outcomes.models import FollowUp, PlaceKind, Placement
from jobfair.outcomes.services import place_person
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site

FOCUSED = """() => {
  const it = document.activeElement;
  if (!it.matches("a, button, input, select, textarea")) return "";
  const named = it.labels && it.labels.length ? Array.from(it.labels) : [it];
  return named.map((one) => one.textContent).join(" ");
}"""
MOST_TABS = 80


@pytest.fixture
def placement(site: Site, browser: Any, django_db_blocker: Any) -> Placement:
    """Work that began over a month ago, in a shop, about which a call is due."""
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        return place_person(
            make.make_adviser(fair.organiser, name="郑老师"),
            fair=fair,
            person=person_of(make.make_jobseeker(name="林小满")),
            kind=PlaceKind.KINDNESS_SHOP,
            place="灯笼花爱心商店",
            started_on=timezone.localdate() - timedelta(days=35),
        )


def tab_to(page: Page, words: str) -> None:
    """Press Tab until these words have the focus."""
    for _n in range(MOST_TABS):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{words} is not reached by keyboard")


def test_a_call_is_written_down_by_keyboard_and_read_by_the_person(
    placement: Placement, open_page: OpenPage, site: Site, django_db_blocker: Any
) -> None:
    adviser = open_page("/follow-up/", user=placement.made_by)
    expect(adviser.locator("#due")).to_have_text("今天要打 1 个电话")
    tab_to(adviser, "林小满")
    adviser.keyboard.press("Enter")
    expect(adviser.locator("#now")).to_have_text("满 1 个月回访")
    tab_to(adviser, "在岗")
    adviser.keyboard.press("Space")
    tab_to(adviser, "记下结果")
    adviser.keyboard.press("Enter")
    expect(adviser.locator("#made + ol")).to_contain_text("求职者本人说的，郑老师记录")
    expect(adviser.locator("#now")).to_have_text("满 3 个月回访")
    person = open_page("/intents/", user=placement.person.user, width=360)
    tab_to(person, "回访记录")
    person.keyboard.press("Enter")
    expect(person.locator("main")).to_contain_text("满 1 个月回访：在岗")
    expect(person.locator("main")).to_contain_text("下一次：满 3 个月回访")
    with django_db_blocker.unblock(), site.database():
        assert FollowUp.objects.get(placement=placement).result == "there"
