"""Work that is followed up, which call is due, and what was recorded of each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from jobfair.accounts.models import WHO, Person, PersonQuerySet, User
from jobfair.fairs.models import Fair
from jobfair.intents.models import Entry, Intent
from jobfair.intents.selectors import intent_rows
from jobfair.intents.steps import Stage, Step
from jobfair.outcomes.calls import Call, Due, Result, Tried, next_call
from jobfair.outcomes.models import FollowUp, Placement, PlacementQuerySet

#: After the last call at six months, with time to reach the person.
LONGEST = timedelta(days=270)
#: By the stage, the step that began it.
BEGINS = {
    Stage.OFFERED: Step.OFFERED,
    Stage.ACCEPTED: Step.ACCEPTED,
    Stage.STARTED: Step.STARTED,
    Stage.LEFT: Step.STARTED,
    Stage.REFUSED: Step.REFUSED,
}


def people_of(fair: Fair) -> PersonQuerySet:
    """Whom the advisers of a fair know: its organiser's own record, and who had to do with it."""
    theirs = Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk"))
    known = Q(organiser=fair.organiser_id)
    for rows in (fair.intents, fair.registrations, fair.arrivals, fair.placements):
        known |= Q(Exists(rows.filter(theirs)))
    return Person.objects.known().filter(known)


@dataclass(frozen=True)
class Case:
    """One person's work at one place: how it stands since when, what was recorded, what is due."""

    work: Intent | Placement
    stage: Stage
    since: date
    calls: list[FollowUp]
    due: Due | None
    today: date

    @property
    def next_call(self) -> Call | None:
        """What may be asked now."""
        return self.due.call if self.due and self.due.may_be_made(self.today) else None

    @property
    def person(self) -> Person:
        """Whom to call: of a record that was merged, the one that was kept."""
        return self.work.person.merged_into or self.work.person

    @property
    def fair(self) -> Fair:
        return self.work.fair

    @property
    def is_placement(self) -> bool:
        return isinstance(self.work, Placement)

    @property
    def what(self) -> str:
        """The position and its employer, or the place."""
        if isinstance(self.work, Placement):
            return f"{self.work.place}（{self.work.get_kind_display()}）"
        return f"{self.work.position.in_language('title')} · {self.work.booth.employer}"


def intents_followed() -> QuerySet[Intent]:
    return intent_rows().select_related("fair__organiser").filter(stage__in=BEGINS)


def placements_followed() -> PlacementQuerySet:
    rows = Placement.objects.standing()
    return rows.select_related("fair__organiser", "person__user", "person__merged_into__user")


def cases(organisers: Collection[UUID], now: datetime) -> list[Case]:
    """Everything of these bodies about which a call is to come, the longest due first."""
    since = now - LONGEST
    intents = intents_followed().filter(
        fair__organiser__in=organisers, last_at__gte=since, person__erased_at=None
    )
    placements = placements_followed().filter(
        fair__organiser__in=organisers, started_on__gte=since.date(), person__erased_at=None
    )
    found = [*of_intents(intents, now), *of_placements(placements, now)]
    return sorted((c for c in found if c.due), key=lambda c: c.due.on if c.due else c.since)


def cases_of(user: User, now: datetime) -> list[Case]:
    """What was recorded about this person's own work."""
    intents = intents_followed().filter(person__user=user)
    placements = placements_followed().filter(
        Q(person__user=user) | Q(person__merged_into__user=user)
    )
    found = [*of_intents(intents, now), *of_placements(placements, now)]
    return [case for case in found if case.calls or case.is_placement]


def of_intents(intents: Iterable[Intent], now: datetime) -> list[Case]:
    rows = list(intents)
    people, positions = [row.person_id for row in rows], [row.position_id for row in rows]
    about = (Q(person__in=people) | Q(person__merged_into__in=people)) & Q(position__in=positions)
    begun = _begun(about)
    held: dict[tuple[UUID, UUID | None], list[FollowUp]] = defaultdict(list)
    for call in _calls(about):
        held[call.person.kept_id, call.position_id].append(call)
    found = []
    for row in rows:
        stage, pair = Stage(row.stage), (row.person_id, row.position_id)
        at = begun.get((*pair, BEGINS[stage]), row.last_at)
        since = at.astimezone(row.fair.zone_info).date()
        found.append(_case(row, stage, since, held[pair], now))
    return found


def of_placements(placements: Iterable[Placement], now: datetime) -> list[Case]:
    """A case for each work: written down on two records of one person, it is one."""
    rows = sorted(placements, key=lambda row: (row.person.merged_into_id is not None, row.pk))
    works: dict[tuple[object, ...], Placement] = {}
    first = {row.pk: works.setdefault(tuple(row.work.values()), row).pk for row in rows}
    held: dict[UUID, list[FollowUp]] = defaultdict(list)
    for call in _calls(Q(placement__in=rows)):
        if call.placement_id:
            held[first[call.placement_id]].append(call)
    return [_case(row, Stage.STARTED, row.started_on, held[row.pk], now) for row in works.values()]


def case_of(work: Intent | Placement, now: datetime) -> Case:
    if isinstance(work, Placement):
        same = list(placements_followed().same_as(work))
        return of_placements(same or [work], now)[0]
    return of_intents([work], now)[0]


def _begun(about: Q) -> dict[tuple[UUID, UUID, Step], datetime]:
    """When each pair last came to each step that begins a stage."""
    rows = Entry.objects.filter(about, step__in=set(BEGINS.values())).annotate(who=WHO)
    newest = rows.values("who", "position", "step").annotate(newest=Max("at")).order_by()
    return {(r["who"], r["position"], Step(r["step"])): r["newest"] for r in newest}


def _calls(about: Q) -> list[FollowUp]:
    rows = FollowUp.objects.standing().filter(about)
    return list(rows.select_related("person", "recorder", "corrects"))


def _case(
    work: Intent | Placement, stage: Stage, since: date, calls: list[FollowUp], now: datetime
) -> Case:
    zone = work.fair.zone_info
    tried = [
        Tried(Call(c.call), c.at.astimezone(zone).date(), Result(c.result) if c.result else None)
        for c in calls
    ]
    today = now.astimezone(zone).date()
    return Case(work, stage, since, calls, next_call(stage, since, tried, today), today)
