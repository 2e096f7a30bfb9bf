"""The names of job types in English; in Chinese they are what positions were written with."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import LONGEST_ENGLISH_NAME, JobType, Position
from jobfair.booths.permissions import may_name_job_type
from jobfair.booths.search import reindex
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.common.marks import mark_of_fields, require_known
from jobfair.fairs.services.revision import touch_all


@transaction.atomic
def name_job_type(actor: User, *, job_type: JobType, name_en: str, known: str = "") -> JobType:
    """Say what a job type is called in English, or nothing; its positions are found by it at once."""
    if not may_name_job_type(actor, job_type):
        raise NotAllowed("not_organiser", _("只有主办方和承办方可以这样做。"))
    touch_all(job_type.positions.values_list("booth__fair", flat=True).distinct())
    row = JobType.objects.select_for_update().get(pk=job_type.pk)
    require_known(known, mark_of_fields(row, ["name_en"]))
    row.name_en = " ".join(name_en.split())
    if len(row.name_en) > LONGEST_ENGLISH_NAME:
        sentence = _("英文名称最多 %(n)d 个字符。") % {"n": LONGEST_ENGLISH_NAME}
        raise Invalid("name_too_long", sentence, {"name_en": sentence})
    row.save(update_fields=["name_en"])
    positions = Position.objects.filter(job_type=row).select_related("job_type", "booth__employer")
    reindex(*positions)
    return row
