"""What an organiser needs at a glance while a fair runs, read at one moment in few queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value
from django.utils import timezone

from jobfair.attendance.models import Arrival, Place
from jobfair.booths.models import Booth
from jobfair.booths.presence import Presence, presence_at
from jobfair.booths.signs import sign_of
from jobfair.common.ids import encode
from jobfair.common.prepared import Prepared
from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.insights.figures import ANSWERED_QUICKLY, talks_of
from jobfair.intents.counts import ALL_COUNTS, QUARTER, quarter
from jobfair.intents.events import counts_stream
from jobfair.intents.models import Change
from jobfair.outbox.selectors import positions
from jobfair.watch.models import Alert
from jobfair.watch.selectors import alerts_of

#: Somebody has said yes: the three measures leave no pair out and count none twice.
WANTED = ("jobseeker_only", "employer_only", "mutual")

VISITS = ("visits_onsite", "visits_online")
TALKS = ("conversations", "answered_quickly")
#: How many of them there are, and how many more since.
Happened = tuple[dict[str, int], dict[str, int]]

#: What is read of each booth: who is there, who waits, and how it is called on the plan.
OF_BOOTH = (
    "away_until",
    "staffed_until",
    "waiting",
    "pk",
    "number",
    "employer__name",
    "employer__name_en",
    "zone",
    "zone__code",
    "zone__name",
    "zone__name_en",
    "zone__places_per_row",
)


class ZoneNow(NamedTuple):
    """A zone as the plan shows it."""

    pk: UUID
    code: str
    name: str
    name_en: str
    places_per_row: int

    @property
    def key(self) -> str:
        return encode(self.pk)


class BoothNow(NamedTuple):
    """A booth, whether somebody is there, and how many wait for its answer.

    No row of the ORM: making those takes longer than all else that is read for the board.
    """

    pk: UUID
    number: int | None
    name: str
    name_en: str
    zone: ZoneNow | None
    state: Presence
    waiting: int

    @property
    def key(self) -> str:
        return encode(self.pk)

    @property
    def place(self) -> str:
        """As on the sign, such as A07; empty when not placed."""
        return sign_of(self.zone.code, self.number) if self.zone and self.number else ""


@dataclass(frozen=True)
class Quarter:
    """How many pairs stood so at the end of a quarter of an hour, and what it changed."""

    start: datetime
    wanted: int
    mutual: int
    changed: Counter[str]


@dataclass(frozen=True)
class Board:
    """A fair at the moment `at`, true of ledger entry `number`.

    `gained` is what each number has grown by since `since`, the beginning of the last whole
    quarter of an hour. `differs` when the ledger's last recount did not come to its counts.
    `heard` is where the two streams stood that tell of changes.
    """

    fair: Fair
    at: datetime
    since: datetime
    number: int
    differs: bool
    heard: dict[str, int]
    numbers: dict[str, int]
    gained: dict[str, int]
    quarters: list[Quarter]
    booths: list[BoothNow]
    alerts: list[Alert]

    def in_state(self, *states: Presence) -> list[BoothNow]:
        return [one for one in self.booths if one.state in states]

    @property
    def waiting(self) -> int:
        """How many people wait for an answer, at all booths together."""
        return sum(one.waiting for one in self.booths)

    @property
    def unseen(self) -> int:
        """How many alerts nobody has said to see to."""
        return sum(alert.known_at is None for alert in self.alerts)


def heard_of(fair: Fair) -> dict[str, int]:
    """Where the streams stand that tell of changes; to be asked before anything else is read."""
    streams = (counts_stream(fair.pk), desk_stream(fair.pk))
    return dict.fromkeys(streams, 0) | positions(streams)


def board_of(
    fair: Fair,
    heard: dict[str, int],
    now: datetime | None = None,
    happened: Happened | None = None,
) -> Board:
    """The whole board in four queries, whatever the size of the fair.

    What the ledger counts comes from one of them, so that it is all true of one entry. One
    less where what `happened` was read a moment ago, in the same quarter of an hour.
    """
    now = now or timezone.now()
    since = since_at(now)
    changes, number, differs = _changes(fair)
    so_far, happened_lately = happened or came_and_talked(fair, since)
    counted, lately = _summed(changes), _summed(c for c in changes if c.quarter >= since)
    return Board(
        fair=fair,
        at=now,
        since=since,
        number=number,
        differs=differs,
        heard=heard,
        numbers=_with_sums(counted | so_far),
        gained=_with_sums(lately | happened_lately),
        quarters=_quarters(changes),
        booths=_booths(fair, now),
        alerts=_alerts(fair),
    )


def _changes(fair: Fair) -> tuple[list[Change], int, bool]:
    """What every quarter of an hour changed, the number of the entry all this is true of,
    and whether its last recount found something else."""
    rows = Change.objects.filter(fair=fair).annotate(
        last=F("fair__ledger__last"), differs=F("fair__ledger__differs")
    )
    changes: list[Any] = list(rows.order_by("quarter"))
    return (changes, changes[0].last, changes[0].differs) if changes else (changes, 0, False)


def since_at(now: datetime) -> datetime:
    """The beginning of the last whole quarter of an hour."""
    return quarter(now) - QUARTER


def came_and_talked(fair: Fair, since: datetime) -> Happened:
    """Visits and conversations, all and those since, by one question for both tables."""
    lately = Q(created_at__gte=since)
    onsite, online = Q(place=Place.ONSITE), Q(place=Place.ONLINE)
    came = Arrival.objects.filter(fair=fair).visits().values(what=Value("came"))
    rows = came.annotate(
        one=Count("pk", filter=onsite),
        other=Count("pk", filter=online),
        one_lately=Count("pk", filter=onsite & lately),
        other_lately=Count("pk", filter=online & lately),
    ).union(
        talks_of(fair)
        .values(what=Value("talked"))
        .annotate(
            one=Count("pk"),
            other=Count("pk", filter=ANSWERED_QUICKLY),
            one_lately=Count("pk", filter=Q(first_asked_at__gte=since)),
            other_lately=Count("pk", filter=Q(first_answered_at__gte=since) & ANSWERED_QUICKLY),
        ),
        all=True,
    )
    total: dict[str, int] = {}
    gained: dict[str, int] = {}
    for row in rows:
        names = VISITS if row["what"] == "came" else TALKS
        total |= dict(zip(names, (row["one"], row["other"]), strict=True))
        gained |= dict(zip(names, (row["one_lately"], row["other_lately"]), strict=True))
    return total, gained


def _with_sums(numbers: dict[str, int]) -> dict[str, int]:
    interviews = numbers["planned"] + numbers["interviewed"]
    wanted = sum(numbers[name] for name in WANTED)
    visits = sum(numbers[name] for name in VISITS)
    return numbers | {"wanted": wanted, "interviews": interviews, "visits": visits}


def _summed(changes: Iterable[Change]) -> dict[str, int]:
    total = Counter(dict.fromkeys(ALL_COUNTS, 0))
    for change in changes:
        total.update(change.changed)
    return dict(total)


def _quarters(changes: list[Change]) -> list[Quarter]:
    """Each quarter of an hour in which something changed, with how things stood at its end."""
    by_start: dict[datetime, Counter[str]] = {}
    for change in changes:
        by_start.setdefault(change.quarter, Counter()).update(change.changed)
    wanted = accumulate(sum(c[name] for name in WANTED) for c in by_start.values())
    mutual = accumulate(c["mutual"] for c in by_start.values())
    return [
        Quarter(start, w, m, changed)
        for (start, changed), w, m in zip(by_start.items(), wanted, mutual, strict=True)
    ]


def _booths(fair: Fair, now: datetime) -> list[BoothNow]:
    found = []
    for away, staffed, waiting, pk, number, name, name_en, *zone in _rows_of_booths.rows(fair.pk):
        state = presence_at(fair, away, staffed, waiting, now).state
        stands = ZoneNow(*zone) if zone[0] else None
        found.append(BoothNow(pk, number, name, name_en, stands, state, waiting))
    return found


@Prepared
def _rows_of_booths(fair: UUID) -> QuerySet[Booth, Any]:
    return Booth.objects.public().filter(fair=fair).in_walking_order().values_list(*OF_BOOTH)


def _alerts(fair: Fair) -> list[Alert]:
    alerts = list(alerts_of(fair)) if fair.is_open else []
    for alert in alerts:
        alert.booth.fair = fair
    return alerts
