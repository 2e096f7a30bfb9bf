"""How long a rep's word holds, and after how long the organiser is alerted.

SQLite makes the table anew, and its triggers go with the old one: they are taken off before
and put back after.
"""

from django.db import migrations, models

MESSAGE = "session outside fair"
TRIGGERS = {
    **{
        f"session_inside_fair_{verb.lower()}": f"""
        BEFORE {verb} ON fairs_session
        WHEN EXISTS (
            SELECT 1 FROM fairs_fair WHERE id = NEW.fair_id
            AND (NEW.starts_at < starts_at OR NEW.ends_at > ends_at)
        )
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
        """
        for verb in ("INSERT", "UPDATE")
    },
    "fair_around_sessions": f"""
        BEFORE UPDATE OF starts_at, ends_at ON fairs_fair
        WHEN EXISTS (
            SELECT 1 FROM fairs_session WHERE fair_id = NEW.id
            AND (starts_at < NEW.starts_at OR ends_at > NEW.ends_at)
        )
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
        """,
}


def take_off(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER {name}")


def put_back(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, rule in TRIGGERS.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {rule}")


def minutes(label, default):
    return models.PositiveSmallIntegerField(default=default, verbose_name=label)


class Migration(migrations.Migration):
    dependencies = [("fairs", "0002_sessions_inside_fair")]

    operations = [
        migrations.RunPython(take_off, put_back),
        migrations.AddField(
            model_name="fair",
            name="word_minutes",
            field=minutes("“我们在展位”按一次算多少分钟", 60),
        ),
        migrations.AddField(
            model_name="fair",
            name="unstaffed_minutes",
            field=minutes("展位没有人，过多少分钟提醒主办方", 10),
        ),
        migrations.AddField(
            model_name="fair",
            name="answer_minutes",
            field=minutes("求职者等不到回复，过多少分钟提醒主办方", 15),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    word_minutes__range=(5, 480),
                    unstaffed_minutes__range=(5, 480),
                    answer_minutes__range=(5, 480),
                ),
                name="fair_minutes_sensible",
            ),
        ),
        migrations.RunPython(put_back, take_off),
    ]
