"""An organiser hears of an empty booth without looking for it, and of its end."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from jobfair.booths import services as booths
from jobfair.booths.models import Booth
from jobfair.fairs.models import Session
from jobfair.watch.services import look
from tests import factories as make
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.test_talk import RECORD_ANNOUNCEMENTS


def test_what_is_to_be_done_comes_and_goes_by_itself(
    site: Site, browser: Any, open_page: OpenPage, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), site.database():
        fair = make.make_open_fair()
        booth = make.make_booth(fair)
        boss = make.make_organiser_user(fair.organiser)
        rep = make.make_rep(booth.employer)
    page = open_page(f"/desk/fairs/{fair.key}/", user=boss)
    page.evaluate(RECORD_ANNOUNCEMENTS)
    expect(page.get_by_text("每个该开的展位都有人")).to_be_visible()
    page.wait_for_load_state("networkidle")
    with django_db_blocker.unblock(), site.database():
        Session.objects.filter(fair=fair).update(starts_at=fair.starts_at)
        look(timezone.now())
    page.get_by_role("button", name="我在处理").click()
    expect(page.get_by_text("说已经在处理。")).to_be_visible()
    page.evaluate(RECORD_ANNOUNCEMENTS)
    page.wait_for_load_state("networkidle")
    with django_db_blocker.unblock(), site.database():
        booths.say_present(rep, booth=Booth.objects.get(pk=booth.pk))
        look(timezone.now())
    expect(page.get_by_text("每个该开的展位都有人")).to_be_visible()
