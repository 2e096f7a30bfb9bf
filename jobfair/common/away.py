"""A database that others hold, or that restarts: what was asked may be asked again."""

from django.db import InterfaceError, OperationalError

AWAY = (OperationalError, InterfaceError)
#: So many seconds later it may be free again.
RETRY_AFTER = 5
