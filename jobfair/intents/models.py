"""The ledger of intents, how each intent stands by it, and what is said beside it.

Only `Entry` is the truth. `Ledger`, `Tally`, `Change` and `Intent` follow from it, are written in
the same transaction, and can be made again from it at any time. What may hold a name
(`Remark`, `StaffNote`) stands outside, so that it can be erased.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Person, User
from jobfair.booths.models import Booth, Position
from jobfair.common.models import Record
from jobfair.fairs.models import Fair
from jobfair.intents.chain import GENESIS
from jobfair.intents.counts import ALL_COUNTS, MEASURES
from jobfair.intents.steps import Side, Stage, Standing, State, Step, Word

LONGEST_WORD = 300
LONGEST_NOTE = 1000
LONGEST_NEXT_STEP = 120


class Channel(models.TextChoices):
    """Through what a step was made."""

    FORM = "form", _("网页")
    CHAT = "chat", _("会话")
    PHONE = "phone", _("电话")
    ONSITE = "onsite", _("现场")


class Voice(models.TextChoices):
    """Who said so, when it was not the person who recorded it."""

    OWN = "own", _("记录人自己")
    JOBSEEKER = "jobseeker", _("求职者本人")
    FAMILY = "family", _("家人或陪同人")
    EMPLOYER = "employer", _("用人单位联系人")


class Counts(models.Model):
    """Pairs of a person and a position by measure; see `counts.py`."""

    jobseeker_only = models.PositiveIntegerField(default=0)
    employer_only = models.PositiveIntegerField(default=0)
    mutual = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0)
    interviewed = models.PositiveIntegerField(default=0)
    offered = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    started = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def counted(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in MEASURES}


class Ledger(Counts):
    """A fair's ledger: its newest number and fingerprint, and the counts true of that number.

    Its row is locked by whoever writes an entry, so numbers have no gaps. `checked_at`
    is when the counts were last gone over because the fair had closed; `differs` that the
    last look found them other than what is counted afresh.
    """

    fair = models.OneToOneField(Fair, models.PROTECT, primary_key=True, related_name="ledger")
    last = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)
    mutual_people = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    differs = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.fair} · {self.last}"


class Tally(Counts):
    """The same counts for one position; a booth, job type or district is a sum of these."""

    position = models.OneToOneField(
        Position, models.PROTECT, primary_key=True, related_name="tally"
    )
    fair = models.ForeignKey(Fair, models.PROTECT, related_name="tallies")

    def __str__(self) -> str:
        return f"{self.position}"


class Change(models.Model):
    """What the counts of a fair gained, less what they lost, in one quarter of an hour.

    By the channel of the entries that did it. All changes of a fair add up to its counts.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="changes", db_index=False)
    quarter = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    jobseeker_only = models.IntegerField(default=0)
    employer_only = models.IntegerField(default=0)
    mutual = models.IntegerField(default=0)
    planned = models.IntegerField(default=0)
    interviewed = models.IntegerField(default=0)
    offered = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    started = models.IntegerField(default=0)
    mutual_people = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "quarter", "channel"], name="change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quarter:%m-%d %H:%M} {self.get_channel_display()}"

    @property
    def changed(self) -> dict[str, int]:
        """What is not nought, by measure."""
        every = {name: getattr(self, name) for name in ALL_COUNTS}
        return {name: shift for name, shift in every.items() if shift}


class Entry(models.Model):
    """One step as it was made. Triggers refuse to change or delete it."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveBigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="entries", db_index=False)
    position = models.ForeignKey(Position, models.PROTECT, related_name="entries")
    side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    step = models.CharField(max_length=20, choices=Step.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    voice = models.CharField(max_length=10, choices=Voice.choices, default=Voice.OWN)
    recorder = models.ForeignKey(
        User, models.PROTECT, related_name="entries_recorded", db_index=False
    )
    cid = models.CharField(max_length=32)
    corrects = models.PositiveBigIntegerField(null=True, blank=True)
    duplicate = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries_merged",
        db_index=False,
    )
    at = models.DateTimeField(default=timezone.now)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["fair", "number"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "number"], name="entry_number_once"),
            models.UniqueConstraint(fields=["recorder", "cid"], name="entry_cid_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_number_from_one"),
            models.CheckConstraint(
                condition=Q(step=Step.UNDONE, corrects__isnull=False)
                | (~Q(step=Step.UNDONE) & Q(corrects=None)),
                name="entry_corrects_when_undone",
            ),
            models.CheckConstraint(
                condition=Q(step=Step.MERGED, duplicate__isnull=False, side="")
                | (~Q(step=Step.MERGED) & Q(duplicate=None, side__in=Side.values)),
                name="entry_side_unless_merged",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "position", "number"], name="entry_of_pair"),
            models.Index(
                fields=["duplicate"], condition=Q(duplicate__isnull=False), name="entry_of_merged"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_side_display()} {self.get_step_display()}"


class IntentQuerySet(models.QuerySet["Intent"]):
    def said(self) -> "IntentQuerySet":
        """Those of which something stands: not taken back to nothing, not merged away."""
        return self.exclude(state=State.EMPTY)

    def mutual(self) -> "IntentQuerySet":
        return self.filter(jobseeker=Word.YES, employer=Word.YES)

    def of_person(self, person: Person) -> "IntentQuerySet":
        return self.filter(person=person)


class Intent(Record):
    """How one person and one position stand to each other by the ledger, as of `last_number`."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="intents", db_index=False)
    booth = models.ForeignKey(Booth, models.PROTECT, related_name="intents", db_index=False)
    position = models.ForeignKey(Position, models.PROTECT, related_name="intents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="intents", db_index=False)
    jobseeker = models.CharField(max_length=10, choices=Word.choices, default=Word.NOTHING)
    employer = models.CharField(max_length=10, choices=Word.choices, default=Word.NOTHING)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.NONE)
    jobseeker_number = models.PositiveBigIntegerField(default=0)
    employer_number = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State.choices, default=State.EMPTY)
    last_number = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)

    objects = IntentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "position"], name="intent_once"),
        ]
        indexes = [
            models.Index(fields=["fair", "person"], name="intent_of_fair"),
            models.Index(fields=["booth", "state", "-last_at"], name="intent_on_board"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.position}"

    @property
    def standing(self) -> Standing:
        return Standing(
            Word(self.jobseeker),
            Word(self.employer),
            Stage(self.stage),
            self.jobseeker_number,
            self.employer_number,
        )

    @standing.setter
    def standing(self, standing: Standing) -> None:
        for field, value in standing_fields(standing).items():
            setattr(self, field, value)


def standing_fields(standing: Standing) -> dict[str, Any]:
    """A standing as the columns of an intent."""
    return {
        "jobseeker": standing.jobseeker,
        "employer": standing.employer,
        "stage": standing.stage,
        "jobseeker_number": standing.jobseeker_number,
        "employer_number": standing.employer_number,
        "state": standing.state,
    }


class Remark(Record):
    """A word that goes with an intent and that both sides may read, said by `side`.

    `number` is the entry it came with, none for a word added later. Where `voice` is not
    their own, an adviser wrote it beside what they had heard.
    """

    intent = models.ForeignKey(Intent, models.CASCADE, related_name="remarks")
    side = models.CharField(max_length=10, choices=Side.choices)
    voice = models.CharField(max_length=10, choices=Voice.choices, default=Voice.OWN)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text


class StaffNote(models.Model):
    """What the reps of a booth keep for themselves about an intent."""

    intent = models.OneToOneField(
        Intent, models.CASCADE, primary_key=True, related_name="staff_note"
    )
    text = models.TextField(_("只有本单位看得到的备注"), max_length=LONGEST_NOTE, blank=True)
    next_step = models.CharField(_("下一步要做什么"), max_length=LONGEST_NEXT_STEP, blank=True)
    next_on = models.DateField(_("哪天做"), null=True, blank=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.next_step or self.text[:40]
