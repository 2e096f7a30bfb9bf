"""Who may open which page of the desk, in the words the views are marked with."""

from collections.abc import Callable

from django.db.models import QuerySet

from jobfair.accounts.models import Employer
from jobfair.accounts.permissions import may_review_employer
from jobfair.accounts.roles import Role
from jobfair.booths.imports.models import Import
from jobfair.booths.imports.permissions import may_see_import
from jobfair.booths.models import Booth, Position
from jobfair.booths.permissions import may_place_booth, may_review_position
from jobfair.chat.models import Report
from jobfair.chat.permissions import may_decide_report
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair, may_run_fair
from jobfair.web.access import for_role, opens_at_desk

#: Of a fair whose board is looked at: who runs it, and what its page says of it.
OF_WATCHED = ("state", "revision", "organiser__revision", "name", "name_en", "time_zone")


def _fairs() -> QuerySet[Fair]:
    return Fair.objects.select_related("organiser", "series", "venue")


def _light_fairs() -> QuerySet[Fair]:
    """No more than the board needs: it is asked for every second by everybody who watches."""
    return Fair.objects.select_related("organiser").only(*OF_WATCHED)


def _booths() -> QuerySet[Booth]:
    return Booth.objects.select_related("fair__organiser", "employer", "zone")


def _positions() -> QuerySet[Position]:
    return Position.objects.select_related(
        "job_type", "reviewed_by", "booth__zone", "booth__employer", "booth__fair__organiser"
    )


for_organisers: Callable = for_role(Role.ORGANISER)
watches_fair = opens_at_desk("fair", _light_fairs, may_help_fair)
helps_fair = opens_at_desk("fair", _fairs, may_help_fair)
runs_fair = opens_at_desk("fair", _fairs, may_run_fair)
places_booth = opens_at_desk("booth", _booths, may_place_booth)
reviews_position = opens_at_desk("position", _positions, may_review_position)
sees_import = opens_at_desk(
    "imported",
    lambda: Import.objects.select_related(
        "fair__organiser", "booth__fair", "booth__employer", "made_by", "applied_by"
    ),
    may_see_import,
)
keeps_employer = opens_at_desk(
    "employer",
    lambda: Employer.objects.select_related("organiser", "logo", "reviewed_by"),
    may_review_employer,
)
decides_report = opens_at_desk("report", Report.objects.in_full, may_decide_report)
