"""What every entry has to keep up: no index that another begins with, and none of what is seldom set.

Django would make the table anew on SQLite to take an index away, without its triggers; the statement is
the same on both engines.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_former_logos"),
        ("booths", "0005_taken_off_by_reviews"),
        ("fairs", "0003_whole_registration_window"),
        ("intents", "0005_kept_from_truncate"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "DROP INDEX intents_entry_duplicate_id_1db24926",
                    "CREATE INDEX intents_entry_duplicate_id_1db24926 ON intents_entry (duplicate_id)",
                ),
                migrations.RunSQL(
                    "DROP INDEX intents_entry_recorder_id_f9c4a314",
                    "CREATE INDEX intents_entry_recorder_id_f9c4a314 ON intents_entry (recorder_id)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="entry",
                    name="duplicate",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_merged",
                        to="accounts.person",
                    ),
                ),
                migrations.AlterField(
                    model_name="entry",
                    name="recorder",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("duplicate__isnull", False)),
                fields=["duplicate"],
                name="entry_of_merged",
            ),
        ),
    ]
