"""The parts of one fair's figures, each in as few queries for a large fair as for a small one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobfair.attendance.models import Arrival, Place
from jobfair.booths.models import Booth, JobType
from jobfair.booths.selectors.offered import offered_positions
from jobfair.common.districts import district_name
from jobfair.common.ids import IDENTIFIER
from jobfair.fairs.models import Fair
from jobfair.insights.figures import QUICK, Numbers, Talk, talked, talks_of
from jobfair.intents.counts import MEASURES
from jobfair.intents.models import Change, Channel, Intent, Tally

HOUR = timedelta(hours=1)
#: So many characters, all of them random: 40 bits.
MARK = 8
BEFORE, AFTER = "before", "after"
ONSITE, ONLINE, PHONE = "onsite", "online", "phone"
#: The way in which somebody came, or a step was recorded.
MODE_OF_PLACE = {Place.ONSITE.value: ONSITE, Place.ONLINE.value: ONLINE}
MODE_OF_CHANNEL = {
    Channel.FORM.value: ONLINE,
    Channel.CHAT.value: ONLINE,
    Channel.PHONE.value: PHONE,
    Channel.ONSITE.value: ONSITE,
}
Sums = defaultdict[Any, Counter[str]]


@dataclass(frozen=True)
class Part:
    """One line of a breakdown: `key` finds it again, `name` is for people.

    `start` is the beginning of an hour, where the part is one.
    """

    key: str
    name: str
    numbers: Numbers = field(default_factory=dict)
    start: datetime | None = None

    @property
    def mark(self) -> str:
        """The end of an identifier, which tells it from all others of a fair; else the whole key.

        A report says it for every number it holds, many hundred times.
        """
        return self.key[-MARK:] if IDENTIFIER.fullmatch(self.key) else self.key


def hour_of(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the local hour of `at` began, in UTC."""
    local = at.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return at.astimezone(UTC) - into


def hour_key(start: datetime) -> str:
    return start.astimezone(UTC).strftime("%Y%m%dT%H%M")


def by_hour(fair: Fair) -> list[Part]:
    """Every local hour in which anything was counted, and those between on the same day.

    Days before the fair's first and after its last are one part each.
    """
    return _hours(fair, _by_time(fair, lambda at: hour_of(at, fair.zone_info)))


def by_day(fair: Fair) -> list[Part]:
    """Every local day on which anything was counted."""
    sums = _by_time(fair, lambda at: at.astimezone(fair.zone_info).date())
    return [
        Part(day.isoformat(), date_format(day, "MONTH_DAY_FORMAT"), dict(sums[day]))
        for day in sorted(sums)
    ]


def _by_time(fair: Fair, part: Callable[[datetime], Any]) -> Sums:
    sums: Sums = defaultdict(Counter)
    _arrivals(fair, sums, part)
    _conversations(fair, sums, part)
    for change in Change.objects.filter(fair=fair):
        sums[part(change.quarter)].update(change.changed)
    return sums


def by_mode(fair: Fair) -> list[Part]:
    sums: Sums = defaultdict(Counter)
    arrivals = Arrival.objects.filter(fair=fair).visits().values_list("place").order_by()
    for place, visits, people in arrivals.annotate(
        visits=Count("pk"), people=Count("who", distinct=True)
    ):
        sums[MODE_OF_PLACE[place]].update(visits=visits, people=people)
    for change in Change.objects.filter(fair=fair):
        sums[MODE_OF_CHANNEL[change.channel]].update(change.changed)
    names = {ONSITE: _("现场"), ONLINE: _("线上"), PHONE: _("电话")}
    return [Part(mode, name, dict(sums[mode])) for mode, name in names.items()]


def by_booth(fair: Fair) -> list[Part]:
    found = _by_position(fair, "booth", job_types=Count("job_type", distinct=True))
    talks: dict[UUID, list[Talk]] = defaultdict(list)
    rows = talks_of(fair).values_list("booth", "first_asked_at", "first_answered_at")
    for booth, asked, answered in rows:
        talks[booth].append((asked, answered))
    booths = Booth.objects.filter(fair=fair).in_walking_order().select_related("employer", "zone")
    return [
        Part(booth.key, _booth_name(booth), found[booth.pk] | talked(talks[booth.pk]))
        for booth in booths
        if booth.is_published or booth.pk in talks or found[booth.pk]
    ]


def _booth_name(booth: Booth) -> str:
    return f"{booth.place} {booth.employer.in_language('name')}".strip()


def by_job_type(fair: Fair) -> list[Part]:
    found = _by_position(fair, "job_type", employers=Count("booth__employer", distinct=True))
    names = JobType.objects.in_bulk(list(found))
    parts = [Part(names[pk].key, names[pk].in_language("name"), n) for pk, n in found.items()]
    return sorted(parts, key=_largest_first)


def by_district(fair: Fair) -> list[Part]:
    found = _by_position(
        fair,
        "district",
        employers=Count("booth__employer", distinct=True),
        job_types=Count("job_type", distinct=True),
    )
    parts = [
        Part(name, district_name(name) or _("没有写工作所在区"), n) for name, n in found.items()
    ]
    return sorted(parts, key=_largest_first)


def _largest_first(part: Part) -> tuple[int, str]:
    return -(part.numbers.get("positions") or 0), part.name


def _by_position(fair: Fair, by: str, **more: Any) -> defaultdict[Any, Numbers]:
    """What positions and their intents come to, by one of a position's fields."""
    found: defaultdict[Any, Numbers] = defaultdict(dict)
    rows = offered_positions([fair.pk]).values(by).order_by()
    for row in rows.annotate(positions=Count("pk"), openings=Sum("headcount"), **more):
        found[row.pop(by)] |= row
    key = f"position__{by}"
    tallies = Tally.objects.filter(fair=fair).values(key).order_by()
    for row in tallies.annotate(**{f"sum_{name}": Sum(name) for name in MEASURES}):
        found[row[key]] |= {name: row[f"sum_{name}"] for name in MEASURES}
    people = Intent.objects.mutual().filter(fair=fair).values_list(key).order_by()
    for value, number in people.annotate(n=Count("person", distinct=True)):
        found[value]["mutual_people"] = number
    return found


def _arrivals(fair: Fair, sums: Sums, part: Callable[[datetime], Hashable]) -> None:
    """Visits where they were made, people where they first came."""
    seen = set()
    rows: QuerySet[Any] = Arrival.objects.filter(fair=fair).visits()
    rows = rows.order_by("created_at", "pk")
    for person, at in rows.values_list("who", "created_at"):
        counts = sums[part(at)]
        counts["visits"] += 1
        if person not in seen:
            seen.add(person)
            counts["people"] += 1


def _conversations(fair: Fair, sums: Sums, part: Callable[[datetime], Hashable]) -> None:
    for asked, answered in talks_of(fair).values_list("first_asked_at", "first_answered_at"):
        if asked is not None:
            counts = sums[part(asked)]
            counts["conversations"] += 1
            counts["answered_quickly"] += answered is not None and answered - asked <= QUICK


def _hours(fair: Fair, sums: Mapping[datetime, Counter[str]]) -> list[Part]:
    zone = fair.zone_info
    first, last = fair.starts_at.astimezone(zone).date(), fair.ends_at.astimezone(zone).date()
    outside: dict[str, Counter[str]] = {BEFORE: Counter(), AFTER: Counter()}
    inside = {}
    for start, counts in sums.items():
        day = start.astimezone(zone).date()
        if first <= day <= last:
            inside[start] = counts
        else:
            outside[BEFORE if day < first else AFTER].update(counts)
    hours = [
        Part(hour_key(s), _hour_name(s, zone, first != last), dict(inside.get(s, {})), s)
        for s in _without_gaps(inside, zone)
    ]
    before = Part(BEFORE, _("招聘会前几天"), dict(outside[BEFORE]))
    after = Part(AFTER, _("招聘会以后"), dict(outside[AFTER]))
    return [part for part in (before, *hours, after) if part.start or any(part.numbers.values())]


def _without_gaps(starts: Iterable[datetime], zone: ZoneInfo) -> list[datetime]:
    """These hours and all between two of the same day."""
    days: dict[Any, list[datetime]] = defaultdict(list)
    for start in sorted(starts):
        days[start.astimezone(zone).date()].append(start)
    return [
        held[0] + n * HOUR
        for held in days.values()
        for n in range((held[-1] - held[0]) // HOUR + 1)
    ]


def _hour_name(start: datetime, zone: ZoneInfo, with_day: bool) -> str:
    local, end = start.astimezone(zone), (start + HOUR).astimezone(zone)
    hours = f"{local:%H:%M}–{end:%H:%M}"
    return f"{date_format(local, 'MONTH_DAY_FORMAT')} {hours}" if with_day else hours
