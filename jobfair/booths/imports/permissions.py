"""Who may bring spreadsheets into a fair and take them out."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import User
from jobfair.booths.imports.models import Import
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair


def may_import(user: User | AnonymousUser, fair: Fair) -> bool:
    """The organiser and its co-organisers; also for the export, which names contacts."""
    return may_help_fair(user, fair)


def may_see_import(user: User | AnonymousUser, imported: Import) -> bool:
    return may_import(user, imported.fair)
