"""Reports of messages, what was decided about them, and conversations that were stopped.

All three are only ever added to; the database refuses anything else.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import User
from jobfair.chat.models.talking import Conversation, Message
from jobfair.chat.seats import Side
from jobfair.common.models import Record
from jobfair.fairs.models import Fair


class ReportReason(models.TextChoices):
    ABUSE = "abuse", _("辱骂、歧视、嘲笑")
    HARASSMENT = "harassment", _("骚扰，或不停地找我")
    MONEY = "money", _("要钱、收费、骗人")
    PRIVACY = "privacy", _("要证件、病历或别的隐私")
    FALSE = "false", _("岗位是假的，或和说的不一样")
    OTHER = "other", _("别的原因")


class ReportQuerySet(models.QuerySet["Report"]):
    def of_fair(self, fair: Fair) -> "ReportQuerySet":
        return self.filter(message__conversation__booth__fair=fair)

    def undecided(self) -> "ReportQuerySet":
        return self.filter(decision=None).order_by("due_at")

    def in_full(self) -> "ReportQuerySet":
        return self.select_related(
            "message__author",
            "message__attachment",
            "message__conversation__booth__employer",
            "message__conversation__booth__fair__organiser",
            "message__conversation__booth__zone",
            "message__conversation__jobseeker",
            "reporter",
            "decision__made_by",
        )


class Report(Record):
    """Somebody in a conversation says that a message is not right; a person decides by `due_at`.

    `text` is what the message said then: it stays although the message is taken back.
    """

    message = models.ForeignKey(Message, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(User, models.PROTECT, related_name="reports")
    reason = models.CharField(max_length=12, choices=ReportReason.choices)
    words = models.CharField(_("补充说明"), max_length=500, blank=True)
    text = models.TextField()
    due_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reporter"], name="report_once"),
        ]
        indexes = [models.Index(fields=["due_at"], name="report_due")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.message}"


class Verdict(models.TextChoices):
    UNFOUNDED = "unfounded", _("没有违反规定")
    WARNED = "warned", _("违反规定，提醒对方")
    STOPPED = "stopped", _("违反规定，停止这个会话")


class Decision(Record):
    """What an organiser decided about a report, and why, in words that both sides read."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="decision")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    why = models.TextField(_("理由"), max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="decision_says_why"),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class StopStep(Record):
    """One side stopped a conversation, or let it go on; the newest step of a side is what it wants."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="stop_steps")
    side = models.CharField(max_length=10, choices=Side.choices)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_stop = models.BooleanField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_side_display()} · {self.conversation}"
