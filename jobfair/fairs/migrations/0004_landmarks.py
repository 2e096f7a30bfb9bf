import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0003_fair_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="zone",
            name="walk",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
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
                    "kind",
                    models.CharField(
                        choices=[("entrance", "入口"), ("service_desk", "服务台")],
                        max_length=12,
                        verbose_name="是什么",
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
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="landmarks",
                        to="fairs.fair",
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
    ]
