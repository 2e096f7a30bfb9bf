"""How much one account may make in this process: one bucket, whichever door it is made by."""

import threading
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import TooMany
from jobfair.common.limits import Bucket

MOST_KEPT = 10_000


class Pace:
    """Words, drafts and reports of one account count together; a person never meets the limit."""

    def __init__(self) -> None:
        self._buckets: dict[UUID, Bucket] = {}
        self._lock = threading.Lock()

    def keep(self, actor: User) -> None:
        """Count one thing made; TooMany when it is one too many for now."""
        with self._lock:
            wait = self._bucket(actor.pk).take()
        if wait:
            raise TooMany("too_many", _("操作太快了，请稍等几秒。"), retry_after=wait)

    def _bucket(self, key: UUID) -> Bucket:
        if key not in self._buckets:
            self._forget()
            self._buckets[key] = Bucket(settings.MADE_A_SECOND, settings.MADE_AT_ONCE)
        return self._buckets[key]

    def _forget(self) -> None:
        """Those who have rested; when there are too many all the same, the first to come."""
        if len(self._buckets) >= MOST_KEPT:
            self._buckets = {key: one for key, one in self._buckets.items() if not one.is_full}
        if len(self._buckets) >= MOST_KEPT:
            del self._buckets[next(iter(self._buckets))]


pace = Pace()
