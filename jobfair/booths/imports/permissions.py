"""Who may bring spreadsheets into a fair and take them out."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import User
from jobfair.booths.imports.models import Import
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_edit_booth
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair


def may_import(user: User | AnonymousUser, fair: Fair) -> bool:
    """The organiser and its co-organisers; also for the export, which names contacts."""
    return may_help_fair(user, fair)


def may_import_into(user: User | AnonymousUser, booth: Booth) -> bool:
    """Those who prepare the booth: its reps, and who helps the fair."""
    return may_edit_booth(user, booth)


def may_see_import(user: User | AnonymousUser, imported: Import) -> bool:
    if imported.booth:
        return may_import_into(user, imported.booth)
    return may_import(user, imported.fair)
