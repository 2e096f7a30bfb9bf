from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attendance", "0004_kept_from_truncate")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="place",
            field=models.CharField(
                choices=[("onsite", "现场"), ("online", "线上")],
                default="onsite",
                max_length=6,
                verbose_name="怎么参加",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(place__in=["onsite", "online"]), name="registration_place_known"
            ),
        ),
    ]
