"""What is due at open fairs, what stands, and who still waits for an answer."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, Min, OuterRef, QuerySet, Subquery, When

from jobfair.accounts.models import Membership, User
from jobfair.accounts.roles import Role
from jobfair.accounts.services.invitations import fingerprint
from jobfair.booths.models import Booth
from jobfair.booths.presence import Presence, presence_of
from jobfair.chat.models import Conversation
from jobfair.common.prepared import Prepared
from jobfair.fairs.models import UPCOMING_STATES, Fair, FairState, Session
from jobfair.watch.models import Alert, Kind, WallLink
from jobfair.watch.permissions import is_overdue

#: A booth and what is wrong there, with since when.
Due = dict[tuple[UUID, str], datetime]


def due_at(now: datetime) -> Due:
    """Every booth of an open fair that has been unstaffed or silent for too long, in two queries."""
    return _unstaffed(now) | _silent(now)


def _unstaffed(now: datetime) -> Due:
    """Counted from when the last rep went, and never from before the hours promised."""
    running = Session.objects.filter(starts_at__lte=now, ends_at__gt=now).values("starts_at")
    own = Session.objects.filter(booths=OuterRef("pk"))
    begun = Case(
        When(Exists(own), then=Subquery(running.filter(booths=OuterRef("pk"))[:1])),
        default=Subquery(running.filter(fair=OuterRef("fair"))[:1]),
    )
    rows = Booth.objects.public().filter(fair__state=FairState.OPEN, told="")
    rows = rows.annotate(begun=begun).filter(begun__isnull=False).select_related("fair")
    found: Due = {}
    for booth in rows:
        since = max(booth.begun, booth.unstaffed_since or booth.begun)
        is_closed = presence_of(booth, now).state == Presence.CLOSED
        if is_closed and now - since >= booth.fair.unstaffed_limit:
            found[booth.pk, Kind.UNSTAFFED] = since
    return found


def _silent(now: datetime) -> Due:
    rows = Conversation.objects.filter(
        waiting_since__isnull=False, booth__fair__state=FairState.OPEN
    )
    waits = rows.values_list("booth", "booth__fair__answer_minutes").annotate(Min("waiting_since"))
    return {
        (booth, Kind.SILENT): since
        for booth, minutes, since in waits
        if (now - since).total_seconds() >= minutes * 60
    }


def alerts_of(fair: Fair) -> QuerySet[Alert]:
    """What stands: first what nobody has seen to, then by how long it has been so."""
    rows = Alert.objects.standing().filter(fair=fair)
    rows = rows.select_related("booth__employer", "booth__zone", "known_by", "reminded_by")
    return rows.order_by(F("known_at").asc(nulls_first=True), "since")


def to_act_on(organisers: Collection[UUID]) -> dict[UUID, int]:
    """At which fairs of these bodies how many booths need somebody to see to them."""
    return dict(_unseen.rows(*organisers)) if organisers else {}


@Prepared
def _unseen(*organisers: UUID) -> QuerySet[Alert, Any]:
    rows = Alert.objects.standing().filter(known_at=None, fair__state=FairState.OPEN)
    helped = Fair.objects.helped_by(organisers).values("pk")
    return rows.filter(fair__in=helped).values_list("fair").annotate(Count("pk"))


def unanswered_at(fair: Fair) -> list[Conversation]:
    """Who has waited beyond the fair's limit, the longest wait first; after the fair, everybody."""
    rows = Conversation.objects.unanswered().filter(booth__fair=fair)
    rows = rows.select_related("jobseeker", "booth__employer", "booth__zone")
    waiting = list(rows)
    for conversation in waiting:
        conversation.booth.fair = fair
    return [conversation for conversation in waiting if is_overdue(conversation)]


def reps_of(employers: Iterable[UUID]) -> dict[UUID, list[User]]:
    """Everybody who may be asked to come to an employer's booth."""
    found: dict[UUID, list[User]] = {}
    rows = Membership.objects.filter(role=Role.REP, employer__in=list(employers))
    for row in rows.select_related("user").order_by("user__name", "created_at"):
        found.setdefault(row.employer_id, []).append(row.user)  # type: ignore[arg-type]
    return found


def reminder_for(booth: Booth) -> Alert | None:
    """The organiser's latest call to this booth's reps, while its cause stands."""
    rows = Alert.objects.standing().filter(booth=booth, reminded_at__isnull=False)
    return rows.order_by("-reminded_at").first()


def fair_on_wall(secret: str) -> Fair | None:
    """The fair whose wall this secret opens; None for a wrong one, and one that has ended."""
    rows = WallLink.objects.standing().filter(fingerprint=fingerprint(secret))
    link = rows.select_related("fair__organiser").first()
    return link.fair if link else None


def is_over_on_wall(secret: str) -> bool:
    """Whether this secret opened a wall until the fair ended."""
    rows = WallLink.objects.filter(fingerprint=fingerprint(secret), withdrawn_at=None)
    return rows.exclude(fair__state__in=UPCOMING_STATES).exists()


def wall_link_of(fair: Fair) -> WallLink | None:
    """The link that opens this fair's wall now."""
    return WallLink.objects.standing().filter(fair=fair).first()
