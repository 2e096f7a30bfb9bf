"""What every message has to keep up: no index that another begins with, and none of what is seldom set.

Django would make the table anew on SQLite to take an index away; the statement is
the same on both engines.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0005_drafts_kept_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "DROP INDEX chat_message_author_id_923569d5",
                    "CREATE INDEX chat_message_author_id_923569d5 ON chat_message (author_id)",
                ),
                migrations.RunSQL(
                    "DROP INDEX chat_message_conversation_id_a1207bf4",
                    "CREATE INDEX chat_message_conversation_id_a1207bf4 ON chat_message (conversation_id)",
                ),
                migrations.RunSQL(
                    "DROP INDEX chat_message_on_behalf_of_id_43f0807b",
                    "CREATE INDEX chat_message_on_behalf_of_id_43f0807b ON chat_message (on_behalf_of_id)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="message",
                    name="author",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="message",
                    name="conversation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="chat.conversation",
                    ),
                ),
                migrations.AlterField(
                    model_name="message",
                    name="on_behalf_of",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages_by_others",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("on_behalf_of__isnull", False)),
                fields=["on_behalf_of"],
                name="message_by_others",
            ),
        ),
    ]
