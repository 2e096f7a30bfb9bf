"""From a category said by keyboard alone, on a phone without scripts, to the table in the report."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from jobfair.attendance.models import Category
from jobfair.attendance.services import (
    arrive_online,
    make_category_table,
    register,
    tell_category,
)
from jobfair.fairs.models import Fair, FairState
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site


def came_and_said(fair: Fair, category: Category) -> None:
    person = make.make_jobseeker()
    tell_category(person, registration=register(person, fair=fair), category=category)
    arrive_online(person, fair=fair)


def test_what_is_said_is_counted_shown_and_gone(
    site: Site, browser: Any, open_page: OpenPage, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        jobseeker = make.make_jobseeker()
        boss = make.make_organiser_user(fair.organiser)
        for category in [Category.HEARING] * 6 + [Category.SPEECH] * 5:
            came_and_said(fair, category)
        arrive_online(jobseeker, fair=fair)
    address = f"/fairs/{fair.key}/register/"
    page = open_page(address, user=jobseeker, java_script_enabled=False, width=360)
    page.get_by_role("button", name="报名，我到现场").press("Enter")
    page.get_by_role("radio", name="不说").focus()
    for _way in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("听力残疾")).to_be_checked()
    page.get_by_role("button", name="保存").press("Enter")
    expect(page.get_by_text("记下了")).to_be_visible()
    expect(page.get_by_label("听力残疾")).to_be_checked()
    with django_db_blocker.unblock(), site.database():
        Fair.objects.filter(pk=fair.pk).update(state=FairState.CLOSED)
        make_category_table(fair=fair)
    page.goto(address)
    expect(page.get_by_text("统计时读过一次，然后删除了")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    report = open_page(f"/desk/fairs/{fair.key}/report/", user=boss)
    table = report.get_by_role("table", name="按残疾类别")
    for row in ("听力残疾 7", "言语残疾 不公布", "没有说 不公布", "到场的人 12"):
        expect(table.get_by_role("row", name=row, exact=True)).to_be_visible()
