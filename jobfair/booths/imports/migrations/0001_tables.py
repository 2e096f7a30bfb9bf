import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids
import jobfair.common.storage


class Migration(migrations.Migration):
    replaces = [("imports", "0001_initial"), ("imports", "0002_import_booth")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("booths", "0001_tables"),
        ("fairs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
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
                        related_name="imports",
                        to="fairs.fair",
                    ),
                ),
                (
                    "booth",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="booths.booth",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=jobfair.common.storage.private_storage,
                        upload_to="imports/",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("file_size", models.PositiveIntegerField(verbose_name="文件大小")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("reading", "正在读取"),
                            ("refused", "读不了"),
                            ("ready", "等您确认"),
                            ("applying", "正在导入"),
                            ("applied", "已导入"),
                            ("undoing", "正在撤销"),
                            ("undone", "已撤销"),
                        ],
                        default="reading",
                        max_length=10,
                        verbose_name="进展",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("trouble", models.JSONField(blank=True, default=dict)),
                ("notes", models.JSONField(blank=True, default=list)),
                ("columns", models.JSONField(blank=True, default=list)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "reading",
                                    "refused",
                                    "ready",
                                    "applying",
                                    "applied",
                                    "undoing",
                                    "undone",
                                ],
                            )
                        ),
                        name="import_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "applied"), _negated=True),
                            ("applied_at__isnull", False),
                            _connector="OR",
                        ),
                        name="import_applied_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Row",
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
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="imports.import",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField()),
                ("sheet", models.CharField(blank=True, max_length=100, verbose_name="工作表")),
                ("number", models.PositiveIntegerField(verbose_name="行")),
                ("cells", models.JSONField(default=dict)),
                ("found", models.JSONField(blank=True, default=list)),
                ("corrections", models.JSONField(blank=True, default=dict)),
                ("is_skipped", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "新增"),
                            ("change", "修改"),
                            ("same", "不变"),
                            ("left_out", "要改正"),
                            ("skipped", "您选了不导入"),
                            ("repeat", "重复，只算一次"),
                            ("employer", "只有单位，没有岗位"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "employer_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "新增"),
                            ("change", "修改"),
                            ("same", "不变"),
                            ("left_out", "要改正"),
                            ("skipped", "您选了不导入"),
                            ("repeat", "重复，只算一次"),
                            ("employer", "只有单位，没有岗位"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "booth_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "新增"),
                            ("change", "修改"),
                            ("same", "不变"),
                            ("left_out", "要改正"),
                            ("skipped", "您选了不导入"),
                            ("repeat", "重复，只算一次"),
                            ("employer", "只有单位，没有岗位"),
                        ],
                        max_length=10,
                    ),
                ),
                ("problems", models.JSONField(blank=True, default=list)),
                ("worst", models.CharField(blank=True, max_length=7)),
                ("changes", models.JSONField(blank=True, default=list)),
                ("shown", models.JSONField(blank=True, default=dict)),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.employer",
                    ),
                ),
                (
                    "booth",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="booths.booth",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="booths.position",
                    ),
                ),
            ],
            options={
                "ordering": ["ordinal"],
                "indexes": [
                    models.Index(fields=["of", "outcome", "ordinal"], name="import_row_outcome"),
                    models.Index(fields=["of", "worst", "ordinal"], name="import_row_worst"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("of", "ordinal"), name="import_row_once")
                ],
            },
        ),
    ]
