"""Offers to hand a conversation on, and who holds it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    dependencies = [
        ("booths", "0003_position_reviews"),
        ("chat", "0002_what_happened"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="held_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="为什么")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "等求职者决定"),
                            ("accepted", "求职者同意了"),
                            ("declined", "求职者没有同意"),
                            ("taken_back", "已收回"),
                            ("expired", "没有人回答，已失效"),
                        ],
                        default="offered",
                        max_length=10,
                    ),
                ),
                ("expires_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("history_to", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "arrived",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_here",
                        to="chat.conversation",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="chat.conversation",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_booth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_to",
                        to="booths.booth",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "offered")),
                        fields=("conversation",),
                        name="handover_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("history_to", None),
                            models.Q(("arrived__isnull", False), ("state", "accepted")),
                            _connector="OR",
                        ),
                        name="handover_history_when_accepted",
                    ),
                ],
            },
        ),
    ]
