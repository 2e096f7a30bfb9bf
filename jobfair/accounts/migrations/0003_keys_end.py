from datetime import timedelta

from django.db import migrations, models
from django.utils import timezone


def in_a_year():
    """Keys from before get the time that a new one gets."""
    return timezone.now() + timedelta(days=365)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sessions_know_their_account")]

    operations = [
        migrations.AddField(
            model_name="accesstoken",
            name="expires_at",
            field=models.DateTimeField(verbose_name="有效至", default=in_a_year),
            preserve_default=False,
        ),
    ]
