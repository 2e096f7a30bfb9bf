"""The entries behind one cell of a breakdown: of a figure, those that its line counts.

Where a line counts what came less what went, the entries that did either are listed,
each with what it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, overload
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import WHO
from jobfair.attendance.models import Arrival
from jobfair.booths.models import Booth, JobType
from jobfair.common.errors import Conflict
from jobfair.common.ids import decode
from jobfair.fairs.models import Fair
from jobfair.insights.behind import SOURCES, Entries, behind, people_among, visits_among
from jobfair.insights.breakdowns import BREAKDOWNS, TALKS
from jobfair.insights.parts import AFTER, BEFORE, HOUR, MODE_OF_CHANNEL, MODE_OF_PLACE, hour_key
from jobfair.intents.counts import ALL_COUNTS
from jobfair.intents.history import Pair, Replay
from jobfair.intents.models import Entry, Intent
from jobfair.intents.steps import Standing

BY_FIELD = ("booth", "job_type", "district")
MODE = "mode"


def behind_part(fair: Fair, by: str, part: str, figure: str) -> Entries | None:
    """The entries behind a cell; None where the column has none. ValueError for no part's key."""
    if figure not in BREAKDOWNS[by].figures or figure not in SOURCES:
        return None
    if by in BY_FIELD:
        return _at_positions(fair, by, part if by == "district" else decode(part), figure)
    if by == MODE:
        return _by_mode(fair, part, figure)
    return _in_time(fair, by, part, figure)


def _at_positions(fair: Fair, by: str, value: Any, figure: str) -> Entries | None:
    found = behind(fair, figure)
    positions = behind(fair, "positions")
    if found is None or positions is None:
        return None
    offered = positions.rows.filter(**{by: value})
    stands = Booth.objects.filter(pk__in=offered.values("booth")).in_walking_order()
    kinds = JobType.objects.filter(pk__in=offered.values("job_type")).order_by("name")
    of_hall: dict[str, QuerySet] = {
        "positions": offered,
        "openings": offered,
        "employers": stands.select_related("employer", "zone"),
        "job_types": kinds,
    }
    if figure in of_hall:
        return replace(found, rows=of_hall[figure])
    intents = Q(**{f"position__{by}": value})
    if figure == "mutual_people":
        mutual = Intent.objects.mutual().filter(intents, fair=fair)
        return people_among(mutual.values("person"), fair)
    return replace(found, rows=found.rows.filter(Q(booth=value) if figure in TALKS else intents))


def _by_mode(fair: Fair, mode: str, figure: str) -> Entries:
    places = [place for place, said in MODE_OF_PLACE.items() if said == mode]
    came = Arrival.objects.filter(fair=fair, place__in=places)
    if figure == "people":
        return people_among(came.annotate(who=WHO).values("who"), fair)
    if figure == "visits":
        return visits_among(came)
    channels = [channel for channel, said in MODE_OF_CHANNEL.items() if said == mode]
    return _turns(fair, figure, Q(channel__in=channels))


def _in_time(fair: Fair, by: str, part: str, figure: str) -> Entries | None:
    def within(field: str) -> Q:
        begins, ends = _span(fair, by, part)
        after = Q(**{f"{field}__gte": begins}) if begins else Q()
        return after & Q(**{f"{field}__lt": ends}) if ends else after

    came = Arrival.objects.filter(fair=fair)
    if figure == "people":
        begins, ends = _span(fair, by, part)
        firsts = came.filter(pk__in=_first_visits(fair, begins, ends))
        return people_among(firsts.annotate(who=WHO).values("who"), fair)
    if figure == "visits":
        return visits_among(came.filter(within("created_at")))
    if figure in ALL_COUNTS:
        return _turns(fair, figure, within("at"))
    found = behind(fair, figure)
    return replace(found, rows=found.rows.filter(within("first_asked_at"))) if found else None


def _span(fair: Fair, by: str, part: str) -> tuple[datetime | None, datetime | None]:
    """From when to when a part of the time lasts; None without an end on that side."""
    zone = fair.zone_info

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=zone)

    if by == "day":
        day = date.fromisoformat(part)
        return midnight(day), midnight(day + timedelta(days=1))
    if part == BEFORE:
        return None, midnight(fair.starts_at.astimezone(zone).date())
    if part == AFTER:
        return midnight(fair.ends_at.astimezone(zone).date() + timedelta(days=1)), None
    begins = datetime.strptime(part, "%Y%m%dT%H%M").replace(tzinfo=UTC)
    if hour_key(begins) != part:
        raise ValueError(part)
    return begins, begins + HOUR


def _first_visits(fair: Fair, begins: datetime | None, ends: datetime | None) -> list[UUID]:
    """The visits of this time with which somebody came first."""
    rows: QuerySet[Any] = Arrival.objects.filter(fair=fair).visits()
    rows = rows.order_by("created_at", "pk")
    firsts: dict[UUID, tuple[datetime, UUID]] = {}
    for who, at, visit in rows.values_list("who", "created_at", "pk"):
        firsts.setdefault(who, (at, visit))
    return [
        visit
        for at, visit in firsts.values()
        if (begins is None or begins <= at) and (ends is None or at < ends)
    ]


class Numbered(Sequence[Entry]):
    """Entries by their numbers, of which only those that are looked at are read."""

    def __init__(self, rows: QuerySet[Entry], numbers: list[int]) -> None:
        self._rows = rows
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        wanted = self._numbers[place]
        if isinstance(wanted, int):
            return self._rows.get(number=wanted)
        return list(self._rows.filter(number__in=wanted).order_by("number"))


class Turns(Replay):
    """A ledger folded, with what each entry did to one count."""

    def __init__(self, measure: str) -> None:
        super().__init__()
        self._measure = measure
        self.did: dict[int, int] = {}

    def _count(self, entry: Entry, pair: Pair, was: Standing) -> None:
        cell = self.changes[self._moment(entry)]
        before = cell[self._measure]
        super()._count(entry, pair, was)
        self.did[entry.number] = self.did.get(entry.number, 0) + cell[self._measure] - before


def _turns(fair: Fair, measure: str, chosen: Q) -> Entries:
    """The chosen entries that moved the count; only the stories of their people are folded."""
    entries = Entry.objects.filter(fair=fair).annotate(who=WHO)
    people = Entry.objects.filter(chosen, fair=fair).annotate(who=WHO).values("who")
    turns = Turns(measure)
    for entry in entries.filter(who__in=people).order_by("number"):
        with suppress(Conflict):  # an entry that no service made; `ledger verify` names it
            turns.add(entry)
    asked = Entry.objects.filter(chosen, fair=fair).order_by("number")
    moving = [n for n in asked.values_list("number", flat=True) if turns.did.get(n)]
    rows = Entry.objects.filter(fair=fair).select_related(
        "person__user", "position__booth__employer"
    )
    return Entries(
        (_("台账编号"), _("增减"), _("求职者"), _("岗位"), _("用人单位"), _("这一步"), _("时间")),
        Numbered(rows, moving),
        lambda one: (
            one.number,
            f"{turns.did[one.number]:+d}",
            one.person,
            one.position.title,
            one.position.booth.employer,
            one.get_step_display(),
            f"{one.at.astimezone(fair.zone_info):%m-%d %H:%M}",
        ),
        weight=lambda one: turns.did[one.number],
    )
