"""What is held about a person, as they must know it before they give up their account."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from jobfair.accounts.models import Membership, Person, User
from jobfair.accounts.roles import Role
from jobfair.accounts.selectors import peers_of
from jobfair.attendance.models import Registration, Telling
from jobfair.chat.models import Attachment, Conversation, Message, Report
from jobfair.fairs.models import UPCOMING_STATES
from jobfair.intents.models import Intent, Remark
from jobfair.intents.steps import State

#: In which somebody still waits for somebody.
UNDER_WAY = (
    State.ASKED,
    State.INVITED,
    State.MUTUAL,
    State.PLANNED,
    State.INTERVIEWED,
    State.OFFERED,
    State.ACCEPTED,
)


@dataclass(frozen=True)
class HeldRole:
    """A role for a body, and whether nobody else holds it there."""

    membership: Membership
    is_only: bool

    @property
    def must_be_handed_on(self) -> bool:
        return self.is_only and self.membership.role == Role.ORGANISER


@dataclass(frozen=True)
class Holdings:
    """Everything of one person, counted where it is much."""

    user: User

    @cached_property
    def people(self) -> list[UUID]:
        """As the ledgers know this person."""
        return list(Person.objects.of(self.user).values_list("pk", flat=True))

    @cached_property
    def conversations(self) -> int:
        return Conversation.objects.filter(jobseeker=self.user).count()

    @cached_property
    def messages(self) -> int:
        own = Message.objects.filter(conversation__jobseeker=self.user, happening="")
        return own.filter(withdrawn_at=None).count()

    @cached_property
    def files(self) -> int:
        rows = Attachment.objects.filter(message__conversation__jobseeker=self.user)
        return rows.filter(removed_at=None).count()

    @cached_property
    def remarks(self) -> int:
        return Remark.objects.filter(intent__person__in=self.people).count()

    @cached_property
    def categories(self) -> int:
        """Categories of disability that were said and are not counted yet."""
        return Telling.objects.filter(person__in=self.people).count()

    @cached_property
    def tokens(self) -> int:
        return self.user.access_tokens.count()

    @cached_property
    def under_way(self) -> int:
        """Intents that somebody still works on."""
        return Intent.objects.filter(person__in=self.people, state__in=UNDER_WAY).count()

    @cached_property
    def reports(self) -> int:
        """Reported messages that are kept for who decides."""
        about = Q(reporter=self.user) | Q(message__conversation__jobseeker=self.user)
        return Report.objects.filter(about).distinct().count()

    @cached_property
    def to_come(self) -> list[Registration]:
        """Standing registrations for fairs that are not over."""
        rows = Registration.objects.standing().filter(person__in=self.people)
        rows = rows.filter(fair__state__in=UPCOMING_STATES)
        return list(rows.select_related("fair").order_by("fair__starts_at"))

    @cached_property
    def roles(self) -> list[HeldRole]:
        """Those that are held for a body."""
        rows = self.user.memberships.exclude(role=Role.JOBSEEKER)
        rows = rows.select_related("organiser", "employer")
        return [HeldRole(one, not peers_of(one).exists()) for one in rows]

    @cached_property
    def may_leave(self) -> bool:
        """Whether no body is left without anybody who answers for it."""
        return not any(role.must_be_handed_on for role in self.roles)
