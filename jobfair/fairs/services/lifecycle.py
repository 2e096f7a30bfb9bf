"""draft → published → open → closed → archived, by hand and by the clock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import Conflict, Invalid
from jobfair.fairs.events import FairStateChanged, fair_stream
from jobfair.fairs.models import Fair, FairState, FairStep
from jobfair.fairs.readiness import missing_for_fair
from jobfair.fairs.services.guard import fair_to_run, locked
from jobfair.fairs.services.revision import touch
from jobfair.outbox.services import publish

FOLLOWS: dict[str, frozenset[str]] = {
    FairState.DRAFT: frozenset({FairState.PUBLISHED}),
    FairState.PUBLISHED: frozenset({FairState.DRAFT, FairState.OPEN, FairState.CLOSED}),
    FairState.OPEN: frozenset({FairState.CLOSED}),
    FairState.CLOSED: frozenset({FairState.OPEN, FairState.ARCHIVED}),
    FairState.ARCHIVED: frozenset(),
}


@transaction.atomic
def publish_fair(actor: User, *, fair: Fair) -> Fair:
    """Show the fair to everybody; Invalid lists what is missing."""
    fair = fair_to_run(actor, fair)
    missing = missing_for_fair(fair)
    if missing:
        raise Invalid(
            "fair_incomplete", _("还差几项，补全后再发布。"), {m.field: m.sentence for m in missing}
        )
    return _step(fair, FairState.PUBLISHED, actor)


@transaction.atomic
def unpublish_fair(actor: User, *, fair: Fair) -> Fair:
    """Take a published fair back to preparation, before it opens."""
    return _step(fair_to_run(actor, fair), FairState.DRAFT, actor)


@transaction.atomic
def open_fair(actor: User, *, fair: Fair, now: datetime | None = None) -> Fair:
    """Open before its time, or again after closing; not after its end."""
    fair = fair_to_run(actor, fair)
    if fair.ends_at <= (now or timezone.now()):
        raise Conflict("fair_ended", _("结束时间已过。请先把结束时间改晚，再开放。"))
    return _step(fair, FairState.OPEN, actor)


@transaction.atomic
def close_fair(actor: User, *, fair: Fair) -> Fair:
    return _step(fair_to_run(actor, fair), FairState.CLOSED, actor)


@transaction.atomic
def archive_fair(actor: User, *, fair: Fair) -> Fair:
    return _step(fair_to_run(actor, fair), FairState.ARCHIVED, actor)


def tick(now: datetime | None = None) -> list[FairStep]:
    """Open and close what is due; doing it twice, or twice at once, changes nothing more."""
    now = now or timezone.now()
    due = [(fair, FairState.OPEN) for fair in Fair.objects.due_to_open(now)]
    due += [(fair, FairState.CLOSED) for fair in Fair.objects.due_to_close(now)]
    steps = [_step_if_still_due(fair, after, now) for fair, after in due]
    return [step for step in steps if step is not None]


@transaction.atomic
def _step_if_still_due(fair: Fair, after: FairState, now: datetime) -> FairStep | None:
    fair = locked(fair)
    due = (
        Fair.objects.due_to_open(now)
        if after == FairState.OPEN
        else (Fair.objects.due_to_close(now))
    )
    if not due.filter(pk=fair.pk).exists():
        return None
    _step(fair, after, None)
    return fair.steps.last()


def _step(fair: Fair, after: FairState, actor: User | None) -> Fair:
    if after not in FOLLOWS[fair.state]:
        raise Conflict(
            "fair_step_refused",
            _("招聘会现在是“%(now)s”，不能改为“%(after)s”。请刷新页面查看最新状态。")
            % {"now": fair.get_state_display(), "after": FairState(after).label},
        )
    FairStep.objects.create(fair=fair, before=fair.state, after=after, made_by=actor)
    fair.state = after
    fair.save(update_fields=["state"])
    touch(fair.pk)
    publish(fair_stream(fair.pk), FairStateChanged(state=after))
    return fair
