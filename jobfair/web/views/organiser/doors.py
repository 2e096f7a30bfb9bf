"""Who may open which page of the desk, in the words the views are marked with."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet

from jobfair.accounts.models import Employer, Organiser
from jobfair.accounts.permissions import may_review_employer
from jobfair.accounts.roles import Role
from jobfair.booths.imports.models import Import
from jobfair.booths.imports.permissions import may_see_import
from jobfair.booths.models import Booth, JobType, Position
from jobfair.booths.permissions import may_name_job_type, may_place_booth, may_review_position
from jobfair.chat.models import Report
from jobfair.chat.permissions import may_decide_report
from jobfair.common.prepared import Prepared
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair, may_run_fair
from jobfair.web.access import at_desk, for_role, opens_at_desk, opens_found

#: Of a fair whose board is looked at: who runs it, and what its page says of it.
OF_WATCHED = {"id", "organiser_id", "state", "revision", "name", "name_en", "time_zone"}
OF_ITS_BODY = {"id", "revision"}


def _fairs() -> QuerySet[Fair]:
    return Fair.objects.select_related("organiser", "series", "venue")


def _watched(key: UUID) -> Fair | None:
    """A fair with no more than its board needs: everybody who watches asks for it every second."""
    for row in _watched_fairs.rows(key):
        place = len(OF_WATCHED)
        fair = Fair.from_db(DEFAULT_DB_ALIAS, OF_WATCHED, row[:place])
        fair.organiser = Organiser.from_db(DEFAULT_DB_ALIAS, OF_ITS_BODY, row[place:])
        return fair
    return None


@Prepared
def _watched_fairs(key: UUID) -> QuerySet[Fair, Any]:
    its_body = [f"organiser__{name}" for name in _in_order(Organiser, OF_ITS_BODY)]
    return Fair.objects.filter(pk=key).values_list(*_in_order(Fair, OF_WATCHED), *its_body)


def _in_order(model: type[Model], names: Collection[str]) -> list[str]:
    """As the model declares them, which is how `from_db` takes their values."""
    return [f.attname for f in model._meta.concrete_fields if f.attname in names]


def _booths() -> QuerySet[Booth]:
    return Booth.objects.select_related("fair__organiser", "employer", "zone")


def _positions() -> QuerySet[Position]:
    return Position.objects.select_related(
        "job_type", "reviewed_by", "booth__zone", "booth__employer", "booth__fair__organiser"
    )


for_organisers: Callable = for_role(Role.ORGANISER)
watches_fair = at_desk(opens_found("fair", _watched, may_help_fair))
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
names_job_type = opens_at_desk("job_type", JobType.objects.all, may_name_job_type)
decides_report = opens_at_desk("report", Report.objects.in_full, may_decide_report)
