from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_shared_cache"),
    ]

    operations = [
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
