"""What an organiser has to act on while a fair runs, and how unanswered people were answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.chat.models import Conversation
from jobfair.common.models import Record
from jobfair.fairs.models import UPCOMING_STATES, Fair


class Kind(models.TextChoices):
    UNSTAFFED = "unstaffed", _("展位没有人")
    SILENT = "silent", _("没有回复")


class AlertQuerySet(models.QuerySet["Alert"]):
    def standing(self) -> "AlertQuerySet":
        return self.filter(ended_at=None)


class Alert(Record):
    """A booth has been unstaffed or silent for longer than its fair allows.

    `since` is when that began. It ends by itself when it is no longer so; somebody may
    mark it as known before.
    """

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="alerts")
    booth = models.ForeignKey(Booth, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    since = models.DateTimeField()
    known_at = models.DateTimeField(null=True, blank=True)
    known_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booth", "kind"], condition=Q(ended_at=None), name="alert_stands_once"
            ),
        ]
        indexes = [models.Index(fields=["fair", "ended_at"], name="alert_of_fair")]

    def __str__(self) -> str:
        return f"{self.booth} · {self.get_kind_display()}"


class Reason(models.TextChoices):
    """How somebody who wrote was answered, other than by writing back."""

    PHONE = "phone", _("已经打电话回复")
    MET = "met", _("已经当面谈过")
    WITHDREW = "withdrew", _("求职者说不用了")
    OTHER = "other", _("其他，写在下面")


class Settlement(Record):
    """A waiting person taken off the list with a reason; a new message puts them on it again."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="settlements")
    waited_since = models.DateTimeField()
    reason = models.CharField(_("怎么回复的"), max_length=10, choices=Reason.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=Reason.OTHER) | ~Q(note=""), name="settlement_other_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation} · {self.get_reason_display()}"


class WallLinkQuerySet(models.QuerySet["WallLink"]):
    def standing(self) -> "WallLinkQuerySet":
        """Those that open something: not withdrawn, and of a fair that is not over."""
        return self.filter(withdrawn_at=None, fair__state__in=UPCOMING_STATES)


class WallLink(Record):
    """A secret address that opens a fair's large figures on a screen where nobody is signed in.

    Only a fingerprint of the secret is stored. It ends with the fair, or when it is withdrawn.
    """

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="wall_links")
    fingerprint = models.CharField(max_length=64, unique=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = WallLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair"], condition=Q(withdrawn_at=None), name="wall_link_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fair} · {self.created_at:%Y-%m-%d %H:%M}"
