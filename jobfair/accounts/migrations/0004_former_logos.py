import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_keys_end"), ("common", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="employer",
            name="former_logo",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="common.picture",
            ),
        ),
        migrations.AddField(
            model_name="employer",
            name="logo_changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
