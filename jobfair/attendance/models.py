"""Who said they would come to a fair, and who came: on site, online, on which day."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import WHO, Person, User
from jobfair.common.models import Record
from jobfair.fairs.models import Fair


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> "RegistrationQuerySet":
        return self.filter(withdrawn_at=None)


class Registration(Record):
    """One person's 报名 for one fair; `number` is what they are called by there.

    `is_real_name` only when somebody of the organiser has checked who it is.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="registrations", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    number = models.PositiveIntegerField()
    is_real_name = models.BooleanField(_("实名"), default=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="registrations_made")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "person"], name="registration_once"),
            models.UniqueConstraint(fields=["fair", "number"], name="registration_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="registration_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"


class Place(models.TextChoices):
    """How somebody came."""

    ONSITE = "onsite", _("现场")
    ONLINE = "online", _("线上")


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visits(self) -> "ArrivalQuerySet":
        """Each 人次 once, with `who` came, also where one person was written down as two."""
        kept = OuterRef("person__merged_into")
        same_day = Arrival.objects.filter(
            fair=OuterRef("fair"), place=OuterRef("place"), day=OuterRef("day")
        )
        again = same_day.filter(Q(person=kept) | Q(person__merged_into=kept, pk__lt=OuterRef("pk")))
        is_merged = Q(person__merged_into__isnull=False)
        return self.annotate(who=WHO).exclude(is_merged & Exists(again))


class Arrival(Record):
    """A 人次: one person at one fair on one day in one way, however often they went in and out."""

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="arrivals", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="arrivals")
    place = models.CharField(max_length=6, choices=Place.choices)
    day = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="arrivals_recorded")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "place", "day", "person"], name="arrival_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_place_display()} {self.day}"
