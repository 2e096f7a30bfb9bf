"""Reports, decisions, and conversations that were stopped."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0006_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="is_stopped",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Report",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("abuse", "辱骂、歧视、嘲笑"),
                            ("harassment", "骚扰，或不停地找我"),
                            ("money", "要钱、收费、骗人"),
                            ("privacy", "要证件、病历或别的隐私"),
                            ("false", "岗位是假的，或和说的不一样"),
                            ("other", "别的原因"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="补充说明")),
                ("text", models.TextField()),
                ("due_at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="chat.message",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
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
                    "verdict",
                    models.CharField(
                        choices=[
                            ("unfounded", "没有违反规定"),
                            ("warned", "违反规定，提醒对方"),
                            ("stopped", "违反规定，停止这个会话"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.TextField(max_length=500, verbose_name="理由")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="chat.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StopStep",
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
                    "side",
                    models.CharField(
                        choices=[
                            ("jobseeker", "求职者"),
                            ("booth", "用人单位"),
                            ("organiser", "主办方"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_stop", models.BooleanField()),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop_steps",
                        to="chat.conversation",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["due_at"], name="report_due"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("message", "reporter"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="decision_says_why"
            ),
        ),
    ]
