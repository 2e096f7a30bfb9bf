"""Working hours in English too.

SQLite makes the table anew: the triggers on it and those that read it are taken off before
and put back after.
"""

from django.db import migrations, models

TRIGGERS = {
    "review_append_only_delete": """
        BEFORE DELETE ON booths_positionreview
        WHEN EXISTS (SELECT 1 FROM booths_position WHERE id = OLD.position_id)
        BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END
        """,
    "review_goes_with_position": """
        AFTER DELETE ON booths_position
        BEGIN DELETE FROM booths_positionreview WHERE position_id = OLD.id; END
        """,
}


def take_off(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER {name}")


def put_back(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, rule in TRIGGERS.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {rule}")


class Migration(migrations.Migration):
    dependencies = [("booths", "0005_reviews_append_only")]

    operations = [
        migrations.RunPython(take_off, put_back),
        migrations.AddField(
            model_name="position",
            name="hours_en",
            field=models.CharField(blank=True, max_length=300, verbose_name="工作时间（英文）"),
        ),
        migrations.RunPython(put_back, take_off),
    ]
