from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booths", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="material",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="position",
            name="first_approved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
