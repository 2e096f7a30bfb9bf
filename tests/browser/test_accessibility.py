"""Every page, in every look: axe, reflow, keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.browser.audits import Audit, audit, keyboard_walk, space_out, too_wide
from tests.browser.conftest import OpenPage
from tests.browser.world import World

LOOKS = {
    "standard": "",
    "large": "size=large",
    "contrast": "contrast=on",
    "dark": "theme=dark",
}


@dataclass(frozen=True)
class PageUnderTest:
    """Who opens what: ``role`` is visitor, jobseeker, rep, organiser or staff."""

    name: str
    role: str
    path: Callable[[World], str]


DESK = {
    "home": "",
    "new": "new/",
    "begin": "new/begin/",
    "book": "employers/",
    "new employer": "employers/new/",
    "review": "review/",
}
DESK_OF_FAIR = {
    "fair": "",
    "history": "history/",
    "plan": "plan/",
    "basics": "plan/basics/",
    "times": "plan/times/",
    "venue": "plan/place/",
    "zones": "plan/zones/",
    "help": "plan/help/",
    "registration": "plan/registration/",
    "check": "plan/check/",
    "new venue": "venues/new/",
    "close": "step/close/",
    "copy": "copy/",
    "booths": "booths/",
    "add booths": "booths/add/",
    "place all": "booths/place-all/",
    "floor": "floor/",
    "announcements": "announcements/",
    "announce": "announcements/write/",
    "organisers": "people/",
}

PAGES = [
    PageUnderTest("home", "visitor", lambda world: "/"),
    PageUnderTest("help", "visitor", lambda world: "/help/"),
    PageUnderTest("accessibility", "visitor", lambda world: "/accessibility/"),
    PageUnderTest("preferences", "visitor", lambda world: "/preferences/"),
    PageUnderTest("not found", "visitor", lambda world: "/nowhere/"),
    PageUnderTest("components", "staff", lambda world: "/components/"),
    PageUnderTest("sign in", "visitor", lambda world: "/accounts/login/"),
    PageUnderTest("sign in by password", "visitor", lambda world: "/accounts/login/password/"),
    PageUnderTest("forgotten password", "visitor", lambda world: "/accounts/forgotten/"),
    PageUnderTest("sign up", "visitor", lambda world: "/accounts/signup/"),
    PageUnderTest("invitation gone", "visitor", lambda world: "/invitation/wrong/"),
    PageUnderTest("sign out", "jobseeker", lambda world: "/accounts/logout/"),
    PageUnderTest("my page", "rep", lambda world: "/me/"),
    PageUnderTest("my name", "rep", lambda world: "/me/name/"),
    PageUnderTest("my address", "rep", lambda world: "/accounts/email/"),
    PageUnderTest("my telephone", "rep", lambda world: "/accounts/phone/"),
    PageUnderTest("my password", "rep", lambda world: "/accounts/password/new/"),
    PageUnderTest("second step", "rep", lambda world: "/accounts/second-step/"),
    PageUnderTest("second step on", "rep", lambda world: "/accounts/second-step/on/"),
    PageUnderTest("tokens", "rep", lambda world: "/me/tokens/"),
    PageUnderTest("end role", "rep", lambda world: f"/roles/{world.rep_role.key}/end/"),
    PageUnderTest("reps", "rep", lambda world: f"/employers/{world.employer.key}/people/"),
    PageUnderTest(
        "colleagues", "organiser", lambda world: f"/organisers/{world.organiser.key}/people/"
    ),
    PageUnderTest("rep home", "rep", lambda world: "/rep/"),
    PageUnderTest("rep employer", "rep", lambda world: f"/rep/employers/{world.employer.key}/"),
    PageUnderTest("rep booth", "rep", lambda world: f"/rep/booths/{world.booth.key}/"),
    PageUnderTest("rep texts", "rep", lambda world: f"/rep/booths/{world.booth.key}/texts/"),
    PageUnderTest("rep pictures", "rep", lambda world: f"/rep/booths/{world.booth.key}/pictures/"),
    PageUnderTest("rep staff", "rep", lambda world: f"/rep/booths/{world.booth.key}/staff/"),
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
        "desk position", "organiser", lambda world: f"/desk/positions/{world.draft.key}/"
    ),
]

every_page = pytest.mark.parametrize("under_test", PAGES, ids=lambda under_test: under_test.name)


@every_page
@pytest.mark.parametrize("looks", LOOKS.values(), ids=LOOKS.keys())
def test_axe_finds_nothing(
    under_test: PageUnderTest, looks: str, open_page: OpenPage, world: World
) -> None:
    page = open_page(under_test.path(world), user=world.person(under_test.role), looks=looks)
    found = audit(page)
    assert found == Audit(violations={}, undecided={})


@every_page
@pytest.mark.parametrize(("width", "looks"), [(320, ""), (360, "size=huge"), (1280, "size=huge")])
def test_nothing_sticks_out(
    under_test: PageUnderTest, width: int, looks: str, open_page: OpenPage, world: World
) -> None:
    user = world.person(under_test.role)
    page = open_page(under_test.path(world), user=user, width=width, looks=looks)
    assert too_wide(page) == []
    space_out(page)
    assert too_wide(page) == []


@every_page
def test_the_keyboard_reaches_everything(
    under_test: PageUnderTest, open_page: OpenPage, world: World
) -> None:
    page = open_page(under_test.path(world), user=world.person(under_test.role))
    walk = keyboard_walk(page)
    assert (walk.missed, walk.hidden, walk.ringless) == ([], [], [])
