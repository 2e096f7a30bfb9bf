from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intents", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="remark",
            name="number",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="remark",
            name="voice",
            field=models.CharField(
                choices=[
                    ("own", "记录人自己"),
                    ("jobseeker", "求职者本人"),
                    ("family", "家人或陪同人"),
                    ("employer", "用人单位联系人"),
                ],
                default="own",
                max_length=10,
            ),
        ),
    ]
