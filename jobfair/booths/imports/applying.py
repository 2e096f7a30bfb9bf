"""Writing a plan into the fair, in bulk, inside the caller's transaction."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import F

from jobfair.accounts.models import Employer, Organiser
from jobfair.booths.imports.book import Book
from jobfair.booths.imports.employers import EmployerPlan
from jobfair.booths.imports.models import Outcome
from jobfair.booths.imports.plan import Plan, Step
from jobfair.booths.imports.values import EMPLOYER_COLUMNS, for_a_new_one
from jobfair.booths.models import Booth, JobType, Position, PositionProvision
from jobfair.booths.search import reindex, reindex_booth
from jobfair.booths.sheets.normal import bare
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair
from jobfair.fairs.services import touch

AT_ONCE = 200


def write(plan: Plan, book: Book, *, now: datetime) -> None:
    """Make and change what the plan says. What is made stands in the plan afterwards."""
    write_employers(plan, book.fair)
    opened = write_booths(plan, book.fair)
    kinds = job_types({step.job_type for step in plan.steps if step.job_type and step.fact})
    made = [step for step in plan.steps if step.outcome == Outcome.CREATE]
    changed = [step for step in plan.steps if step.outcome == Outcome.CHANGE]
    make_positions(made, book, kinds, now)
    change_positions(changed, kinds, now)
    PositionProvision.objects.bulk_create(
        PositionProvision(position=step.position, word=word)
        for step in [*made, *changed]
        for word in sorted(step.provisions)
    )
    let_be_found(opened, [*made, *changed])
    touch(book.fair.pk)


def let_be_found(opened: list[Booth], written: list[Step]) -> None:
    """Bring the index up to what was written; owners are known here and need not be asked for."""
    reindex_booth(*opened)
    for step in written:
        if step.position and step.employer and step.employer.booth:
            step.position.booth = step.employer.booth
    reindex(*(step.position for step in written if step.position))


def write_employers(plan: Plan, fair: Fair) -> None:
    """New employers are drafts in the organiser's book."""
    made = [one for one in plan.employers if one.outcome == Outcome.CREATE]
    changed = [one for one in plan.employers if one.outcome == Outcome.CHANGE]
    for one in made:
        facts = for_a_new_one(one.values)
        one.existing = Employer(organiser_id=fair.organiser_id, name=one.name, **facts)
    Employer.objects.bulk_create([one.existing for one in made if one.existing])
    for one in changed:
        set_all(one.existing, one.news)
    employers = [one.existing for one in changed if one.existing]
    Employer.objects.bulk_update(employers, list(EMPLOYER_COLUMNS), batch_size=AT_ONCE)
    if employers:
        Organiser.objects.filter(pk=fair.organiser_id).update(revision=F("revision") + 1)


def write_booths(plan: Plan, fair: Fair) -> list[Booth]:
    """Every employer gets a booth; booths that change places step off theirs first.

    Returns the booths that are new. Every booth knows its employer afterwards.
    """
    moving = [one for one in plan.employers if one.moves and one.booth]
    Booth.objects.filter(pk__in=[one.booth.pk for one in moving if one.booth]).update(
        zone=None, number=None
    )
    for one in moving:
        stand(one)
    Booth.objects.bulk_update([one.booth for one in moving if one.booth], ["zone", "number"])
    opened = []
    for one in plan.employers:
        if one.booth is None:
            one.booth = Booth(fair=fair)
            stand(one)
            opened.append(one.booth)
        if one.existing:
            one.booth.employer = one.existing
    return Booth.objects.bulk_create(opened)


def stand(plan: EmployerPlan) -> None:
    if plan.booth and plan.place:
        plan.booth.zone, plan.booth.number = plan.place


def job_types(names: set[str]) -> dict[str, JobType]:
    """The 工种 of each name, those that are new made. Spelling apart, one name is one row."""
    held = {bare(kind.name): kind for kind in JobType.objects.all()}
    missing = {bare(name): name for name in sorted(names) if bare(name) not in held}
    made = JobType.objects.bulk_create(JobType(name=name) for name in missing.values())
    return held | {bare(kind.name): kind for kind in made}


def make_positions(steps: list[Step], book: Book, kinds: dict[str, JobType], now: datetime) -> None:
    """New positions are drafts, after those the booth already has, in the order of the file."""
    order: dict[object, int] = defaultdict(int)
    for booth, held in book.positions.items():
        order[booth] = max((position.order for position in held), default=-1) + 1
    for step in steps:
        if step.fact is None or step.employer is None or step.employer.booth is None:
            continue
        booth = step.employer.booth
        step.position = Position(
            booth=booth,
            title=step.fact.title,
            job_type=kinds[bare(step.job_type)],
            order=order[booth.pk],
            review_state=ReviewState.DRAFT,
            edited_at=now,
            **step.news,
        )
        order[booth.pk] += 1
    made = [step.position for step in steps if step.position]
    Position.objects.bulk_create(made, batch_size=AT_ONCE)


def change_positions(steps: list[Step], kinds: dict[str, JobType], now: datetime) -> None:
    written = {"edited_at", "job_type", "taken_off_at"}
    for step in steps:
        if step.position is None:
            continue
        set_all(step.position, step.news)
        if "review_state" in step.news:
            step.position.taken_off_at = now
        if step.job_type:
            step.position.job_type = kinds[bare(step.job_type)]
        step.position.edited_at = now
        written |= step.news.keys()
    positions = [step.position for step in steps if step.position]
    Position.objects.bulk_update(positions, sorted(written), batch_size=AT_ONCE)


def set_all(thing: Any, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(thing, field, value)
