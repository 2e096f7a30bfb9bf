"""The word that somebody is at a booth, the desk that shows it, and telling the fair."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.accounts.services.tasks import told_of_tasks
from jobfair.booths.events import BoothStateChanged, DeskChanged, staff_stream
from jobfair.booths.models import Booth, Lease
from jobfair.booths.presence import BoothPresence, Presence, lease_length, presence_of
from jobfair.booths.services.guard import booth_to_staff, locked_booth
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.fairs.events import fair_stream
from jobfair.fairs.models import FairState
from jobfair.fairs.services import touch
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish, publish_all

LONGEST_BREAK = timedelta(hours=4)


@transaction.atomic
def say_present(actor: User, *, booth: Booth, now: datetime | None = None) -> Booth:
    """Say that somebody is at the booth; the word holds as long as the fair's rule says."""
    now = now or timezone.now()
    booth = _booth_at_open_fair(actor, booth)
    until = now + booth.fair.word_holds
    _lease(actor, booth, until)
    return _present(booth, until, None, now)


@transaction.atomic
def say_away(actor: User, *, booth: Booth, until: datetime, now: datetime | None = None) -> Booth:
    """Say when the booth is back; at most four hours ahead.

    Nobody is there until somebody says so again: a break that ran over is not presence,
    nor is a desk that was left open.
    """
    now = now or timezone.now()
    booth = _booth_at_open_fair(actor, booth)
    if not now < until <= now + LONGEST_BREAK:
        raise Invalid(
            "away_until", _("请写今天稍后的时间，最多四小时以后。"), {"until": _("请改时间。")}
        )
    booth.leases.all().delete()
    return _present(booth, None, until, now)


@transaction.atomic
def leave_booth(actor: User, *, booth: Booth, now: datetime | None = None) -> Booth:
    """Close the booth until somebody says "we are here" again."""
    now = now or timezone.now()
    booth = booth_to_staff(actor, booth)
    booth.leases.all().delete()
    return _present(booth, None, now, now)


@transaction.atomic
def hold_desk(actor: User, *, booth: Booth, now: datetime | None = None) -> BoothPresence:
    """The actor's desk is open: one lease more. What visitors are told now.

    On a break, after closing, and outside the fair's hours it opens nothing.
    """
    now = now or timezone.now()
    booth = booth_to_staff(actor, booth)
    until = now + lease_length()
    _lease(actor, booth, until)
    if booth.fair.is_open and booth.away_until is None:
        _present(booth, max(until, booth.staffed_until or until), None, now)
    return presence_of(booth, now)


def keep_word(actor: User, *, now: datetime | None = None) -> int:
    """A page of the actor's was opened: what they said by form holds anew; at how many booths.

    Written at most once in a tenth of the time the word holds.
    """
    now = now or timezone.now()
    said = Lease.objects.held(now + lease_length()).filter(user=actor)
    said = said.filter(booth__fair__state=FairState.OPEN, booth__away_until=None)
    due = [
        lease.booth
        for lease in said.select_related("booth__fair", "booth__employer")
        if lease.until < now + lease.booth.fair.word_holds * 0.9
    ]
    for booth in due:
        with suppress(
            Conflict, NotAllowed
        ):  # the fair has closed, or the role has ended, meanwhile
            say_present(actor, booth=booth, now=now)
    return len(due)


@transaction.atomic
def note_waiting(
    booth_id: UUID, *, waiting: int, newest: str = "", now: datetime | None = None
) -> None:
    """So many people wait for this booth's answer, `newest` the conversation where one began last."""
    booth = locked_booth(booth_id)
    booth.waiting = waiting
    booth.save(update_fields=["waiting"])
    reps = told_of_tasks(Role.REP, [booth.employer_id], newest)
    publish_all([*_changed(booth, now or timezone.now()), *reps])


def tell_changes(now: datetime) -> int:
    """Tell each open fair what the clock alone has changed at its booths; how much."""
    rows = Booth.objects.public().filter(fair__state=FairState.OPEN).select_related("fair")
    in_word = ~Q(told="") | Q(staffed_until__gt=now) | Q(away_until__gt=now)
    stale = [b.pk for b in rows.filter(in_word) if presence_of(b, now).told != b.told]
    for key in stale:
        with transaction.atomic():
            _tell(locked_booth(key), now)
    return len(stale)


@transaction.atomic
def end_leases(now: datetime) -> int:
    """Forget leases nobody renewed, and tell the colleagues at those desks; how many."""
    ended = list(Lease.objects.ended(now).values_list("pk", "booth"))
    if ended:
        Lease.objects.ended(now).filter(pk__in=[pk for pk, _booth in ended]).delete()
        publish_all([(staff_stream(key), DeskChanged()) for key in {key for _pk, key in ended}])
    return len(ended)


def _booth_at_open_fair(actor: User, booth: Booth) -> Booth:
    booth = booth_to_staff(actor, booth)
    if not booth.fair.is_open:
        raise Conflict("fair_not_open", _("招聘会开放后才能开放展位。"))
    return booth


def _lease(actor: User, booth: Booth, until: datetime) -> None:
    """Longer, never shorter: an open desk takes nothing from a word given for an hour."""
    held = Lease.objects.filter(booth=booth, user=actor)
    if not held.update(until=Greatest("until", until)):
        Lease.objects.create(booth=booth, user=actor, until=until)
        publish(staff_stream(booth.pk), DeskChanged())


def _present(
    booth: Booth, staffed_until: datetime | None, away_until: datetime | None, now: datetime
) -> Booth:
    booth.staffed_until, booth.away_until = staffed_until, away_until
    booth.save(update_fields=["staffed_until", "away_until"])
    _tell(booth, now)
    return booth


def _tell(booth: Booth, now: datetime) -> None:
    publish_all(_changed(booth, now))


def _changed(booth: Booth, now: datetime) -> list[tuple[str, Event]]:
    """What tells everybody at the fair; something only when the words have changed."""
    presence = presence_of(booth, now)
    is_public = booth.is_published and booth.employer.is_approved and booth.fair.is_open
    if not is_public or presence.told == booth.told:
        return []
    booth.told = presence.told
    booth.unstaffed_since = now if presence.state == Presence.CLOSED else None
    booth.save(update_fields=["told", "unstaffed_since"])
    touch(booth.fair_id)
    return [
        (fair_stream(booth.fair_id), BoothStateChanged.of(booth, presence)),
        (staff_stream(booth.pk), DeskChanged()),
    ]
