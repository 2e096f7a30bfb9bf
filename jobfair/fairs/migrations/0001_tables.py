import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    replaces = [
        ("fairs", "0001_initial"),
        ("fairs", "0003_fair_minutes"),
        ("fairs", "0004_landmarks"),
        ("fairs", "0005_venue_notes_in_english"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="accounts.organiser",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="系列活动名称")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="英文名称")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organiser", "name"), name="series_name_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="venues",
                        to="accounts.organiser",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="场地名称")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="英文名称")),
                ("district", models.CharField(blank=True, max_length=40, verbose_name="所在区")),
                ("address", models.CharField(max_length=200, verbose_name="地址")),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=300, verbose_name="英文地址"),
                ),
                ("transport", models.TextField(blank=True, max_length=1000, verbose_name="怎么来")),
                (
                    "transport_en",
                    models.TextField(blank=True, max_length=1500, verbose_name="怎么来（英文）"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="场地电话")),
                (
                    "step_free",
                    models.CharField(
                        choices=[
                            ("yes", "有"),
                            ("partly", "部分有"),
                            ("no", "没有"),
                            ("unknown", "尚未核实"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="无台阶通道",
                    ),
                ),
                (
                    "step_free_note",
                    models.CharField(blank=True, max_length=200, verbose_name="无台阶通道说明"),
                ),
                (
                    "step_free_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="无台阶通道说明（英文）"
                    ),
                ),
                (
                    "accessible_toilet",
                    models.CharField(
                        choices=[
                            ("yes", "有"),
                            ("partly", "部分有"),
                            ("no", "没有"),
                            ("unknown", "尚未核实"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="无障碍卫生间",
                    ),
                ),
                (
                    "accessible_toilet_note",
                    models.CharField(blank=True, max_length=200, verbose_name="无障碍卫生间说明"),
                ),
                (
                    "accessible_toilet_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="无障碍卫生间说明（英文）"
                    ),
                ),
                (
                    "quiet_room",
                    models.CharField(
                        choices=[
                            ("yes", "有"),
                            ("partly", "部分有"),
                            ("no", "没有"),
                            ("unknown", "尚未核实"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="安静休息室",
                    ),
                ),
                (
                    "quiet_room_note",
                    models.CharField(blank=True, max_length=200, verbose_name="安静休息室说明"),
                ),
                (
                    "quiet_room_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="安静休息室说明（英文）"
                    ),
                ),
                (
                    "interpreter_desk",
                    models.CharField(
                        choices=[
                            ("yes", "有"),
                            ("partly", "部分有"),
                            ("no", "没有"),
                            ("unknown", "尚未核实"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="手语翻译台",
                    ),
                ),
                (
                    "interpreter_desk_note",
                    models.CharField(blank=True, max_length=200, verbose_name="手语翻译台说明"),
                ),
                (
                    "interpreter_desk_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="手语翻译台说明（英文）"
                    ),
                ),
                (
                    "parking",
                    models.CharField(
                        choices=[
                            ("yes", "有"),
                            ("partly", "部分有"),
                            ("no", "没有"),
                            ("unknown", "尚未核实"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="无障碍停车位",
                    ),
                ),
                (
                    "parking_note",
                    models.CharField(blank=True, max_length=200, verbose_name="无障碍停车位说明"),
                ),
                (
                    "parking_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="无障碍停车位说明（英文）"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organiser", "name"), name="venue_name_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Fair",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fairs",
                        to="accounts.organiser",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="fairs",
                        to="fairs.series",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="招聘会名称")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="英文名称")),
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="简介")),
                (
                    "summary_en",
                    models.TextField(blank=True, max_length=1500, verbose_name="英文简介"),
                ),
                (
                    "help_available",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="现场和线上有哪些帮助"
                    ),
                ),
                (
                    "help_available_en",
                    models.TextField(
                        blank=True, max_length=1500, verbose_name="有哪些帮助（英文）"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("online", "线上"),
                            ("onsite", "线下"),
                            ("hybrid", "线上线下同步"),
                        ],
                        max_length=8,
                        verbose_name="形式",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "筹备中"),
                            ("published", "已发布"),
                            ("open", "正在进行"),
                            ("closed", "已结束"),
                            ("archived", "已归档"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fairs",
                        to="fairs.venue",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(default="Asia/Shanghai", max_length=40, verbose_name="时区"),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                (
                    "registration_opens_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报名开始"),
                ),
                (
                    "registration_closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报名截止"),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="现场最多人数"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="咨询电话"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="咨询邮箱"),
                ),
                (
                    "word_minutes",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="“我们在展位”按一次算多少分钟"
                    ),
                ),
                (
                    "unstaffed_minutes",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="展位没有人，过多少分钟提醒主办方"
                    ),
                ),
                (
                    "answer_minutes",
                    models.PositiveSmallIntegerField(
                        default=15, verbose_name="求职者等不到回复，过多少分钟提醒主办方"
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="fairs.fair",
                    ),
                ),
                ("revision", models.PositiveBigIntegerField(default=0, editable=False)),
                (
                    "co_organisers",
                    models.ManyToManyField(
                        blank=True, related_name="fairs_co_run", to="accounts.organiser"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "starts_at"], name="fair_state_start")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="fair_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("registration_closes_at", None), ("registration_opens_at", None)
                            ),
                            models.Q(
                                ("registration_closes_at__lte", models.F("ends_at")),
                                ("registration_opens_at__lt", models.F("registration_closes_at")),
                            ),
                            _connector="OR",
                        ),
                        name="fair_registration_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity", None), ("capacity__gt", 0), _connector="OR"
                        ),
                        name="fair_capacity_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode", "online"),
                            ("state", "draft"),
                            ("venue__isnull", False),
                            _connector="OR",
                        ),
                        name="fair_onsite_has_venue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_minutes__range", (5, 480)),
                            ("unstaffed_minutes__range", (5, 480)),
                            ("word_minutes__range", (5, 480)),
                        ),
                        name="fair_minutes_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["online", "onsite", "hybrid"])),
                        name="fair_mode_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "published", "open", "closed", "archived"])
                        ),
                        name="fair_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="fairs.fair",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="场次名称")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="英文名称")),
                ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="结束时间")),
            ],
            options={
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="session_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        fields=("fair", "starts_at"), name="session_start_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Zone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zones",
                        to="fairs.fair",
                    ),
                ),
                ("code", models.CharField(max_length=4, verbose_name="区号")),
                ("name", models.CharField(max_length=40, verbose_name="区名")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="英文区名")),
                ("rows", models.PositiveSmallIntegerField(default=1, verbose_name="排数")),
                (
                    "places_per_row",
                    models.PositiveSmallIntegerField(default=10, verbose_name="每排展位数"),
                ),
                ("walk", models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("fair", "code"), name="zone_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("places_per_row__range", (1, 50)), ("rows__range", (1, 50))
                        ),
                        name="zone_size_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Landmark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="landmarks",
                        to="fairs.fair",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("entrance", "入口"), ("service_desk", "服务台")],
                        max_length=12,
                        verbose_name="是什么",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="landmarks",
                        to="fairs.zone",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("front", "前面"),
                            ("back", "后面"),
                            ("left", "左边"),
                            ("right", "右边"),
                        ],
                        max_length=5,
                        verbose_name="在展区的哪一边",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=20, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=40, verbose_name="英文名称")),
            ],
            options={
                "ordering": ["kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("fair", "kind"), name="landmark_kind_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["entrance", "service_desk"])),
                        name="landmark_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["front", "back", "left", "right"])),
                        name="landmark_side_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="fairs.fair",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="标题")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="英文标题")),
                ("body", models.TextField(blank=True, max_length=1000, verbose_name="内容")),
                ("body_en", models.TextField(blank=True, max_length=1500, verbose_name="英文内容")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="紧急")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FairStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="fairs.fair",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("draft", "筹备中"),
                            ("published", "已发布"),
                            ("open", "正在进行"),
                            ("closed", "已结束"),
                            ("archived", "已归档"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "筹备中"),
                            ("published", "已发布"),
                            ("open", "正在进行"),
                            ("closed", "已结束"),
                            ("archived", "已归档"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["created_at"],
            },
        ),
    ]
