"""Taking an import back: what it made and changed, as far as nobody has worked on it since."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError, Q

from jobfair.accounts.models import Employer, Organiser
from jobfair.booths.imports.models import Import, Outcome, Row
from jobfair.booths.imports.placing import Place
from jobfair.booths.imports.values import EMPLOYER_COLUMNS, POSITION_COLUMNS, TOGETHER
from jobfair.booths.models import Booth, JobType, Position, PositionProvision
from jobfair.booths.search import forget, reindex
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_run_fair
from jobfair.fairs.services import touch

FIELDS_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "employer": {column: (field,) for field, column in EMPLOYER_COLUMNS.items()},
    "position": {column: (field,) for field, column in POSITION_COLUMNS.items()}
    | TOGETHER
    | {"review_state": ("review_state",)},
}


@dataclass
class Kept:
    """What stays because somebody has worked on it or it is public."""

    positions: int = 0
    booths: int = 0
    employers: int = 0
    changes: int = 0

    def as_counts(self) -> dict[str, int]:
        return {f"kept_{name}": value for name, value in vars(self).items()}


def take_back(imported: Import) -> Kept:
    """Inside the caller's transaction. Returns what could not be taken back."""
    rows = list(
        imported.rows.select_related(
            "position__job_type", "position__booth__employer", "employer", "booth__zone"
        ).filter(Q(outcome__in=[Outcome.CREATE, Outcome.CHANGE]) | ~Q(employer_outcome=""))
    )
    kept = Kept()
    restore_changes(imported, rows, kept)
    remove_positions(imported, rows, kept)
    remove_booths(rows, kept)
    remove_employers(rows, kept)
    touch(imported.fair_id)
    Organiser.objects.filter(pk=imported.fair.organiser_id).update(revision=F("revision") + 1)
    return kept


def restore_changes(imported: Import, rows: list[Row], kept: Kept) -> None:
    """Each changed fact goes back, if it still is what the import made it."""
    employers: dict[object, Employer] = {}
    positions: dict[object, Position] = {}
    left = () if may_change_book(imported) else ("employer",)
    for row in rows:
        for change in row.changes:
            stays = change["of"] in left or is_reviewed_anew(imported, row, change)
            if stays or not restored(row, change):
                kept.changes += 1
            elif change["of"] == "employer" and row.employer:
                employers[row.employer.pk] = row.employer
            elif change["of"] == "position" and row.position:
                positions[row.position.pk] = row.position
    fields = sorted({field for names in FIELDS_OF["employer"].values() for field in names})
    Employer.objects.bulk_update(employers.values(), fields, batch_size=200)
    fields = sorted({field for names in FIELDS_OF["position"].values() for field in names})
    Position.objects.bulk_update(
        positions.values(), [*fields, "job_type", "taken_off_at"], batch_size=200
    )
    reindex(*positions.values())


def may_change_book(imported: Import) -> bool:
    """An employer's record is the organiser's own: who only helps with the fair leaves it."""
    actor = imported.undone_by
    return actor is not None and may_run_fair(actor, imported.fair)


def is_reviewed_anew(imported: Import, row: Row, change: dict[str, Any]) -> bool:
    """Words that somebody has written since were never approved: they do not become public."""
    if change["column"] != "review_state" or row.position is None or imported.applied_at is None:
        return False
    return row.position.edited_at > imported.applied_at


def restored(row: Row, change: dict[str, Any]) -> bool:
    """Put one fact back in memory; say whether it was still as the import left it."""
    if change["of"] == "booth":
        return restored_place(row.booth, change)
    if change["column"] == "benefits":
        return restored_provisions(row.position, change)
    if change["column"] == "job_type":
        return restored_job_type(row.position, change)
    thing = row.employer if change["of"] == "employer" else row.position
    fields = FIELDS_OF[change["of"]][change["column"]]
    single = len(fields) == 1
    old, new = ([change[key]] if single else change[key] for key in ("old", "new"))
    if thing is None or [getattr(thing, field) for field in fields] != new:
        return False
    for field, value in zip(fields, old, strict=True):
        setattr(thing, field, value)
    if isinstance(thing, Position) and thing.is_approved:
        thing.taken_off_at = None
    return True


def restored_place(booth: Booth | None, change: dict[str, Any]) -> bool:
    """A booth goes back to its old place if that is free."""
    if booth is None or booth.place != change["new"]:
        return False
    zone, number = None, None
    if change["old"]:
        signed = places_signed(booth.fair, change["old"])
        if len(signed) != 1:
            return False
        zone, number = signed[0]
        if Booth.objects.filter(zone=zone, number=number).exists():
            return False
    booth.zone, booth.number = zone, number
    booth.save(update_fields=["zone", "number"])
    return True


def places_signed(fair: Fair, sign: str) -> list[Place]:
    """The places of the hall that bear this sign; A107 may be the 107th of A or the 7th of A1."""
    said = {zone: sign.removeprefix(zone.code) for zone in fair.zones.all()}
    places = [Place(zone, int(number)) for zone, number in said.items() if number.isdecimal()]
    return [p for p in places if p.sign == sign and 1 <= p.number <= p.zone.places]


def restored_provisions(position: Position | None, change: dict[str, Any]) -> bool:
    if position is None:
        return False
    added = set(change["new"]) - set(change["old"])
    PositionProvision.objects.filter(position=position, word__in=added).delete()
    return True


def restored_job_type(position: Position | None, change: dict[str, Any]) -> bool:
    old = JobType.objects.filter(name=change["old"]).first()
    if position is None or old is None or position.job_type.name != change["new"]:
        return False
    position.job_type = old
    return True


def remove_positions(imported: Import, rows: list[Row], kept: Kept) -> None:
    """Those made by the import that are still drafts as it left them."""
    made = [row.position for row in rows if row.outcome == Outcome.CREATE and row.position]
    untouched = [
        position
        for position in made
        if position.review_state == ReviewState.DRAFT
        and not position.was_public
        and imported.applied_at is not None
        and position.edited_at <= imported.applied_at
    ]
    forget(*untouched)
    Position.objects.filter(pk__in=[position.pk for position in untouched]).delete()
    kept.positions = len(made) - len(untouched)


def remove_booths(rows: list[Row], kept: Kept) -> None:
    """Those made by the import that nobody has furnished."""
    made = [row.booth_id for row in rows if row.booth_outcome == Outcome.CREATE and row.booth_id]
    bare_booths = list(
        Booth.objects.filter(
            pk__in=made,
            published_at=None,
            intro="",
            positions=None,
            staffing=None,
            materials=None,
            sessions=None,
        )
    )
    kept.booths = len(made) - removed(bare_booths)


def removed(booths: list[Booth]) -> int:
    """How many could go; one where people talked stays with what they said."""
    try:
        with transaction.atomic():
            forget(*booths)
            Booth.objects.filter(pk__in=[booth.pk for booth in booths]).delete()
    except ProtectedError:
        return sum(removed([booth]) for booth in booths) if len(booths) > 1 else 0
    return len(booths)


def remove_employers(rows: list[Row], kept: Kept) -> None:
    """Those made by the import that nobody represents, reviewed or gave a booth elsewhere."""
    made = [
        row.employer_id
        for row in rows
        if row.employer_outcome == Outcome.CREATE and row.employer_id
    ]
    free = Employer.objects.filter(
        pk__in=made,
        review_state=ReviewState.DRAFT,
        booths=None,
        memberships=None,
        invitation=None,
    )
    kept.employers = len(made) - free.count()
    Employer.objects.filter(pk__in=list(free.values_list("pk", flat=True))).delete()
