"""Fairs, the series they belong to, where they stand and what is announced at them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Organiser, User
from jobfair.common.models import Record


class Series(Record):
    """Several fairs under one name (就业援助月, 国际残疾人日)."""

    organiser = models.ForeignKey(Organiser, models.PROTECT, related_name="series")
    name = models.CharField(_("系列活动名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organiser", "name"], name="series_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.TextChoices):
    """A fact about a venue that somebody looked at, or that nobody knows yet."""

    YES = "yes", _("有")
    PARTLY = "partly", _("部分有")
    NO = "no", _("没有")
    UNKNOWN = "unknown", _("尚未核实")


class Venue(Record):
    """A place, with the facts that decide whether a person can come."""

    organiser = models.ForeignKey(Organiser, models.PROTECT, related_name="venues")
    name = models.CharField(_("场地名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    district = models.CharField(_("所在区"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=200)
    address_en = models.CharField(_("英文地址"), max_length=300, blank=True)
    transport = models.TextField(_("怎么来"), max_length=1000, blank=True)
    transport_en = models.TextField(_("怎么来（英文）"), max_length=1500, blank=True)
    phone = models.CharField(_("场地电话"), max_length=40, blank=True)
    step_free = models.CharField(
        _("无台阶通道"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    step_free_note = models.CharField(_("无台阶通道说明"), max_length=200, blank=True)
    step_free_note_en = models.CharField(_("无台阶通道说明（英文）"), max_length=300, blank=True)
    accessible_toilet = models.CharField(
        _("无障碍卫生间"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    accessible_toilet_note = models.CharField(_("无障碍卫生间说明"), max_length=200, blank=True)
    accessible_toilet_note_en = models.CharField(
        _("无障碍卫生间说明（英文）"), max_length=300, blank=True
    )
    quiet_room = models.CharField(
        _("安静休息室"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    quiet_room_note = models.CharField(_("安静休息室说明"), max_length=200, blank=True)
    quiet_room_note_en = models.CharField(_("安静休息室说明（英文）"), max_length=300, blank=True)
    interpreter_desk = models.CharField(
        _("手语翻译台"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    interpreter_desk_note = models.CharField(_("手语翻译台说明"), max_length=200, blank=True)
    interpreter_desk_note_en = models.CharField(
        _("手语翻译台说明（英文）"), max_length=300, blank=True
    )
    parking = models.CharField(
        _("无障碍停车位"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    parking_note = models.CharField(_("无障碍停车位说明"), max_length=200, blank=True)
    parking_note_en = models.CharField(_("无障碍停车位说明（英文）"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organiser", "name"], name="venue_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


VENUE_FACTS = ("step_free", "accessible_toilet", "quiet_room", "interpreter_desk", "parking")


class Mode(models.TextChoices):
    ONLINE = "online", _("线上")
    ONSITE = "onsite", _("线下")
    HYBRID = "hybrid", _("线上线下同步")


class FairState(models.TextChoices):
    DRAFT = "draft", _("筹备中")
    PUBLISHED = "published", _("已发布")
    OPEN = "open", _("正在进行")
    CLOSED = "closed", _("已结束")
    ARCHIVED = "archived", _("已归档")


#: To which people are coming, or have come already.
UPCOMING_STATES = [FairState.PUBLISHED, FairState.OPEN]
PUBLIC_STATES = [FairState.PUBLISHED, FairState.OPEN, FairState.CLOSED, FairState.ARCHIVED]


class FairQuerySet(models.QuerySet["Fair"]):
    def public(self) -> "FairQuerySet":
        return self.filter(state__in=PUBLIC_STATES)

    def upcoming(self) -> "FairQuerySet":
        """Open ones first, then the next."""
        return self.filter(state__in=UPCOMING_STATES).order_by(
            models.Case(models.When(state=FairState.OPEN, then=0), default=1), "starts_at"
        )

    def past(self) -> "FairQuerySet":
        return self.filter(state__in=[FairState.CLOSED, FairState.ARCHIVED]).order_by("-starts_at")

    def due_to_open(self, now: datetime) -> "FairQuerySet":
        return self.filter(state=FairState.PUBLISHED, starts_at__lte=now, ends_at__gt=now)

    def due_to_close(self, now: datetime) -> "FairQuerySet":
        return self.filter(state__in=UPCOMING_STATES, ends_at__lte=now)

    def settled(self, now: datetime) -> "FairQuerySet":
        """Over for good: nobody opens them again unless their end is put off."""
        ended = Q(state=FairState.CLOSED, ends_at__lte=now)
        return self.filter(ended | Q(state=FairState.ARCHIVED))

    def helped_by(self, organisers: Iterable[Any]) -> "FairQuerySet":
        """Fairs that members of these organisers run or co-run."""
        return self.filter(Q(organiser__in=organisers) | Q(co_organisers__in=organisers)).distinct()


#: The least and most minutes that a rule of a fair may say.
MINUTES = (5, 480)


class Fair(Record):
    """One event with a start and an end; `revision` grows with every public change."""

    organiser = models.ForeignKey(Organiser, models.PROTECT, related_name="fairs")
    co_organisers = models.ManyToManyField(Organiser, related_name="fairs_co_run", blank=True)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="fairs")
    name = models.CharField(_("招聘会名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    summary = models.TextField(_("简介"), max_length=1000, blank=True)
    summary_en = models.TextField(_("英文简介"), max_length=1500, blank=True)
    help_available = models.TextField(_("现场和线上有哪些帮助"), max_length=1000, blank=True)
    help_available_en = models.TextField(_("有哪些帮助（英文）"), max_length=1500, blank=True)
    mode = models.CharField(_("形式"), max_length=8, choices=Mode.choices)
    state = models.CharField(
        _("状态"), max_length=10, choices=FairState.choices, default=FairState.DRAFT
    )
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="fairs")
    time_zone = models.CharField(_("时区"), max_length=40, default="Asia/Shanghai")
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))
    registration_opens_at = models.DateTimeField(_("报名开始"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("报名截止"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("现场最多人数"), null=True, blank=True)
    contact_phone = models.CharField(_("咨询电话"), max_length=60, blank=True)
    contact_email = models.EmailField(_("咨询邮箱"), blank=True)
    word_minutes = models.PositiveSmallIntegerField(_("“我们在展位”按一次算多少分钟"), default=60)
    unstaffed_minutes = models.PositiveSmallIntegerField(
        _("展位没有人，过多少分钟提醒主办方"), default=10
    )
    answer_minutes = models.PositiveSmallIntegerField(
        _("求职者等不到回复，过多少分钟提醒主办方"), default=15
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    revision = models.PositiveBigIntegerField(default=0, editable=False)

    objects = FairQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "starts_at"], name="fair_state_start"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="fair_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(registration_opens_at=None, registration_closes_at=None)
                | Q(
                    registration_opens_at__isnull=False,
                    registration_closes_at__isnull=False,
                    registration_opens_at__lt=F("registration_closes_at"),
                    registration_closes_at__lte=F("ends_at"),
                ),
                name="fair_registration_window",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0), name="fair_capacity_positive"
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.ONLINE) | Q(state=FairState.DRAFT) | Q(venue__isnull=False),
                name="fair_onsite_has_venue",
            ),
            models.CheckConstraint(
                condition=Q(
                    word_minutes__range=MINUTES,
                    unstaffed_minutes__range=MINUTES,
                    answer_minutes__range=MINUTES,
                ),
                name="fair_minutes_sensible",
            ),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="fair_mode_known"),
            models.CheckConstraint(
                condition=Q(state__in=FairState.values), name="fair_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def word_holds(self) -> timedelta:
        """How long a rep's word "we are at the booth" holds."""
        return timedelta(minutes=self.word_minutes)

    @property
    def unstaffed_limit(self) -> timedelta:
        """How long a booth may stand empty in its promised hours before organisers are alerted."""
        return timedelta(minutes=self.unstaffed_minutes)

    @property
    def answer_limit(self) -> timedelta:
        """How long a person may wait for an answer before organisers see it too."""
        return timedelta(minutes=self.answer_minutes)

    @property
    def content_version(self) -> str:
        """Changes whenever anything the public sees of this fair changes."""
        return f"{self.revision}.{self.organiser.revision}"

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def is_upcoming(self) -> bool:
        return self.state in UPCOMING_STATES

    @property
    def is_open(self) -> bool:
        return self.state == FairState.OPEN

    @property
    def is_over(self) -> bool:
        return self.state in (FairState.CLOSED, FairState.ARCHIVED)

    @property
    def is_onsite(self) -> bool:
        """People can come in person."""
        return self.mode != Mode.ONLINE


class Session(Record):
    """A 场次: one opening period of a fair. Lies inside the fair (a trigger says so)."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="sessions")
    name = models.CharField(_("场次名称"), max_length=60, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
            models.UniqueConstraint(fields=["fair", "starts_at"], name="session_start_unique"),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.starts_at:%m-%d %H:%M}"


class Zone(Record):
    """A part of the hall: a letter, a name, and a floor plan of rows of equal places."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="zones")
    code = models.CharField(_("区号"), max_length=4)
    name = models.CharField(_("区名"), max_length=40)
    name_en = models.CharField(_("英文区名"), max_length=60, blank=True)
    rows = models.PositiveSmallIntegerField(_("排数"), default=1)
    places_per_row = models.PositiveSmallIntegerField(_("每排展位数"), default=10)
    #: The how-manieth zone it is for a person who comes in by the entrance; 0 while none is known.
    walk = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "code"], name="zone_code_unique"),
            models.CheckConstraint(
                condition=Q(rows__range=(1, 50), places_per_row__range=(1, 50)),
                name="zone_size_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def places(self) -> int:
        return self.rows * self.places_per_row


class LandmarkKind(models.TextChoices):
    ENTRANCE = "entrance", _("入口")
    SERVICE_DESK = "service_desk", _("服务台")


class Side(models.TextChoices):
    """Where something stands beside a zone, as one looks at the floor plan."""

    FRONT = "front", _("前面")
    BACK = "back", _("后面")
    LEFT = "left", _("左边")
    RIGHT = "right", _("右边")


class Landmark(Record):
    """What a person looks for first in a hall: where one comes in, where one can ask."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="landmarks")
    kind = models.CharField(_("是什么"), max_length=12, choices=LandmarkKind.choices)
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="landmarks")
    side = models.CharField(_("在展区的哪一边"), max_length=5, choices=Side.choices)
    name = models.CharField(_("名称"), max_length=20, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=40, blank=True)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "kind"], name="landmark_kind_once"),
            models.CheckConstraint(
                condition=Q(kind__in=LandmarkKind.values), name="landmark_kind_known"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="landmark_side_known"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def standing(self) -> "AnnouncementQuerySet":
        return self.filter(withdrawn_at=None).order_by("-created_at")


class Announcement(Record):
    """A 公告 to everybody at a fair; withdrawn ones stay on record."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="announcements")
    title = models.CharField(_("标题"), max_length=80)
    title_en = models.CharField(_("英文标题"), max_length=120, blank=True)
    body = models.TextField(_("内容"), max_length=1000, blank=True)
    body_en = models.TextField(_("英文内容"), max_length=1500, blank=True)
    is_urgent = models.BooleanField(_("紧急"), default=False)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class FairStep(Record):
    """One change of a fair's state: by whom, or by the clock when nobody is named."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=10, choices=FairState.choices)
    after = models.CharField(max_length=10, choices=FairState.choices)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
