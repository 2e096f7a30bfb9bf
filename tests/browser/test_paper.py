"""A report on paper: the widest tables stand on an upright sheet, in either language."""

from __future__ import annotations

from typing import Any

import pytest

from jobfair.intents.steps import Step
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.factories.intents import make_mutual, step
from tests.factories.talk import make_talk, say

#: 180 millimetres.
SHEET = 680
TABLES = (
    "all => all.map(one => [one.closest('section').id || one.caption.textContent, one.offsetWidth])"
)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_tables_with_every_column_are_no_wider_than_a_sheet(
    site: Site, open_page: OpenPage, django_db_blocker: Any, language: str
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair(mode="hybrid")
        booth = make.make_booth(fair)
        _begin(booth)
        boss = make.make_organiser_user(fair.organiser)
    page = open_page(f"/desk/fairs/{fair.key}/report/", user=boss, locale=language, width=SHEET)
    page.emulate_media(media="print")
    found = page.locator("main table").evaluate_all(TABLES)
    assert len(found) >= 5
    assert page.locator(".report__crowded").count() >= 2
    assert [name for name, width in found if width > SHEET] == []


def _begin(booth: Any) -> None:
    """Something of every figure: talks, interest of one side and of both, and all that follows."""
    talk, jobseeker, rep = make_talk(booth)
    say(jobseeker, talk)
    say(rep, talk)
    positions = [make.make_position(booth) for _n in range(4)]
    step(jobseeker, positions[0], Step.INTERESTED)
    for taken in ((), (Step.INTERVIEW_PLANNED,), (Step.INTERVIEWED, Step.OFFERED)):
        intent, seeker, own = make_mutual(positions[1])
        for one in taken:
            step(own, positions[1], one, person=intent.person)
    step(seeker, positions[1], Step.ACCEPTED)
    step(own, positions[1], Step.STARTED, person=intent.person)
    step(rep, positions[3], Step.INTERESTED, person=intent.person)
