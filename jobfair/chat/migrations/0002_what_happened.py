"""Lines that say what happened to a conversation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="facts",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="happening",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AlterField(
            model_name="message",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="seat",
            field=models.CharField(
                blank=True,
                choices=[
                    ("jobseeker", "求职者"),
                    ("rep", "招聘人员"),
                    ("supporter", "陪同人"),
                    ("interpreter", "手语翻译"),
                    ("adviser", "就业指导员"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("happening", ""), _negated=True),
                    ("author__isnull", False),
                    _connector="OR",
                ),
                name="message_has_author",
            ),
        ),
    ]
