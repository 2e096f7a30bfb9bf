import django.utils.timezone
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    replaces = [("common", "0001_initial"), ("common", "0003_search_entry")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Picture",
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
                ("small", models.ImageField(upload_to="pictures/")),
                ("medium", models.ImageField(upload_to="pictures/")),
                ("large", models.ImageField(upload_to="pictures/")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("alt", models.CharField(max_length=200, verbose_name="图片说明")),
                (
                    "alt_en",
                    models.CharField(blank=True, max_length=200, verbose_name="英文图片说明"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), _negated=True), name="picture_alt_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("scope", models.UUIDField()),
                ("owner", models.UUIDField(db_index=True)),
                ("title", models.TextField(blank=True)),
                ("sort_words", models.TextField(blank=True)),
                ("owner_words", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["scope", "kind"], name="search_scope_kind")],
            },
        ),
    ]
