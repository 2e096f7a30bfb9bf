"""Conversations of a booth, with a jobseeker or the organiser; who takes part, and what was said."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer, Organiser, User
from jobfair.booths.models import Booth
from jobfair.chat.happenings import sentence
from jobfair.chat.models.attaching import Attachment
from jobfair.chat.seats import BESIDE_JOBSEEKER, Seat
from jobfair.common.models import Record

LONGEST_TEXT = 2000
#: Ten times what may be sent: what is written or pasted and has to be divided is kept whole until it is.
LONGEST_DRAFT = 20_000
WITHDRAW_WITHIN = timedelta(minutes=2)


class Kind(models.TextChoices):
    """Who talks with the booth."""

    JOBSEEKER = "jobseeker", _("求职者")
    ORGANISER = "organiser", _("主办方")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def of_person(self, user: User) -> "ConversationQuerySet":
        """Those a person takes part in on the jobseeker's side."""
        seats = Participant.objects.filter(user=user, left_at=None, seat__in=BESIDE_JOBSEEKER)
        return self.filter(Q(jobseeker=user) | Q(pk__in=seats.values("conversation")))

    def with_organiser(self) -> "ConversationQuerySet":
        return self.filter(kind=Kind.ORGANISER)

    def unanswered(self) -> "ConversationQuerySet":
        """Those in which the jobseeker wrote last, the longest wait first."""
        return self.filter(waiting_since__isnull=False).order_by("waiting_since")


class Conversation(Record):
    """One jobseeker and one booth; it never closes, either side can write later.

    Or the booth and those who run the fair: then there is no jobseeker, and nobody waits or
    is counted. The database holds to both.

    `last_number` is the newest message's number. `waiting_since` is when the jobseeker
    wrote what nobody of the booth has answered yet; the two `first_` times are kept
    for the figures and never change once set. `held_by` is the rep to whom a colleague
    handed it with the jobseeker's word; every rep of the booth can still write.
    """

    booth = models.ForeignKey(Booth, models.PROTECT, related_name="conversations")
    kind = models.CharField(
        max_length=10, choices=Kind.choices, default=Kind.JOBSEEKER, db_default=Kind.JOBSEEKER
    )
    jobseeker = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    last_number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(null=True, blank=True)
    first_asked_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    is_stopped = models.BooleanField(default=False, db_default=False)
    held_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    #: Set where a list shows it; see `with_last_messages`.
    last_message: "Message | None"

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booth", "jobseeker"], name="conversation_once"),
            models.UniqueConstraint(
                fields=["booth"],
                condition=Q(kind=Kind.ORGANISER),
                name="conversation_once_with_organiser",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.JOBSEEKER, jobseeker__isnull=False)
                | Q(
                    kind=Kind.ORGANISER,
                    jobseeker=None,
                    waiting_since=None,
                    first_asked_at=None,
                    first_answered_at=None,
                    held_by=None,
                    is_stopped=False,
                ),
                name="conversation_parties_of_its_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["booth", "waiting_since"], name="conversation_waiting"),
            models.Index(fields=["jobseeker", "-last_at"], name="conversation_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.facing} · {self.booth}"

    @property
    def is_with_organiser(self) -> bool:
        return self.kind == Kind.ORGANISER

    @property
    def facing(self) -> "User | Organiser":
        """Whom the booth talks with."""
        return self.jobseeker or self.booth.fair.organiser

    @property
    def employer(self) -> Employer:
        return self.booth.employer


class Participant(Record):
    """A person in a conversation besides the jobseeker; how far each has read."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, models.CASCADE, related_name="participations")
    seat = models.CharField(max_length=12, choices=Seat.choices)
    read_to = models.PositiveIntegerField(default=0)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="participant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_seat_display()})"


class Message(Record):
    """One thing said. Its number orders it in its conversation; its `cid` makes a retry harmless.

    With a `happening` it is a line of the conversation itself: what happened, with the
    names in `facts`; its author is who did it, nobody when the clock did. The text of a
    message with an attachment describes it.
    """

    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="messages", db_index=False
    )
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="messages", db_index=False
    )
    seat = models.CharField(max_length=12, choices=Seat.choices, blank=True)
    happening = models.CharField(max_length=20, blank=True, default="", db_default="")
    facts = models.JSONField(null=True, blank=True)
    on_behalf_of = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages_by_others",
        db_index=False,
    )
    cid = models.CharField(max_length=32)
    text = models.TextField(max_length=LONGEST_TEXT)
    attachment = models.OneToOneField(
        Attachment, models.PROTECT, null=True, blank=True, related_name="message"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["author", "cid"], name="message_cid_once"),
            models.CheckConstraint(
                condition=~Q(happening="") | Q(author__isnull=False), name="message_has_author"
            ),
        ]
        indexes = [
            models.Index(
                fields=["on_behalf_of"],
                condition=Q(on_behalf_of__isnull=False),
                name="message_by_others",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.author}"

    def may_be_withdrawn(self, now: datetime | None = None) -> bool:
        is_standing = not self.happening and self.withdrawn_at is None
        return is_standing and (now or timezone.now()) <= self.created_at + WITHDRAW_WITHIN

    @property
    def asks_jobseeker(self) -> bool:
        """Whether this line says that the jobseeker is asked something."""
        return self.happening.startswith("asked_")

    @property
    def shown_text(self) -> str:
        """What was said, or what happened as a sentence in the reader's language."""
        if self.happening:
            return sentence(self.happening, self.facts or {})
        return "" if self.withdrawn_at else self.text


class Phrase(Record):
    """A prepared phrase: a rep's own, or one that all reps of an employer share."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="phrases")
    owner = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="phrases")
    text = models.CharField(_("常用语"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "created_at"]

    def __str__(self) -> str:
        return self.text


class Draft(models.Model):
    """What a person has typed and not sent, kept for any of their devices."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    text = models.TextField(max_length=LONGEST_DRAFT)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return self.text[:40]
