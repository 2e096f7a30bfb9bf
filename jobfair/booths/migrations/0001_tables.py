import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    replaces = [
        ("booths", "0001_initial"),
        ("booths", "0002_first_approval_and_removed_materials"),
        ("booths", "0003_position_reviews"),
        ("booths", "0004_presence_leases"),
        ("booths", "0006_hours_in_english"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("common", "0001_tables"),
        ("fairs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Booth",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booths",
                        to="fairs.fair",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booths",
                        to="accounts.employer",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="booths",
                        to="fairs.zone",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="展位号"),
                ),
                ("intro", models.TextField(blank=True, max_length=1000, verbose_name="展位介绍")),
                (
                    "intro_en",
                    models.TextField(blank=True, max_length=1500, verbose_name="英文展位介绍"),
                ),
                (
                    "hours_note",
                    models.CharField(blank=True, max_length=200, verbose_name="在场时间说明"),
                ),
                (
                    "hours_note_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="在场时间说明（英文）"
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("staffed_until", models.DateTimeField(blank=True, null=True)),
                ("away_until", models.DateTimeField(blank=True, null=True)),
                ("unstaffed_since", models.DateTimeField(blank=True, editable=False, null=True)),
                ("waiting", models.PositiveIntegerField(default=0, editable=False)),
                ("told", models.CharField(blank=True, default="", editable=False, max_length=60)),
                (
                    "sessions",
                    models.ManyToManyField(blank=True, related_name="booths", to="fairs.session"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fair", "employer"), name="booth_employer_once"
                    ),
                    models.UniqueConstraint(fields=("zone", "number"), name="booth_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", None), ("zone", None)),
                            models.Q(("number__gte", 1), ("zone__isnull", False)),
                            _connector="OR",
                        ),
                        name="booth_zone_with_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Staffing",
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
                    "booth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staffing",
                        to="booths.booth",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staffing",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booth", "user"), name="staffing_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "booth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leases",
                        to="booths.booth",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booth", "user"), name="lease_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="JobType",
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
                ("name", models.CharField(max_length=60, unique=True, verbose_name="工种")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="英文名称")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Position",
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
                    "booth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="booths.booth",
                    ),
                ),
                (
                    "job_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="booths.jobtype",
                        verbose_name="工种",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=80, verbose_name="岗位名称")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="英文名称")),
                ("headcount", models.PositiveIntegerField(default=1, verbose_name="招聘人数")),
                (
                    "headcount_max",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="最多招聘人数"),
                ),
                ("headcount_open", models.BooleanField(default=False, verbose_name="人数不限定")),
                ("pay_negotiable", models.BooleanField(default=False, verbose_name="面议")),
                (
                    "pay_min",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="最低薪资（元）"
                    ),
                ),
                (
                    "pay_max",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="最高薪资（元）"
                    ),
                ),
                (
                    "pay_unit",
                    models.CharField(
                        choices=[
                            ("month", "每月"),
                            ("day", "每天"),
                            ("hour", "每小时"),
                            ("piece", "每件"),
                            ("year", "每年"),
                        ],
                        default="month",
                        max_length=6,
                        verbose_name="薪资单位",
                    ),
                ),
                ("pay_note", models.CharField(blank=True, max_length=120, verbose_name="薪资说明")),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "不限"),
                            ("junior", "初中及以上"),
                            ("senior", "高中或中专及以上"),
                            ("college", "大专及以上"),
                            ("bachelor", "本科及以上"),
                            ("master", "硕士及以上"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="学历要求",
                    ),
                ),
                (
                    "district",
                    models.CharField(blank=True, max_length=40, verbose_name="工作所在区"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="工作地点")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="工作时间")),
                (
                    "hours_en",
                    models.CharField(blank=True, max_length=300, verbose_name="工作时间（英文）"),
                ),
                (
                    "trial_period",
                    models.CharField(blank=True, max_length=80, verbose_name="试用期"),
                ),
                ("duties", models.TextField(blank=True, max_length=2000, verbose_name="工作内容")),
                (
                    "duties_en",
                    models.TextField(blank=True, max_length=3000, verbose_name="工作内容（英文）"),
                ),
                (
                    "requirements",
                    models.TextField(blank=True, max_length=1000, verbose_name="任职要求"),
                ),
                (
                    "requirements_en",
                    models.TextField(blank=True, max_length=1500, verbose_name="任职要求（英文）"),
                ),
                (
                    "posture",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("sitting", "以坐为主"),
                            ("standing", "以站为主"),
                            ("mixed", "坐站交替"),
                            ("walking", "经常走动"),
                        ],
                        max_length=10,
                        verbose_name="姿势",
                    ),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("none", "不用打电话"),
                            ("some", "偶尔打电话，可用文字代替"),
                            ("often", "经常打电话"),
                        ],
                        max_length=10,
                        verbose_name="打电话",
                    ),
                ),
                (
                    "noise",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("quiet", "安静"),
                            ("normal", "一般"),
                            ("loud", "较吵"),
                        ],
                        max_length=10,
                        verbose_name="环境声音",
                    ),
                ),
                (
                    "stairs",
                    models.CharField(
                        blank=True,
                        choices=[("", "未说明"), ("none", "不用走楼梯"), ("some", "有时要走楼梯")],
                        max_length=10,
                        verbose_name="楼梯",
                    ),
                ),
                (
                    "lifting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("none", "不用搬重物"),
                            ("light", "搬 5 公斤以内"),
                            ("heavy", "搬 5 公斤以上"),
                        ],
                        max_length=10,
                        verbose_name="搬运",
                    ),
                ),
                (
                    "sight",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("none", "不靠视力也能做"),
                            ("screen", "看屏幕，可用读屏软件"),
                            ("detail", "要看清细节"),
                        ],
                        max_length=10,
                        verbose_name="用眼",
                    ),
                ),
                (
                    "hands",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("coarse", "不需要手部精细动作"),
                            ("fine", "需要手部精细动作"),
                        ],
                        max_length=10,
                        verbose_name="手部动作",
                    ),
                ),
                (
                    "shift",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未说明"),
                            ("day", "白班"),
                            ("rotating", "轮班"),
                            ("night", "有夜班"),
                            ("flexible", "时间灵活"),
                        ],
                        max_length=10,
                        verbose_name="班次",
                    ),
                ),
                (
                    "workplace",
                    models.CharField(
                        choices=[
                            ("onsite", "到岗工作"),
                            ("remote", "在家工作"),
                            ("hybrid", "部分在家"),
                        ],
                        default="onsite",
                        max_length=10,
                        verbose_name="在哪里上班",
                    ),
                ),
                ("easy_what", models.CharField(blank=True, max_length=120, verbose_name="做什么")),
                ("easy_where", models.CharField(blank=True, max_length=120, verbose_name="在哪里")),
                (
                    "easy_when",
                    models.CharField(blank=True, max_length=120, verbose_name="什么时间"),
                ),
                ("easy_pay", models.CharField(blank=True, max_length=120, verbose_name="多少钱")),
                (
                    "easy_support",
                    models.CharField(blank=True, max_length=120, verbose_name="有什么支持"),
                ),
                (
                    "easy_what_en",
                    models.CharField(blank=True, max_length=200, verbose_name="做什么（英文）"),
                ),
                (
                    "easy_where_en",
                    models.CharField(blank=True, max_length=200, verbose_name="在哪里（英文）"),
                ),
                (
                    "easy_when_en",
                    models.CharField(blank=True, max_length=200, verbose_name="什么时间（英文）"),
                ),
                (
                    "easy_pay_en",
                    models.CharField(blank=True, max_length=200, verbose_name="多少钱（英文）"),
                ),
                (
                    "easy_support_en",
                    models.CharField(blank=True, max_length=200, verbose_name="有什么支持（英文）"),
                ),
                (
                    "source_note",
                    models.CharField(blank=True, max_length=300, verbose_name="表格原文（不公开）"),
                ),
                (
                    "review_state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("approved", "已通过"),
                            ("returned", "退回修改"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="审核状态",
                    ),
                ),
                (
                    "review_note",
                    models.TextField(blank=True, max_length=500, verbose_name="审核意见"),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("first_approved_at", models.DateTimeField(blank=True, null=True)),
                ("edited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="停止招聘")),
            ],
            options={
                "ordering": ["order", "created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("headcount__gte", 1)),
                        name="position_headcount_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("headcount_max", None),
                            ("headcount_max__gt", models.F("headcount")),
                            _connector="OR",
                        ),
                        name="position_headcount_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("pay_max", None), ("pay_min", None), ("pay_negotiable", True)
                            ),
                            models.Q(
                                ("pay_max__gte", models.F("pay_min")),
                                ("pay_max__isnull", False),
                                ("pay_min__isnull", False),
                                ("pay_negotiable", False),
                            ),
                            models.Q(
                                models.Q(("review_state", "approved"), _negated=True),
                                ("pay_max", None),
                                ("pay_min", None),
                            ),
                            _connector="OR",
                        ),
                        name="position_pay_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionProvision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="provision_rows",
                        to="booths.position",
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        choices=[
                            ("step_free", "无台阶通道"),
                            ("lift", "有电梯"),
                            ("accessible_toilet", "无障碍卫生间"),
                            ("parking", "无障碍停车位"),
                            ("sign_language", "有人会手语"),
                            ("text_instead", "可用文字沟通"),
                            ("screen_reader", "工作软件可用读屏"),
                            ("large_print", "大字材料"),
                            ("flexible_hours", "上下班时间可调"),
                            ("part_time", "可做半天"),
                            ("extra_breaks", "可多休息几次"),
                            ("quiet_place", "有安静的地方"),
                            ("job_coach", "有人带教"),
                            ("step_by_step", "图文步骤说明"),
                            ("dormitory", "有宿舍"),
                            ("meals", "包餐或有食堂"),
                            ("shuttle", "有班车"),
                            ("insurance", "缴纳五险"),
                            ("housing_fund", "缴纳公积金"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["word", "position"], name="provision_word")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("position", "word"), name="position_provision_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
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
                    "booth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="booths.booth",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.picture",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "created_at"],
            },
        ),
        migrations.CreateModel(
            name="PositionReview",
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
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="reviews",
                        to="booths.position",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("approved", "已通过"),
                            ("returned", "退回修改"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=500)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen", models.JSONField()),
            ],
            options={
                "ordering": ["created_at"],
            },
        ),
    ]
