from uuid import UUID

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations, models
from django.utils import timezone

BEFORE = "django_session"


def move(apps, schema_editor):
    """Whoever was signed in stays so. The old table stays, empty, for the version before."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if BEFORE not in connection.introspection.table_names(cursor):
            return
        cursor.execute(f"SELECT session_key, session_data, expire_date FROM {BEFORE}")
        rows = cursor.fetchall()
        cursor.execute(f"DELETE FROM {BEFORE}")
    model = apps.get_model("accounts", "BrowserSession")
    convert = connection.ops.get_db_converters(model._meta.get_field("expire_date").get_col(BEFORE))
    store = SessionStore()
    moved = []
    for key, text, ends in rows:
        for converter in convert:
            ends = converter(ends, None, connection)
        data = store.decode(text)
        if data and ends > timezone.now():
            account = UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
            moved.append(
                model(session_key=key, session_data=text, expire_date=ends, account_id=account)
            )
    model.objects.bulk_create(moved, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="BrowserSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="browser_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
