"""Events are let go in the order in which they were stored, so when they were told needs no index.

Django would make the table anew on SQLite to take an index away; the statement is
the same on both engines.
"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "DROP INDEX outbox_storedevent_created_at_650f0fea",
                    "CREATE INDEX outbox_storedevent_created_at_650f0fea ON outbox_storedevent (created_at)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="storedevent",
                    name="created_at",
                    field=models.DateTimeField(default=django.utils.timezone.now),
                ),
            ],
        ),
    ]
