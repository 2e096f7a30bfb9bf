"""The background job behind every import."""

from django_tasks import task

from jobfair.booths.imports.jobs import run
from jobfair.booths.imports.models import Import
from jobfair.common.ids import decode


@task()
def run_import(key: str) -> None:
    """Take the import with this key one step on; nothing when it is gone."""
    imported = Import.objects.select_related("fair", "made_by").filter(pk=decode(key)).first()
    if imported is not None:
        run(imported)
