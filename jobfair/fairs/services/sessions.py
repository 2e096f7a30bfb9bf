"""The times of a fair, and the sessions inside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import Invalid
from jobfair.common.marks import mark_of_content, require_known
from jobfair.fairs.models import Fair, Session
from jobfair.fairs.services.guard import fair_to_run, refuse_incomplete
from jobfair.fairs.services.planning import refuse_reported, saved
from jobfair.fairs.services.revision import touch


@dataclass(frozen=True)
class SessionPlan:
    """One wanted session; `id` names the session it changes, none makes a new one."""

    starts_at: datetime
    ends_at: datetime
    name: str = ""
    name_en: str = ""
    id: UUID | None = None


@transaction.atomic
def set_sessions(actor: User, *, fair: Fair, plans: Sequence[SessionPlan]) -> list[Session]:
    """Make the fair's sessions exactly these.

    One that stays, by its id or else by its start, keeps the booths that promised it.
    """
    fair = fair_to_run(actor, fair)
    _check(fair.starts_at, fair.ends_at, plans)
    _replace(fair, plans)
    refuse_incomplete(fair)
    touch(fair.pk)
    return list(fair.sessions.all())


@transaction.atomic
def set_times(
    actor: User,
    *,
    fair: Fair,
    starts_at: datetime,
    ends_at: datetime,
    plans: Sequence[SessionPlan],
    time_zone: str | None = None,
    known: str = "",
) -> Fair:
    """Move a fair and its sessions together; Invalid says which times do not fit.

    `known` is the mark of the times the actor had read: newer ones stay, unless they are
    just what is wanted.
    """
    fair = fair_to_run(actor, fair)
    if not _stands_so(fair, starts_at, ends_at, plans, time_zone):
        require_known(known, mark_of_times(fair))
    refuse_reported(fair, {"starts_at": starts_at, "time_zone": time_zone or fair.time_zone})
    _check(starts_at, ends_at, plans)
    # A session always lies inside its fair, also half-way: widen, move, narrow.
    around = {"starts_at": min(fair.starts_at, starts_at), "ends_at": max(fair.ends_at, ends_at)}
    Fair.objects.filter(pk=fair.pk).update(**around)
    fair.starts_at, fair.ends_at = around["starts_at"], around["ends_at"]
    _replace(fair, plans)
    zone = time_zone or fair.time_zone
    return saved(fair, {"starts_at": starts_at, "ends_at": ends_at, "time_zone": zone})


def mark_of_times(fair: Fair) -> str:
    """The mark of a fair's span and of its sessions."""
    rows = fair.sessions.values_list("id", "starts_at", "ends_at", "name", "name_en")
    span = (fair.starts_at, fair.ends_at, fair.time_zone)
    return mark_of_content({"span": span, "sessions": list(rows)})


def _stands_so(
    fair: Fair,
    starts_at: datetime,
    ends_at: datetime,
    plans: Sequence[SessionPlan],
    zone: str | None,
) -> bool:
    rows = fair.sessions.values_list("starts_at", "ends_at", "name", "name_en")
    wanted = [(p.starts_at, p.ends_at, p.name.strip(), p.name_en.strip()) for p in plans]
    span = (fair.starts_at, fair.ends_at, fair.time_zone)
    return (*span, list(rows)) == (starts_at, ends_at, zone or fair.time_zone, sorted(wanted))


def _check(starts_at: datetime, ends_at: datetime, plans: Sequence[SessionPlan]) -> None:
    ordered = sorted(plans, key=lambda plan: plan.starts_at)
    for plan in ordered:
        if plan.ends_at <= plan.starts_at:
            raise Invalid("session_times", _("场次的结束时间要晚于开始时间。"))
        if plan.starts_at < starts_at or plan.ends_at > ends_at:
            raise Invalid("session_outside", _("场次要在招聘会的开始和结束之间。"))
    for earlier, later in pairwise(ordered):
        if later.starts_at < earlier.ends_at:
            raise Invalid("sessions_overlap", _("两个场次的时间重叠了。请错开。"))


def _replace(fair: Fair, plans: Sequence[SessionPlan]) -> None:
    pairs = _matched(fair, plans)
    fair.sessions.exclude(pk__in=[session.pk for session, _plan in pairs]).delete()
    _park(fair, [session for session, plan in pairs if session.starts_at != plan.starts_at])
    for session, plan in pairs:
        session.starts_at, session.ends_at = plan.starts_at, plan.ends_at
        session.name, session.name_en = plan.name.strip(), plan.name_en.strip()
        session.save()


def _matched(fair: Fair, plans: Sequence[SessionPlan]) -> list[tuple[Session, SessionPlan]]:
    held = {session.pk: session for session in fair.sessions.all()}
    named = {plan.id for plan in plans}
    by_start = {s.starts_at: s for s in held.values() if s.pk not in named}
    return [
        (held.get(plan.id) or by_start.get(plan.starts_at) or _new(fair, plan), plan)  # type: ignore[arg-type]
        for plan in plans
    ]


def _new(fair: Fair, plan: SessionPlan) -> Session:
    return Session(fair=fair, starts_at=plan.starts_at, ends_at=plan.ends_at)


def _park(fair: Fair, moving: Sequence[Session]) -> None:
    """Two sessions may change places: nobody stands on a start that another moves to."""
    for place, session in enumerate(moving, start=1):
        parked = fair.starts_at + timedelta(microseconds=place)
        Session.objects.filter(pk=session.pk).update(starts_at=parked, ends_at=fair.ends_at)
