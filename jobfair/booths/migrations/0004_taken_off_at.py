"""Since when a position that was public waits to be approved again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booths", "0003_kept_from_truncate")]

    operations = [
        migrations.AddField(
            "position", "taken_off_at", models.DateTimeField(blank=True, null=True)
        ),
    ]
