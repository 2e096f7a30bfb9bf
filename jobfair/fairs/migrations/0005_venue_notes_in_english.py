from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0004_landmarks"),
    ]

    operations = [
        migrations.AddField(
            model_name="venue",
            name="accessible_toilet_note_en",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="无障碍卫生间说明（英文）"
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="interpreter_desk_note_en",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="手语翻译台说明（英文）"
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="parking_note_en",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="无障碍停车位说明（英文）"
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="quiet_room_note_en",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="安静休息室说明（英文）"
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="step_free_note_en",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="无台阶通道说明（英文）"
            ),
        ),
    ]
