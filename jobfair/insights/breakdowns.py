"""The figures of one fair by their parts: by employer, job type, district and hour.

Whatever adds up adds up to the figure of the registry, to the digit. People do not: one
person may come to several employers, so parts are counted in pairs, visits and conversations.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.db.models.functions import Greatest

from jobfair.attendance.models import Arrival, Place
from jobfair.booths.models import Booth, Position
from jobfair.chat.models import Conversation
from jobfair.common.models import is_english
from jobfair.fairs.models import Fair
from jobfair.intents.counts import MEASURES
from jobfair.intents.models import Entry, Intent, Tally

HALL = ("positions", "openings")
OF_POSITIONS = (*HALL, *MEASURES)
OF_BOOTHS = (*HALL, "conversations", *MEASURES)
BY_TIME = ("visits_onsite", "visits_online", "conversations", "mutual")


@dataclass
class Part:
    """One part of a fair: what it is called, and its share of each figure."""

    name: str
    numbers: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Moment:
    """One hour of a fair, in the fair's own time, and what happened in it."""

    begins: datetime
    numbers: Counter[str]


def by_employer(fair: Fair) -> list[Part]:
    """Each booth that is shown or of which something is counted, in walking order."""
    talks = Conversation.objects.filter(booth__fair=fair, first_asked_at__isnull=False)
    talked = dict(talks.values_list("booth").annotate(n=Count("pk")).order_by())
    counted = _of_positions(fair, "booth", lambda row: row["booth"])
    shown = set(Booth.objects.public().filter(fair=fair).values_list("pk", flat=True))
    parts = []
    for booth in fair.booths.in_walking_order().select_related("employer", "zone"):
        numbers = counted.get(booth.pk, Counter())
        numbers["conversations"] = talked.get(booth.pk, 0)
        if booth.pk in shown or any(numbers.values()):
            parts.append(Part(_employer(booth), numbers))
    return parts


def by_job_type(fair: Fair) -> list[Part]:
    """Each job type, the one with most openings first."""
    return _largest_first(_of_positions(fair, ("job_type__name", "job_type__name_en"), _job_type))


def by_district(fair: Fair, unsaid: str) -> list[Part]:
    """Each district in which there is work; positions that name none are called `unsaid`."""
    return _largest_first(_of_positions(fair, "district", lambda row: row["district"] or unsaid))


def by_hour(fair: Fair) -> list[Moment]:
    """Each hour in which somebody came, first wrote, or in which an agreement came about."""
    hours: defaultdict[datetime, Counter[str]] = defaultdict(Counter)
    for name, moments in _moments(fair):
        for at in moments:
            local = at.astimezone(fair.zone_info)
            hours[local.replace(minute=0, second=0, microsecond=0)][name] += 1
    return [Moment(begins, hours[begins]) for begins in sorted(hours)]


def _moments(fair: Fair) -> Iterable[tuple[str, Iterable[datetime]]]:
    """For each figure, when each of what it counts came about."""
    arrivals = Arrival.objects.filter(fair=fair).visits()
    for place, name in ((Place.ONSITE, "visits_onsite"), (Place.ONLINE, "visits_online")):
        yield name, arrivals.filter(place=place).values_list("created_at", flat=True)
    talks = Conversation.objects.filter(booth__fair=fair, first_asked_at__isnull=False)
    asked = talks.values_list("first_asked_at", flat=True)
    yield "conversations", (at for at in asked if at)
    yield "mutual", _agreed_at(fair)


def _agreed_at(fair: Fair) -> Iterable[datetime]:
    """When the later of both sides' words, which still stands, was given."""
    entry = Entry.objects.filter(fair=OuterRef("fair"), number=OuterRef("number"))
    rows = Intent.objects.filter(fair=fair).mutual()
    rows = rows.annotate(number=Greatest("jobseeker_number", "employer_number"))
    return rows.annotate(agreed=Subquery(entry.values("at"))).values_list("agreed", flat=True)


def _of_positions(
    fair: Fair, fields: str | tuple[str, ...], key: Callable[[dict[str, Any]], Any]
) -> dict[Any, Counter[str]]:
    """What the hall offers and the ledger counts, summed over positions alike in `fields`."""
    names = (fields,) if isinstance(fields, str) else fields
    found: defaultdict[Any, Counter[str]] = defaultdict(Counter)
    offered = Position.objects.public().filter(booth__fair=fair).order_by().values(*names)
    for offer in offered.annotate(positions=Count("pk"), openings=Sum("headcount")):
        found[key(offer)].update({"positions": offer["positions"], "openings": offer["openings"]})
    through = {f"_{name}": F(f"position__{name}") for name in names}
    kept = Tally.objects.filter(fair=fair).order_by().values(**through)
    sums: Any = {f"n_{name}": Sum(name) for name in MEASURES}
    row: Any
    for row in kept.annotate(**sums):
        part = key({name: row[f"_{name}"] for name in names})
        found[part].update({name: row[f"n_{name}"] for name in MEASURES})
    return dict(found)


def _job_type(row: dict[str, Any]) -> str:
    return (is_english() and row["job_type__name_en"]) or row["job_type__name"]


def _employer(booth: Booth) -> str:
    return f"{booth.place} {booth.employer}".strip()


def _largest_first(found: dict[str, Counter[str]]) -> list[Part]:
    parts = [Part(name, numbers) for name, numbers in found.items() if any(numbers.values())]
    return sorted(parts, key=lambda part: (-part.numbers["openings"], part.name))
