"""Booths at a fair, who staffs them, and the positions they list."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer, User
from jobfair.booths import vocabulary as say
from jobfair.booths.signs import sign_of
from jobfair.common.models import Picture, Record
from jobfair.common.review import ReviewState
from jobfair.fairs.models import PUBLIC_STATES, Fair, Session, Zone


class BoothQuerySet(models.QuerySet["Booth"]):
    def public(self) -> "BoothQuerySet":
        """What anybody may see: published, of an approved employer, at a public fair."""
        return self.filter(
            published_at__isnull=False,
            employer__review_state=ReviewState.APPROVED,
            fair__state__in=PUBLIC_STATES,
        )

    def in_walking_order(self) -> "BoothQuerySet":
        """From the entrance on, zone after zone; those without a place last."""
        walk = F("zone__walk").asc(nulls_last=True)
        return self.order_by(walk, "zone__code", "number", "created_at")


class Booth(Record):
    """One employer's place at one fair.

    `staffed_until` is how long the newest word or open desk of a rep counts. With
    `away_until` open desks count for nothing until somebody says "we are here" again.
    `waiting` people have asked and not been answered; `told` is what the fair was last
    told of all this.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="booths")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="booths")
    zone = models.ForeignKey(Zone, models.RESTRICT, null=True, blank=True, related_name="booths")
    number = models.PositiveSmallIntegerField(_("展位号"), null=True, blank=True)
    intro = models.TextField(_("展位介绍"), max_length=1000, blank=True)
    intro_en = models.TextField(_("英文展位介绍"), max_length=1500, blank=True)
    sessions = models.ManyToManyField(Session, related_name="booths", blank=True)
    hours_note = models.CharField(_("在场时间说明"), max_length=200, blank=True)
    hours_note_en = models.CharField(_("在场时间说明（英文）"), max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    staffed_until = models.DateTimeField(null=True, blank=True)
    away_until = models.DateTimeField(null=True, blank=True)
    unstaffed_since = models.DateTimeField(null=True, blank=True, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)
    told = models.CharField(max_length=60, blank=True, default="", editable=False)

    objects = BoothQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "employer"], name="booth_employer_once"),
            models.UniqueConstraint(fields=["zone", "number"], name="booth_place_once"),
            models.CheckConstraint(
                condition=Q(zone=None, number=None) | Q(zone__isnull=False, number__gte=1),
                name="booth_zone_with_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.employer}".strip()

    @property
    def place(self) -> str:
        """Zone and number as on the sign, such as A07; empty when not placed."""
        return sign_of(self.zone.code, self.number) if self.zone and self.number else ""

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def is_staffed(self, now: datetime | None = None) -> bool:
        """A rep has said that somebody is there, and the word still holds."""
        now = now or timezone.now()
        if self.away_until and self.away_until > now:
            return False
        return self.staffed_until is not None and self.staffed_until > now


class Staffing(Record):
    """A rep who staffs a booth."""

    booth = models.ForeignKey(Booth, models.CASCADE, related_name="staffing")
    user = models.ForeignKey(User, models.CASCADE, related_name="staffing")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booth", "user"], name="staffing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.booth}"


class LeaseQuerySet(models.QuerySet["Lease"]):
    def held(self, now: datetime) -> "LeaseQuerySet":
        return self.filter(until__gt=now)

    def ended(self, now: datetime) -> "LeaseQuerySet":
        return self.filter(until__lte=now)


class Lease(models.Model):
    """A rep is at a booth until then: an open desk renews it, nobody has to take it back."""

    booth = models.ForeignKey(Booth, models.CASCADE, related_name="leases")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = LeaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booth", "user"], name="lease_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.booth}"


LONGEST_ENGLISH_NAME = 80


class JobType(Record):
    """工种: the occupation that positions belong to; one row for one name."""

    name = models.CharField(_("工种"), max_length=60, unique=True)
    name_en = models.CharField(_("英文名称"), max_length=LONGEST_ENGLISH_NAME, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


EDITED_SINCE_REVIEW = Q(review_state=ReviewState.APPROVED, edited_at__gt=F("reviewed_at"))


class PositionQuerySet(models.QuerySet["Position"]):
    def approved(self) -> "PositionQuerySet":
        return self.filter(review_state=ReviewState.APPROVED, closed_at=None)

    def unsubmitted(self) -> "PositionQuerySet":
        """Drafts and returned ones: what the employer has still to hand in."""
        return self.filter(review_state__in=[ReviewState.DRAFT, ReviewState.RETURNED])

    def returned(self) -> "PositionQuerySet":
        """Sent back by the review, for their employers to change and hand in again."""
        return self.filter(review_state=ReviewState.RETURNED, closed_at=None)

    def awaiting_review(self) -> "PositionQuerySet":
        return self.filter(review_state=ReviewState.SUBMITTED)

    def unapproved(self) -> "PositionQuerySet":
        return self.exclude(review_state=ReviewState.APPROVED)

    def edited_since_review(self) -> "PositionQuerySet":
        """Public already, and changed after somebody approved it."""
        return self.filter(EDITED_SINCE_REVIEW)

    def public(self) -> "PositionQuerySet":
        """Approved positions of booths that anybody may see."""
        return self.approved().filter(
            booth__published_at__isnull=False,
            booth__employer__review_state=ReviewState.APPROVED,
            booth__fair__state__in=PUBLIC_STATES,
        )

    def in_walking_order(self) -> "PositionQuerySet":
        return self.order_by(
            F("booth__zone__walk").asc(nulls_last=True),
            "booth__zone__code",
            "booth__number",
            "order",
            "created_at",
        )


class Position(Record):
    """岗位: a kind of job in a booth, with what the work asks and the place provides.

    `headcount` is what figures count. "3–5 people" counts 3 and keeps 5 in
    `headcount_max`; "several" (若干) counts 1 and sets `headcount_open`.
    Pay is whole yuan for `pay_unit`, or negotiable (面议) with both bounds empty.
    """

    booth = models.ForeignKey(Booth, models.CASCADE, related_name="positions")
    job_type = models.ForeignKey(
        JobType, models.PROTECT, related_name="positions", verbose_name=_("工种")
    )
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("岗位名称"), max_length=80)
    title_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    headcount = models.PositiveIntegerField(_("招聘人数"), default=1)
    headcount_max = models.PositiveIntegerField(_("最多招聘人数"), null=True, blank=True)
    headcount_open = models.BooleanField(_("人数不限定"), default=False)
    pay_negotiable = models.BooleanField(_("面议"), default=False)
    pay_min = models.PositiveIntegerField(_("最低薪资（元）"), null=True, blank=True)
    pay_max = models.PositiveIntegerField(_("最高薪资（元）"), null=True, blank=True)
    pay_unit = models.CharField(
        _("薪资单位"), max_length=6, choices=say.PayUnit.choices, default=say.PayUnit.MONTH
    )
    pay_note = models.CharField(_("薪资说明"), max_length=120, blank=True)
    education = models.CharField(
        _("学历要求"), max_length=10, choices=say.Education.choices, blank=True, default=""
    )
    district = models.CharField(_("工作所在区"), max_length=40, blank=True)
    address = models.CharField(_("工作地点"), max_length=200, blank=True)
    hours = models.CharField(_("工作时间"), max_length=200, blank=True)
    hours_en = models.CharField(_("工作时间（英文）"), max_length=300, blank=True)
    trial_period = models.CharField(_("试用期"), max_length=80, blank=True)
    duties = models.TextField(_("工作内容"), max_length=2000, blank=True)
    duties_en = models.TextField(_("工作内容（英文）"), max_length=3000, blank=True)
    requirements = models.TextField(_("任职要求"), max_length=1000, blank=True)
    requirements_en = models.TextField(_("任职要求（英文）"), max_length=1500, blank=True)

    posture = models.CharField(_("姿势"), max_length=10, choices=say.Posture.choices, blank=True)
    telephone = models.CharField(
        _("打电话"), max_length=10, choices=say.Telephone.choices, blank=True
    )
    noise = models.CharField(_("环境声音"), max_length=10, choices=say.Noise.choices, blank=True)
    stairs = models.CharField(_("楼梯"), max_length=10, choices=say.Stairs.choices, blank=True)
    lifting = models.CharField(_("搬运"), max_length=10, choices=say.Lifting.choices, blank=True)
    sight = models.CharField(_("用眼"), max_length=10, choices=say.Sight.choices, blank=True)
    hands = models.CharField(_("手部动作"), max_length=10, choices=say.Hands.choices, blank=True)
    shift = models.CharField(_("班次"), max_length=10, choices=say.Shift.choices, blank=True)
    workplace = models.CharField(
        _("在哪里上班"),
        max_length=10,
        choices=say.Workplace.choices,
        default=say.Workplace.ONSITE,
    )

    easy_what = models.CharField(_("做什么"), max_length=120, blank=True)
    easy_where = models.CharField(_("在哪里"), max_length=120, blank=True)
    easy_when = models.CharField(_("什么时间"), max_length=120, blank=True)
    easy_pay = models.CharField(_("多少钱"), max_length=120, blank=True)
    easy_support = models.CharField(_("有什么支持"), max_length=120, blank=True)
    easy_what_en = models.CharField(_("做什么（英文）"), max_length=200, blank=True)
    easy_where_en = models.CharField(_("在哪里（英文）"), max_length=200, blank=True)
    easy_when_en = models.CharField(_("什么时间（英文）"), max_length=200, blank=True)
    easy_pay_en = models.CharField(_("多少钱（英文）"), max_length=200, blank=True)
    easy_support_en = models.CharField(_("有什么支持（英文）"), max_length=200, blank=True)

    source_note = models.CharField(_("表格原文（不公开）"), max_length=300, blank=True)
    review_state = models.CharField(
        _("审核状态"), max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT
    )
    review_note = models.TextField(_("审核意见"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    first_approved_at = models.DateTimeField(null=True, blank=True)
    #: Since when one that was public waits to be approved again.
    taken_off_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(_("停止招聘"), null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(headcount__gte=1), name="position_headcount_positive"
            ),
            models.CheckConstraint(
                condition=Q(headcount_max=None) | Q(headcount_max__gt=F("headcount")),
                name="position_headcount_range",
            ),
            models.CheckConstraint(
                condition=Q(pay_negotiable=True, pay_min=None, pay_max=None)
                | Q(
                    pay_negotiable=False,
                    pay_min__isnull=False,
                    pay_max__isnull=False,
                    pay_max__gte=F("pay_min"),
                )
                | (~Q(review_state=ReviewState.APPROVED) & Q(pay_min=None, pay_max=None)),
                name="position_pay_said",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_approved(self) -> bool:
        return self.review_state == ReviewState.APPROVED

    @property
    def is_returned(self) -> bool:
        """What `PositionQuerySet.returned` finds."""
        return self.review_state == ReviewState.RETURNED and self.closed_at is None

    @property
    def was_public(self) -> bool:
        """Approved at some time: it may be closed, but never removed without a trace."""
        return self.is_approved or self.first_approved_at is not None

    @property
    def is_edited_since_review(self) -> bool:
        return self.reviewed_at is not None and self.edited_at > self.reviewed_at

    @property
    def pay_is_said(self) -> bool:
        return self.pay_negotiable or self.pay_min is not None

    @property
    def provisions(self) -> list[str]:
        """Labels of what the place provides, in the vocabulary's order."""
        held = {row.word for row in self.provision_rows.all()}
        return [str(word.label) for word in say.Provision if word.value in held]


class PositionProvision(models.Model):
    """One thing the place of a position provides."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="provision_rows")
    word = models.CharField(max_length=20, choices=say.Provision.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "word"], name="position_provision_once"),
        ]
        indexes = [models.Index(fields=["word", "position"], name="provision_word")]

    def __str__(self) -> str:
        return self.get_word_display()


class MaterialQuerySet(models.QuerySet["Material"]):
    def shown(self) -> "MaterialQuerySet":
        return self.filter(removed_at=None)

    def removed(self) -> "MaterialQuerySet":
        return self.filter(removed_at__isnull=False)

    def removed_before(self, moment: datetime) -> "MaterialQuerySet":
        return self.filter(removed_at__lte=moment)


class ShownMaterials(models.Manager["Material"]):
    """What `booth.materials` means everywhere: without those taken off the booth."""

    def get_queryset(self) -> MaterialQuerySet:
        return MaterialQuerySet(self.model, using=self._db).shown()


class Material(Record):
    """A picture shown at a booth; one taken off can be put back for a while."""

    booth = models.ForeignKey(Booth, models.CASCADE, related_name="materials")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ShownMaterials()
    with_removed = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["order", "created_at"]

    def __str__(self) -> str:
        return str(self.picture)


class PositionReview(Record):
    """One review of a position, with its words as the reviewer read them.

    Append-only, and gone only with its position: triggers say both.
    """

    position = models.ForeignKey(Position, models.DO_NOTHING, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=ReviewState.choices)
    note = models.TextField(max_length=500, blank=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    seen = models.JSONField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.position} · {self.get_outcome_display()}"
