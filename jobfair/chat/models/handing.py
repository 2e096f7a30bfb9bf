"""Handing a conversation on: to a colleague, or to another booth of the fair."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.chat.models.talking import Conversation
from jobfair.common.models import Record


class HandoverState(models.TextChoices):
    OFFERED = "offered", _("等求职者决定")
    ACCEPTED = "accepted", _("求职者同意了")
    DECLINED = "declined", _("求职者没有同意")
    TAKEN_BACK = "taken_back", _("已收回")
    EXPIRED = "expired", _("没有人回答，已失效")


class HandoverQuerySet(models.QuerySet["Handover"]):
    def standing(self) -> "HandoverQuerySet":
        return self.filter(state=HandoverState.OFFERED)

    def overdue(self, now: datetime) -> "HandoverQuerySet":
        return self.standing().filter(expires_at__lte=now)

    def in_full(self) -> "HandoverQuerySet":
        return self.select_related(
            "conversation__booth__employer",
            "conversation__booth__fair",
            "conversation__jobseeker",
            "to_booth__employer",
            "to_booth__zone",
            "to_user",
            "offered_by",
        )


class Handover(Record):
    """One offer to hand a conversation on; nothing moves until the jobseeker agrees.

    `to_user` is a colleague at the same booth, nobody when another booth is meant. Then
    `arrived` is the conversation there, and its reps may read this one up to the message
    `history_to`, or nothing when the jobseeker did not agree to that.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="handovers")
    to_booth = models.ForeignKey(Booth, models.PROTECT, related_name="handovers_to")
    to_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(_("为什么"), max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=HandoverState.choices, default=HandoverState.OFFERED
    )
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    arrived = models.ForeignKey(
        Conversation, models.PROTECT, null=True, blank=True, related_name="handed_here"
    )
    history_to = models.PositiveIntegerField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(state=HandoverState.OFFERED),
                name="handover_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(history_to=None)
                | Q(state=HandoverState.ACCEPTED, arrived__isnull=False),
                name="handover_history_when_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} → {self.to_user or self.to_booth}"
