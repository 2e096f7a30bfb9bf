"""Noticing what an organiser must act on, and what is done about it."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.accounts.services.invitations import fingerprint
from jobfair.accounts.services.tasks import told_of_tasks
from jobfair.booths.events import DeskChanged, staff_stream
from jobfair.booths.models import Booth
from jobfair.chat.models import Conversation
from jobfair.chat.services.guard import locked
from jobfair.common.errors import Conflict, Invalid, Missing
from jobfair.common.ids import ALPHABET
from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.fairs.services.guard import fair_to_help
from jobfair.outbox.events import Event
from jobfair.outbox.services import publish_all
from jobfair.watch.events import AlertsChanged
from jobfair.watch.models import Alert, Reason, Settlement, WallLink
from jobfair.watch.permissions import may_handle_alert, may_settle
from jobfair.watch.selectors import Due, due_at

#: Where an explanation is required and its words are gone.
NOTHING_LEFT = "—"
#: Of a link that is typed into a screen by hand: 80 random bits, and no letter like another.
SECRET_LENGTH = 16


def look(now: datetime) -> int:
    """Begin and end alerts as booths now stand; how many. Twice at once changes nothing more."""
    due = due_at(now)
    standing = {(alert.booth_id, alert.kind): alert for alert in Alert.objects.standing()}
    begun = {key: since for key, since in due.items() if key not in standing}
    ended = [alert for key, alert in standing.items() if key not in due]
    moved = {standing[key].pk: since for key, since in due.items() if _moved(standing, key, since)}
    for key, since in moved.items():  # the longest wait was answered, the next goes on
        Alert.objects.filter(pk=key).update(since=since)
    if begun or ended:
        _write(begun, ended, now)
    return len(begun) + len(ended) + len(moved)


def _moved(standing: dict[tuple[UUID, str], Alert], key: tuple[UUID, str], since: datetime) -> bool:
    return key in standing and standing[key].since != since


@transaction.atomic
def _write(begun: Due, ended: list[Alert], now: datetime) -> None:
    fairs = dict(Booth.objects.filter(pk__in=[b for b, _kind in begun]).values_list("pk", "fair"))
    Alert.objects.bulk_create(
        (
            Alert(fair_id=fairs[booth], booth_id=booth, kind=kind, since=since)
            for (booth, kind), since in begun.items()
        ),
        ignore_conflicts=True,
    )
    Alert.objects.standing().filter(pk__in=[alert.pk for alert in ended]).update(ended_at=now)
    touched = {*fairs.values(), *(alert.fair_id for alert in ended)}
    told: list[tuple[str, Event]] = [(desk_stream(fair), AlertsChanged()) for fair in touched]
    told_booths = {alert.booth_id for alert in ended if alert.reminded_at}
    told += [(staff_stream(booth), DeskChanged()) for booth in told_booths]
    publish_all([*told, *_told_helpers(touched)])


@transaction.atomic
def mark_known(actor: User, *, alert: Alert) -> Alert:
    """Say that somebody sees to it; who was first stays on record."""
    alert = _standing(actor, alert)
    if alert.known_at is None:
        alert.known_at, alert.known_by = timezone.now(), actor
        alert.save(update_fields=["known_at", "known_by"])
        told = (desk_stream(alert.fair_id), AlertsChanged())
        publish_all([told, *_told_helpers([alert.fair_id])])
    return alert


@transaction.atomic
def remind(actor: User, *, alert: Alert) -> Alert:
    """Call the booth's reps: it stands on their desk at once. The front writes to them as well."""
    alert = _standing(actor, alert)
    alert.reminded_at, alert.reminded_by = timezone.now(), actor
    alert.save(update_fields=["reminded_at", "reminded_by"])
    _tell_both(alert.booth)
    return alert


@transaction.atomic
def settle(
    actor: User, *, conversation: Conversation, reason: Reason, note: str = ""
) -> Settlement:
    """Take a waiting person off the list with a reason; Conflict when nobody waits any more."""
    if not may_settle(actor, conversation):
        raise Missing("no_conversation", _("没有找到这个会话。"))
    note = note.strip()
    if reason == Reason.OTHER and not note:
        raise Invalid("note_missing", _("请写明是怎么回复的。"), {"note": _("请写几个字。")})
    conversation = locked(conversation)
    if conversation.waiting_since is None:
        raise Conflict("nobody_waits", _("已经有人回复了，不用再处理。"))
    settlement = Settlement.objects.create(
        conversation=conversation,
        waited_since=conversation.waiting_since,
        reason=reason,
        note=note,
        made_by=actor,
    )
    conversation.waiting_since = None
    conversation.save(update_fields=["waiting_since"])
    _tell_both(conversation.booth)
    return settlement


@transaction.atomic
def forget_settling(actor: User) -> None:
    """Somebody gives up their account: what was explained about answering them is let go."""
    about = Settlement.objects.filter(conversation__jobseeker=actor).exclude(note="")
    about.update(note=NOTHING_LEFT)


def _tell_both(booth: Booth) -> None:
    """The organiser's desk and the booth's."""
    publish_all(
        [(desk_stream(booth.fair_id), AlertsChanged()), (staff_stream(booth.pk), DeskChanged())]
    )


def _told_helpers(fairs: Collection[UUID]) -> list[tuple[str, Event]]:
    """What tells everybody who helps with these fairs that more or less is to be seen to."""
    bodies = Fair.objects.filter(pk__in=fairs).values_list("organiser", "co_organisers")
    return told_of_tasks(Role.ORGANISER, {body for pair in bodies for body in pair if body})


def _standing(actor: User, alert: Alert) -> Alert:
    if not may_handle_alert(actor, alert):
        raise Missing("no_alert", _("没有找到这件事。"))
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    if alert.ended_at is not None:
        raise Conflict("alert_over", _("这件事已经过去了，不用再处理。"))
    return alert


@dataclass(frozen=True)
class NewWallLink:
    """A fresh link with its secret, which nobody can read again later."""

    link: WallLink
    secret: str


@transaction.atomic
def make_wall_link(actor: User, *, fair: Fair) -> NewWallLink:
    """Make the one link that opens the fair's wall; an earlier one opens nothing from now on.

    Conflict when the fair is over, or not published yet.
    """
    fair = fair_to_help(actor, fair)
    if not fair.is_upcoming:
        raise Conflict("fair_not_shown", _("招聘会发布以后、结束以前，才能做大屏链接。"))
    _withdraw_from(fair)
    secret = "".join(secrets.choice(ALPHABET) for _place in range(SECRET_LENGTH))
    link = WallLink.objects.create(fair=fair, fingerprint=fingerprint(secret))
    return NewWallLink(link, secret)


@transaction.atomic
def withdraw_wall_link(actor: User, *, fair: Fair) -> bool:
    """Let the link open nothing any longer; False when there was none."""
    return _withdraw_from(fair_to_help(actor, fair))


def _withdraw_from(fair: Fair) -> bool:
    return bool(fair.wall_links.filter(withdrawn_at=None).update(withdrawn_at=timezone.now()))
