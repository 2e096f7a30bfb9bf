"""The demo's whole content, built once into an empty database."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser, User
from jobfair.common.errors import Conflict
from jobfair.demo.after import add_outcomes
from jobfair.demo.crowd import add_crowd
from jobfair.demo.dates import refresh_dates, say_who_is_there
from jobfair.demo.house import fill_book, found_house
from jobfair.demo.lately import add_fair_of_last_month
from jobfair.demo.past import add_fairs_of_2020
from jobfair.demo.people import DemoPerson, demo_people
from jobfair.demo.present import add_draft_fair, add_open_fair, fill_review_desk
from jobfair.demo.talks import add_talks
from jobfair.demo.today import add_day
from jobfair.fairs.models import Fair

__all__ = ["DemoPerson", "demo_people", "refresh_dates", "seed"]


def is_empty() -> bool:
    return not (User.objects.exists() or Organiser.objects.exists() or Fair.objects.exists())


@transaction.atomic
def seed(progress: Callable[[str], None], now: datetime | None = None) -> None:
    """Build the demo in one transaction; Conflict when there is anything already.

    The content is the same every time: only identifiers, the fair's dates and the
    password's salt differ. `progress` is told in plain words what is being made.
    """
    if not is_empty():
        raise Conflict("not_empty", _("数据库里已经有内容，演示数据只能放进空的数据库。"))
    now = now or timezone.now()
    with translation.override("zh-hans"):
        progress("主办方、求职者和工作人员…… People and the organiser.")
        house = found_house()
        progress("用人单位和标志…… Employers and their logos.")
        fill_book(house)
        progress("今天和明天的招聘会…… The fair of today and tomorrow.")
        fair = add_open_fair(house, now)
        fill_review_desk(house, fair)
        add_draft_fair(house, now)
        add_talks(house, fair, now)
        say_who_is_there(fair, now)
        crowd = add_crowd(house.organiser)
        add_day(house, fair, crowd, now)
        add_outcomes(fair, now)
        add_fair_of_last_month(house, crowd, now)
        progress("2020 年的四场招聘会…… The four fairs of 2020.")
        add_fairs_of_2020(house)
