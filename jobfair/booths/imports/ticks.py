"""What falls due for imports: what was uploaded is kept no longer than it is needed."""

from datetime import datetime, timedelta

from django.db import transaction

from jobfair.booths.imports.models import Import
from jobfair.booths.imports.services import forget_file

KEPT_FOR = timedelta(days=7)
AT_ONCE = 20


def tidy(*, now: datetime) -> int:
    """Forget files of a week ago and what was read from them; return how many.

    What an applied import made and changed stays known, so that it can be taken back.
    """
    limit = now - KEPT_FOR
    forgotten = 0
    for imported in Import.objects.with_files_older_than(limit)[:AT_ONCE]:
        with transaction.atomic():
            forget_file(imported)
            imported.save(update_fields=["file"])
            imported.rows.update(cells={}, found=[], corrections={}, problems=[])
        forgotten += 1
    for imported in Import.objects.unfinished_older_than(limit)[:AT_ONCE]:
        imported.delete()
        forgotten += 1
    return forgotten
