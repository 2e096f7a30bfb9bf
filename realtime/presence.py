"""Who sits at which booth's desk, as far as sockets of this process show it.

A desk that is open holds a lease in the database and renews it three times as often as
it runs out. Nothing has to be taken back: a closed page, a lost line and a process that
was killed all end in a lease that nobody renews.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

import structlog

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.booths.presence import lease_length
from jobfair.booths.services import hold_desk
from jobfair.common.errors import DomainError
from jobfair.common.ids import decode
from realtime.subscriptions import parted
from realtime.work import in_writing

log = structlog.get_logger(__name__)
RENEWALS_A_LEASE = 3
#: So many desks are renewed in one go; what people say meanwhile has its turn in between. Not in
#: one transaction: who locks the booths and streams of many at once may wait in a ring.
MOST_TOGETHER = 10
Seat = tuple[UUID, UUID]


class Desks:
    """The desks that are open on sockets of this process, and the task that renews their leases."""

    def __init__(self) -> None:
        self._open: Counter[Seat] = Counter()
        self._keeping: asyncio.Task[None] | None = None
        self._first: set[asyncio.Task[None]] = set()

    def sit_down(self, user: User, stream: str) -> None:
        """A socket of this rep hears a booth's staff stream from now on."""
        seat = _seat(user, stream)
        if seat is None:
            return
        self._open[seat] += 1
        task = asyncio.create_task(_renew([seat]))
        self._first.add(task)
        task.add_done_callback(self._first.discard)
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep())

    def stand_up(self, user: User, stream: str) -> None:
        seat = _seat(user, stream)
        if seat is None:
            return
        self._open[seat] -= 1
        if self._open[seat] <= 0:
            del self._open[seat]

    async def _keep(self) -> None:
        """As long as any desk is open."""
        while self._open:
            await asyncio.sleep(lease_length().total_seconds() / RENEWALS_A_LEASE)
            seats = list(self._open)
            for begin in range(0, len(seats), MOST_TOGETHER):
                await _renew(seats[begin : begin + MOST_TOGETHER])


def _seat(user: User, stream: str) -> Seat | None:
    kind, key = parted(stream)
    return (user.pk, decode(key)) if kind == "booth.staff" else None


async def _renew(seats: list[Seat]) -> None:
    try:
        await in_writing(_hold, seats)
    except Exception as error:  # the database may be away; the next renewal finds it
        log.warning("desks_not_renewed", error=type(error).__name__)


def _hold(seats: Iterable[Seat]) -> None:
    """Whoever is no rep any longer, or not of this booth, holds nothing."""
    users = User.objects.filter(is_active=True).in_bulk({user for user, _booth in seats})
    booths = Booth.objects.select_related("employer").in_bulk({booth for _user, booth in seats})
    for user, booth in seats:
        if user in users and booth in booths:
            try:
                hold_desk(users[user], booth=booths[booth])
            except DomainError:
                continue


desks = Desks()
