"""What became of people after a fair: work in other places, and every call about it.

No row holds a name, so erasing a person leaves them as they are.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import WHO, Person, User
from jobfair.booths.models import Position
from jobfair.common.models import Record
from jobfair.fairs.models import Fair
from jobfair.intents.models import Voice
from jobfair.outcomes.calls import GONE, Call, Reason, Result


class PlaceKind(models.TextChoices):
    AID_CENTRE = "aid_centre", _("辅助性就业机构")
    KINDNESS_SHOP = "kindness_shop", _("爱心商店")


class PlacementQuerySet(models.QuerySet["Placement"]):
    def standing(self) -> "PlacementQuerySet":
        return self.filter(withdrawn_at=None)

    def same_as(self, placement: "Placement") -> "PlacementQuerySet":
        """The same work of the same person, also where it stands on a record that was merged."""
        return self.annotate(who=WHO).filter(**placement.work)


class Placement(Record):
    """Work that somebody of a fair found elsewhere; written down in error it is withdrawn, not deleted."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="placements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    kind = models.CharField(_("哪一种"), max_length=14, choices=PlaceKind.choices)
    place = models.CharField(_("机构或商店名称"), max_length=80)
    started_on = models.DateField(_("哪天开始"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="placements_made")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="placements_withdrawn"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="placement_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def work(self) -> dict[str, object]:
        """By what two rows are known to tell of the same work."""
        return {
            "who": self.person.kept_id,
            "fair": self.fair_id,
            "kind": self.kind,
            "place": self.place,
            "started_on": self.started_on,
        }


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def standing(self) -> "FollowUpQuerySet":
        """Those that no later one corrects, about work that was not withdrawn, with `who` it is about."""
        rows = self.filter(correction=None, placement__withdrawn_at=None)
        return rows.annotate(who=WHO)

    def reached(self) -> "FollowUpQuerySet":
        return self.filter(is_reached=True)


class FollowUp(Record):
    """One call about a position or a placement, as it was recorded. Triggers refuse to change it.

    A mistake is put right by another that `corrects` it. `number` is the entry of the
    fair's ledger that the same call led to.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="follow_ups")
    person = models.ForeignKey(Person, models.PROTECT, related_name="follow_ups")
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    call = models.CharField(max_length=10, choices=Call.choices)
    is_reached = models.BooleanField()
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    reason = models.CharField(max_length=14, choices=Reason.choices, blank=True)
    voice = models.CharField(max_length=10, choices=Voice.choices, blank=True)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    recorder = models.ForeignKey(User, models.PROTECT, related_name="follow_ups_recorded")
    cid = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["at", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["recorder", "cid"], name="follow_up_cid_once"),
            models.CheckConstraint(
                condition=Q(position=None, placement__isnull=False)
                | Q(position__isnull=False, placement=None),
                name="follow_up_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(is_reached=False, result="", voice="")
                | (Q(is_reached=True) & ~Q(result="") & ~Q(voice="")),
                name="follow_up_result_when_reached",
            ),
            models.CheckConstraint(
                condition=(Q(is_reached=True) & ~Q(result__in=GONE)) | ~Q(reason=""),
                name="follow_up_reason_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_call_display()} {self.said}"

    @property
    def said(self) -> str:
        """What it came to: the result, or why nobody was reached."""
        return self.get_result_display() or self.get_reason_display()
