from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intents", "0003_remark_goes_with_entry"),
    ]

    operations = [
        migrations.AddField(
            model_name="ledger",
            name="differs",
            field=models.BooleanField(default=False),
        ),
    ]
