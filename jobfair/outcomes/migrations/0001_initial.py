import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("booths", "0001_tables"),
        ("fairs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Placement",
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
                        related_name="placements",
                        to="fairs.fair",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="accounts.person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("aid_centre", "辅助性就业机构"), ("kindness_shop", "爱心商店")],
                        max_length=14,
                        verbose_name="哪一种",
                    ),
                ),
                ("place", models.CharField(max_length=80, verbose_name="机构或商店名称")),
                ("started_on", models.DateField(verbose_name="哪天开始")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements_withdrawn",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="placement_withdrawn_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                        related_name="follow_ups",
                        to="fairs.fair",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="accounts.person",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="booths.position",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="outcomes.placement",
                    ),
                ),
                (
                    "call",
                    models.CharField(
                        choices=[
                            ("answer", "问是否接受录用"),
                            ("start", "问是否已经上班"),
                            ("month_1", "满 1 个月回访"),
                            ("month_3", "满 3 个月回访"),
                            ("month_6", "满 6 个月回访"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_reached", models.BooleanField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "接受录用"),
                            ("there", "在岗"),
                            ("not_yet", "还没有定"),
                            ("refused", "不接受或没有去"),
                            ("left", "已离职"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pay", "工资或保险不合适"),
                            ("way", "路远，通勤不便"),
                            ("work", "工作内容不合适"),
                            ("adjustment", "需要的合理便利没有做到"),
                            ("other_job", "找到了别的工作"),
                            ("ended", "合同到期或单位辞退"),
                            ("private", "个人原因，不多问"),
                            ("no_answer", "没有人接"),
                            ("wrong_number", "号码不对"),
                            ("later", "请以后再打"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "记录人自己"),
                            ("jobseeker", "求职者本人"),
                            ("family", "家人或陪同人"),
                            ("employer", "用人单位联系人"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="outcomes.followup",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cid", models.CharField(max_length=32)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at", "created_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("recorder", "cid"), name="follow_up_cid_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("placement__isnull", False), ("position", None)),
                            models.Q(("placement", None), ("position__isnull", False)),
                            _connector="OR",
                        ),
                        name="follow_up_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_reached", False), ("result", ""), ("voice", "")),
                            models.Q(
                                ("is_reached", True),
                                models.Q(("result", ""), _negated=True),
                                models.Q(("voice", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_result_when_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_reached", True),
                                models.Q(("result__in", ("refused", "left")), _negated=True),
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="follow_up_reason_given",
                    ),
                ],
            },
        ),
    ]
