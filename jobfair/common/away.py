"""A database that others hold, or that restarts: what was asked may be asked again."""

from django.db import InterfaceError, OperationalError

#: So many seconds later it may be free again.
RETRY_AFTER = 5


def is_away(error: BaseException | None) -> bool:
    """Whether it says that the database was not to be had, and nothing of what was asked."""
    return isinstance(error, (OperationalError, InterfaceError))
