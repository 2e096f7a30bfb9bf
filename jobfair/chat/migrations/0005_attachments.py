"""Files that were sent."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import jobfair.common.ids
import jobfair.common.storage


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0004_seat_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
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
                        choices=[("picture", "图片"), ("pdf", "PDF 文件"), ("docx", "Word 文件")],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "file",
                    models.FileField(
                        storage=jobfair.common.storage.private_storage, upload_to="attachments/"
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField(blank=True, null=True)),
                ("height", models.PositiveIntegerField(blank=True, null=True)),
                ("digest", models.CharField(max_length=64)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="message",
            name="attachment",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="message",
                to="chat.attachment",
            ),
        ),
    ]
