"""What every page owes everybody: axe in four looks, reflow, keyboard, bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.browser.audits import (
    OTHER_LOOKS,
    SOUND,
    TIGHT,
    Walk,
    audit,
    audit_look,
    broken_pictures,
    keyboard_walk,
    look,
    spaced_out,
    too_wide,
)
from tests.browser.bills import CHAT_SCRIPTS, FURTHER_PAGE, HTML, Bill, visit
from tests.browser.conftest import open_context
from tests.browser.site import Site
from tests.browser.world import World
from tests.conftest import EVERY_PAGE


@dataclass(frozen=True)
class PageUnderTest:
    """Who opens what: ``role`` is visitor, jobseeker, rep, organiser or staff.

    ``with_a_conflict``: its form was sent after a colleague had changed the same.
    """

    name: str
    role: str
    path: Callable[[World], str]
    status: int = 200
    with_a_conflict: bool = False


def of_fair(name: str, query: str = "") -> Callable[[World], str]:
    return lambda world: reverse(f"web:{name}", args=[world.fair.pk]) + query


def of_booth(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"web:{name}", args=[world.booth.pk])


def of_position(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"web:{name}", args=[world.position.pk])


DESK = {
    "home": "",
    "new": "new/",
    "begin": "new/begin/",
    "book": "employers/",
    "new employer": "employers/new/",
    "review": "review/",
    "job types": "job-types/",
    "years": "years/",
}
DESK_OF_FAIR = {
    "fair": "",
    "figures by booth": "figures/by/booth/",
    "history": "history/",
    "plan": "plan/",
    "basics": "plan/basics/",
    "times": "plan/times/",
    "venue": "plan/place/",
    "zones": "plan/zones/",
    "help": "plan/help/",
    "registration": "plan/registration/",
    "rules": "plan/rules/",
    "board": "board/",
    "wall": "wall/",
    "wall link": "wall/link/",
    "end wall link": "wall/link/end/",
    "unanswered": "unanswered/",
    "fair report": "report/",
    "behind a figure": "figures/positions/",
    "talks": "talks/",
    "check": "plan/check/",
    "new venue": "venues/new/",
    "close": "step/close/",
    "copy": "copy/",
    "booths": "booths/",
    "add booths": "booths/add/",
    "place all": "booths/place-all/",
    "approve employers": "booths/approve-employers/",
    "approve positions": "booths/approve-positions/",
    "invite reps": "booths/invite/",
    "publish ready": "booths/publish-ready/",
    "floor": "floor/",
    "import": "import/",
    "announcements": "announcements/",
    "reports": "reports/",
    "announce": "announcements/write/",
    "organisers": "people/",
    "new co-organiser": "people/new/",
}

PAGES = [
    PageUnderTest("home", "visitor", lambda world: "/"),
    PageUnderTest("help", "visitor", lambda world: "/help/"),
    PageUnderTest("accessibility", "visitor", lambda world: "/accessibility/"),
    PageUnderTest("preferences", "visitor", lambda world: "/preferences/"),
    PageUnderTest("not found", "visitor", lambda world: "/nowhere/", 404),
    PageUnderTest("components", "staff", lambda world: "/components/"),
    PageUnderTest("duplicates", "organiser", lambda world: "/records/duplicates/"),
    PageUnderTest("sign in", "visitor", lambda world: "/accounts/login/"),
    PageUnderTest("sign in by password", "visitor", lambda world: "/accounts/login/password/"),
    PageUnderTest("forgotten password", "visitor", lambda world: "/accounts/forgotten/"),
    PageUnderTest("sign up", "visitor", lambda world: "/accounts/signup/"),
    PageUnderTest("invitation gone", "visitor", lambda world: "/invitation/wrong/", 404),
    PageUnderTest("sign out", "jobseeker", lambda world: "/accounts/logout/"),
    PageUnderTest("my page", "rep", lambda world: "/me/"),
    PageUnderTest("my name", "rep", lambda world: "/me/name/"),
    PageUnderTest("my address", "rep", lambda world: "/accounts/email/"),
    PageUnderTest("my telephone", "rep", lambda world: "/accounts/phone/"),
    PageUnderTest("my password", "rep", lambda world: "/accounts/password/new/"),
    PageUnderTest("second step", "rep", lambda world: "/accounts/second-step/"),
    PageUnderTest("second step on", "rep", lambda world: "/accounts/second-step/on/"),
    PageUnderTest("my data", "jobseeker", lambda world: "/me/data/"),
    PageUnderTest("erase me", "jobseeker", lambda world: "/me/erase/"),
    PageUnderTest("erased", "visitor", lambda world: "/me/erased/"),
    PageUnderTest(
        "merge",
        "adviser",
        lambda world: f"/records/duplicates/{world.paper.key}/{world.intent.person.key}/",
    ),
    PageUnderTest("erase record", "adviser", lambda world: f"/records/{world.paper.key}/erase/"),
    PageUnderTest("tokens", "rep", lambda world: "/me/tokens/"),
    PageUnderTest("end role", "rep", lambda world: f"/roles/{world.rep_role.key}/end/"),
    PageUnderTest("reps", "rep", lambda world: f"/employers/{world.employer.key}/people/"),
    PageUnderTest(
        "colleagues", "organiser", lambda world: f"/organisers/{world.organiser.key}/people/"
    ),
    PageUnderTest(
        "organiser's own record", "organiser", lambda world: f"/organisers/{world.organiser.key}/"
    ),
    PageUnderTest("intents", "jobseeker", lambda world: "/intents/"),
    PageUnderTest("intent", "jobseeker", lambda world: f"/intents/{world.intent.key}/"),
    PageUnderTest(
        "express interest", "newcomer", lambda world: f"/positions/{world.position.key}/intent/"
    ),
    PageUnderTest("rep intents", "rep", lambda world: f"/rep/booths/{world.booth.key}/intents/"),
    PageUnderTest("rep intent", "rep", lambda world: f"/intents/{world.intent.key}/"),
    PageUnderTest("register", "newcomer", lambda world: f"/fairs/{world.fair.key}/register/"),
    PageUnderTest("registered", "jobseeker", lambda world: f"/fairs/{world.fair.key}/register/"),
    PageUnderTest(
        "attendance", "organiser", lambda world: f"/desk/fairs/{world.fair.key}/attendance/"
    ),
    PageUnderTest("door", "adviser", lambda world: "/door/"),
    PageUnderTest("rep on site", "rep", lambda world: f"/rep/booths/{world.booth.key}/onsite/?q=1"),
    PageUnderTest(
        "rep records on site", "rep", lambda world: f"/rep/booths/{world.booth.key}/onsite/1/"
    ),
    PageUnderTest("adviser home", "adviser", lambda world: "/adviser/"),
    PageUnderTest(
        "adviser people", "adviser", lambda world: f"/adviser/fairs/{world.fair.key}/?q=小陈"
    ),
    PageUnderTest(
        "adviser person",
        "adviser",
        lambda world: f"/adviser/fairs/{world.fair.key}/people/{world.intent.person.key}/",
    ),
    PageUnderTest(
        "adviser place",
        "adviser",
        lambda world: (
            f"/adviser/fairs/{world.fair.key}/people/{world.intent.person.key}/placement/"
        ),
    ),
    PageUnderTest("follow-up", "adviser", lambda world: "/follow-up/"),
    PageUnderTest("case", "adviser", lambda world: f"/follow-up/placements/{world.placement.key}/"),
    PageUnderTest("my follow-ups", "jobseeker", lambda world: "/intents/follow-up/"),
    PageUnderTest("talks", "jobseeker", lambda world: "/talk/"),
    PageUnderTest(
        "older messages",
        "jobseeker",
        lambda world: f"/talk/{world.talk.key}/messages/?before=3",
    ),
    PageUnderTest("talk", "jobseeker", lambda world: f"/talk/{world.talk.key}/"),
    PageUnderTest("desk list", "rep", lambda world: f"/rep/booths/{world.booth.key}/desk/"),
    PageUnderTest(
        "desk talk",
        "rep",
        lambda world: f"/rep/booths/{world.booth.key}/desk/?talk={world.talk.key}",
    ),
    PageUnderTest("talk with booth", "organiser", lambda world: f"/talk/{world.with_booth.key}/"),
    PageUnderTest("talk trouble", "jobseeker", lambda world: f"/talk/{world.talk.key}/trouble/"),
    PageUnderTest("talk reports", "jobseeker", lambda world: "/talk/reports/"),
    PageUnderTest("report", "organiser", lambda world: f"/desk/reports/{world.report.key}/"),
    PageUnderTest("attach", "jobseeker", lambda world: f"/talk/{world.talk.key}/attach/"),
    PageUnderTest("talk people", "jobseeker", lambda world: f"/talk/{world.talk.key}/people/"),
    PageUnderTest("seat", "rep", lambda world: f"/with/{world.seat_link}/"),
    PageUnderTest(
        "desk side by side",
        "rep",
        lambda world: (
            f"/rep/booths/{world.booth.key}/desk/?talk={world.talk.key}&talk={world.question.key}"
        ),
    ),
    PageUnderTest("notes", "rep", lambda world: f"/talk/{world.question.key}/notes/"),
    PageUnderTest("settle", "rep", lambda world: f"/talk/{world.question.key}/settle/"),
    PageUnderTest("hand over", "rep", lambda world: f"/talk/{world.talk.key}/hand-over/"),
    PageUnderTest(
        "handed history", "jobseeker", lambda world: f"/hand-overs/{world.handover.key}/history/"
    ),
    PageUnderTest("phrases", "rep", lambda world: f"/rep/booths/{world.booth.key}/phrases/"),
    PageUnderTest("rep home", "rep", lambda world: "/rep/"),
    PageUnderTest("rep employer", "rep", lambda world: f"/rep/employers/{world.employer.key}/"),
    PageUnderTest("rep booth", "rep", lambda world: f"/rep/booths/{world.booth.key}/"),
    PageUnderTest("rep texts", "rep", lambda world: f"/rep/booths/{world.booth.key}/texts/"),
    PageUnderTest("rep pictures", "rep", lambda world: f"/rep/booths/{world.booth.key}/pictures/"),
    PageUnderTest("rep picture words", "rep", lambda world: f"/rep/pictures/{world.picture.key}/"),
    PageUnderTest(
        "rep logo words", "rep", lambda world: f"/rep/employers/{world.employer.key}/logo/words/"
    ),
    PageUnderTest("rep texts late", "rep", of_booth("rep_booth_texts"), with_a_conflict=True),
    PageUnderTest("desk zones late", "organiser", of_fair("desk_plan_zones"), with_a_conflict=True),
    PageUnderTest("rep staff", "rep", lambda world: f"/rep/booths/{world.booth.key}/staff/"),
    PageUnderTest("rep import", "rep", lambda world: f"/rep/booths/{world.booth.key}/import/"),
    PageUnderTest("rep presence", "rep", lambda world: f"/rep/booths/{world.booth.key}/presence/"),
    PageUnderTest(
        "rep positions", "rep", lambda world: f"/rep/booths/{world.booth.key}/positions/"
    ),
    PageUnderTest("rep position", "rep", lambda world: f"/rep/positions/{world.draft.key}/"),
    PageUnderTest(
        "rep unpublish", "rep", lambda world: f"/rep/booths/{world.booth.key}/unpublish/"
    ),
    *(
        PageUnderTest(f"desk {name}", "organiser", lambda world, path=path: f"/desk/{path}")
        for name, path in DESK.items()
    ),
    *(
        PageUnderTest(
            f"desk {name}",
            "organiser",
            lambda world, path=path: f"/desk/fairs/{world.fair.key}/{path}",
        )
        for name, path in DESK_OF_FAIR.items()
    ),
    PageUnderTest(
        "desk place", "organiser", lambda world: f"/desk/booths/{world.booth.key}/place/"
    ),
    PageUnderTest(
        "desk employer", "organiser", lambda world: f"/desk/employers/{world.employer.key}/"
    ),
    PageUnderTest(
        "desk edit employer",
        "organiser",
        lambda world: f"/desk/employers/{world.employer.key}/edit/",
    ),
    PageUnderTest(
        "desk job type",
        "organiser",
        lambda world: f"/desk/job-types/{world.position.job_type.key}/",
    ),
    PageUnderTest(
        "desk position", "organiser", lambda world: f"/desk/positions/{world.draft.key}/"
    ),
    PageUnderTest("add position", "rep", of_booth("rep_add_position")),
    PageUnderTest("close position", "rep", of_position("rep_close_position")),
    PageUnderTest("wall by link", "visitor", lambda world: f"/wall/{world.wall_link}/"),
    PageUnderTest("fairs", "visitor", lambda world: "/fairs/"),
    PageUnderTest("fair", "visitor", of_fair("fair")),
    PageUnderTest("hall", "visitor", of_fair("hall")),
    PageUnderTest(
        "hall positions", "visitor", of_fair("hall", "?view=positions&q=bz&posture=sitting")
    ),
    PageUnderTest("hall step by step", "visitor", of_fair("hall_steps")),
    PageUnderTest("nothing found", "visitor", of_fair("hall", "?q=zzzz&pay=6000")),
    PageUnderTest("past fairs", "visitor", lambda world: "/fairs/?when=past"),
    PageUnderTest("map", "visitor", of_fair("fair_map")),
    PageUnderTest("zone on the map", "visitor", of_fair("fair_map", "?zone=A")),
    PageUnderTest("booth", "visitor", of_booth("booth")),
    PageUnderTest("position", "visitor", of_position("position")),
    PageUnderTest("search", "visitor", lambda world: "/search/?q=bz"),
    PageUnderTest("empty shortlist", "visitor", lambda world: "/shortlist/"),
]

BY_NAME = {page.name: page for page in PAGES}
#: Every component stands on the first, and what is no component on the others: what `manage.py test`
#: opens. `manage.py audit` opens all pages.
SAMPLE = [
    BY_NAME[name]
    for name in (
        "components", "home", "hall", "map", "position", "talk", "my data", "desk side by side",
        "desk board", "desk fair report",
    )
]  # fmt: skip

# For builders only; it holds everything at once.
MAY_BE_HEAVY = {"components"}


@dataclass(frozen=True)
class Visited:
    """A page somebody opened who had been on the home page before, and what that cost."""

    under_test: PageUnderTest
    page: Page
    bill: Bill


@pytest.fixture(scope="module")
def tabs(
    browser: Browser, site: Site, world: World, django_db_blocker: Any
) -> Iterator[Callable[[str], Page]]:
    """The tab of the person of each role, who has been on the home page before."""
    opened: dict[str, Page] = {}

    def tab(role: str) -> Page:
        if role not in opened:
            with django_db_blocker.unblock():
                context = open_context(browser, site, user=world.person(role))
            opened[role] = context.new_page()
            opened[role].goto("/")
            # and has read it
            opened[role].wait_for_selector("[data-line=online]", state="attached")
        return opened[role]

    yield tab
    for page in opened.values():
        page.context.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "visited" in metafunc.fixturenames:
        pages = PAGES if metafunc.config.getoption(EVERY_PAGE) else SAMPLE
        metafunc.parametrize(
            "visited", pages, ids=[page.name for page in pages], indirect=True, scope="module"
        )


@pytest.fixture(scope="module")
def visited(
    request: pytest.FixtureRequest, tabs: Callable[[str], Page], site: Site, world: World
) -> Visited:
    """Opened once for all the checks of a page; each check leaves it as it was."""
    under_test: PageUnderTest = request.param
    page = tabs(under_test.role)
    bill = visit(page, site.base_url + under_test.path(world))
    assert bill.status == under_test.status
    if under_test.with_a_conflict:
        sent_late(page)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    return Visited(under_test, page, bill)


def sent_late(page: Page) -> None:
    """Send the form of the page as one that was read before somebody else changed what it says."""
    page.locator("[name=known]").evaluate("(known) => { known.value = 'older'; }")
    page.locator("main form textarea, main form [type=text]").first.fill("我写的话")
    page.locator("main form.form button.button:not(.button--secondary)").first.click()
    page.wait_for_selector("#errors")


def test_axe_finds_nothing(visited: Visited) -> None:
    assert audit(visited.page) == SOUND


@pytest.mark.parametrize(("looks", "rules"), OTHER_LOOKS.values(), ids=OTHER_LOOKS.keys())
def test_axe_finds_nothing_in_other_looks(
    visited: Visited, looks: dict[str, str], rules: list[str]
) -> None:
    with look(visited.page, looks):
        assert audit_look(visited.page, rules) == SOUND


@pytest.mark.parametrize(("width", "size"), TIGHT)
def test_nothing_sticks_out(visited: Visited, width: int, size: str) -> None:
    with look(visited.page, {"size": size}, width=width):
        assert too_wide(visited.page) == []
        with spaced_out(visited.page):
            assert too_wide(visited.page) == []


def test_the_keyboard_reaches_everything(visited: Visited) -> None:
    assert keyboard_walk(visited.page) == Walk(missed=[], covered=[], unmarked=[])


def test_it_keeps_its_budget(visited: Visited) -> None:
    if visited.under_test.name in MAY_BE_HEAVY:
        return
    assert visited.bill.bytes_by_kind["document"] <= HTML
    assert visited.bill.talking <= CHAT_SCRIPTS
    assert visited.bill.total - visited.bill.talking <= FURTHER_PAGE
    assert broken_pictures(visited.page) == []
    assert visited.bill.hosts == {visited.page.url.split("/")[2]}
