"""Who said they would come to a fair, and who came: on site, online, on which day."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import WHO, Person, User
from jobfair.common.models import Record
from jobfair.common.sealing import seal, unseal
from jobfair.fairs.models import Fair


class Place(models.TextChoices):
    """How somebody takes part, and how somebody came."""

    ONSITE = "onsite", _("现场")
    ONLINE = "online", _("线上")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> "RegistrationQuerySet":
        return self.filter(withdrawn_at=None)


class Registration(Record):
    """One person's 报名 for one fair; `number` is what they are called by there.

    `is_real_name` only when somebody of the organiser has checked who it is. `place` is what
    the person wants where the fair is held both ways, and takes up a place only on site.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="registrations", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    number = models.PositiveIntegerField()
    place = models.CharField(_("怎么参加"), max_length=6, choices=Place.choices)
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
            models.CheckConstraint(
                condition=Q(place__in=Place.values), name="registration_place_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"


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


class Category(models.TextChoices):
    """The categories of disability of GB/T 26341 under its numbers; nothing finer is ever asked."""

    SIGHT = "1", _("视力残疾")
    HEARING = "2", _("听力残疾")
    SPEECH = "3", _("言语残疾")
    PHYSICAL = "4", _("肢体残疾")
    INTELLECTUAL = "5", _("智力残疾")
    MENTAL = "6", _("精神残疾")
    MULTIPLE = "7", _("多重残疾")


#: In tables, those who came and said no category.
UNSAID = "0"


class Telling(Record):
    """What one person says of themselves for one fair's table; who says nothing has no row.

    Sealed, opened by the person and by the counting alone, and deleted when the table is made.
    """

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="tellings", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tellings")
    sealed = models.BinaryField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "person"], name="telling_once"),
        ]

    def __str__(self) -> str:
        return f"{self.fair} · {self.person}"

    def holding(self, category: Category) -> "Telling":
        """The same with this category in it, not saved yet; each looks as long as the others."""
        self.sealed = seal(category.value.encode(), about=self._about)
        return self

    def opened(self) -> Category:
        """What was said, or Unreadable. For the person's own page; whoever else opens it leaves a `Look`."""
        return Category(unseal(bytes(self.sealed), about=self._about).decode())

    def resealed(self) -> "Telling":
        """The same by today's first key, not saved yet, or Unreadable; nobody is told what it says."""
        self.sealed = seal(unseal(bytes(self.sealed), about=self._about), about=self._about)
        return self

    @property
    def _about(self) -> str:
        """What the seal is bound to: moved to another fair or person it does not open."""
        return f"telling.sealed {self.fair_id.hex} {self.person_id.hex}"


class Look(Record):
    """What a person had said was read by the counting when their fair was over; theirs to see."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="looks")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "person"], name="look_once"),
        ]

    def __str__(self) -> str:
        return f"{self.fair} · {self.person}"


class CategoryTable(Record):
    """Those who came to a fair, by category, as far as it may be shown: nothing else is stored.

    `shown` is by the category's number, with `UNSAID`; what is missing in it is hidden, see
    `hiding`. None where nobody was asked. The database refuses to change or delete it.
    """

    fair = models.OneToOneField(Fair, models.PROTECT, related_name="category_table")
    people = models.PositiveIntegerField()
    shown = models.JSONField(null=True)

    def __str__(self) -> str:
        return str(self.fair)
