import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_access_token"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="phone",
            field=models.CharField(blank=True, max_length=20, verbose_name="手机号"),
        ),
        migrations.AddField(
            model_name="organiser",
            name="introduced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="introduced",
                to="accounts.organiser",
            ),
        ),
    ]
