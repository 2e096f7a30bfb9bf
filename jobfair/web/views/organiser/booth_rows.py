"""The booths of a fair as its organiser looks at them, and what still lies before the hall."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from jobfair.accounts.models import Employer, User
from jobfair.accounts.selectors import with_nobody
from jobfair.booths.models import Booth, Position, PositionQuerySet
from jobfair.booths.readiness import missing_for_booth
from jobfair.booths.selectors import booths_to_prepare
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_run_fair
from jobfair.web.views.organiser.home import Task


@dataclass(frozen=True)
class Row:
    """One booth, and what keeps it from being published."""

    booth: Booth
    missing: list[str]
    positions: int
    openings: int

    @property
    def is_ready(self) -> bool:
        return not self.missing and not self.booth.is_published

    def fits(self, only: str) -> bool:
        if only == "unplaced":
            return self.booth.zone_id is None
        if only == "unpublished":
            return not self.booth.is_published
        return not only or bool(self.missing)


def rows_of(fair: Fair) -> list[Row]:
    return [_row(booth) for booth in booths_to_prepare(fair)]


def _row(booth: Booth) -> Row:
    standing = [position for position in booth.positions.all() if position.closed_at is None]
    return Row(
        booth,
        [missing.sentence for missing in missing_for_booth(booth)],
        len(standing),
        sum(position.headcount for position in standing),
    )


#: Steps that are taken for many at once: how many wait, where to take the step, its picture.
STEPS = {
    "employers": (
        ngettext_lazy("审核单位（%(n)d 家还没有通过）", "审核单位（%(n)d 家还没有通过）", "n"),
        "web:desk_approve_employers",
        "building-2",
    ),
    "positions": (
        ngettext_lazy("审核岗位（%(n)d 个还没有通过）", "审核岗位（%(n)d 个还没有通过）", "n"),
        "web:desk_approve_positions",
        "clipboard-check",
    ),
    "places": (
        ngettext_lazy("按顺序安排位置（%(n)d 家没有）", "按顺序安排位置（%(n)d 家没有）", "n"),
        "web:desk_place_all",
        "list-ordered",
    ),
    "reps": (
        ngettext_lazy(
            "邀请招聘人员（%(n)d 家还没有）",
            "邀请招聘人员（%(n)d 家还没有）",
            "n",
        ),
        "web:desk_invite_reps",
        "users",
    ),
    "ready": (
        ngettext_lazy("发布准备好的展位（%(n)d 个）", "发布准备好的展位（%(n)d 个）", "n"),
        "web:desk_publish_ready",
        "send",
    ),
}


def steps_to_hall(user: User, fair: Fair, rows: Sequence[Row]) -> list[Task]:
    """What can be done for many booths at once, in the order in which it makes sense."""
    if fair.is_over:
        return []
    counts = {
        "positions": unapproved_positions(fair).count(),
        "places": sum(row.booth.zone_id is None for row in rows),
        "ready": sum(row.is_ready for row in rows),
    }
    if may_run_fair(user, fair):
        counts["employers"] = unapproved_employers(fair).count()
        counts["reps"] = employers_with_nobody(fair).count()
    return [_step(name, n, fair) for name in STEPS if (n := counts.get(name, 0))]


def unapproved_employers(fair: Fair) -> QuerySet[Employer]:
    return Employer.objects.filter(booths__fair=fair).exclude(review_state=ReviewState.APPROVED)


def employers_with_nobody(fair: Fair) -> QuerySet[Employer]:
    return with_nobody(Employer.objects.filter(booths__fair=fair), timezone.now())


def unapproved_positions(fair: Fair) -> PositionQuerySet:
    """What the public does not see yet, and is meant to."""
    return Position.objects.filter(booth__fair=fair, closed_at=None).unapproved()


def _step(name: str, number: int, fair: Fair) -> Task:
    sentence, address, icon = STEPS[name]
    return Task(str(sentence % {"n": number}), reverse(address, args=[fair.key]), icon)
