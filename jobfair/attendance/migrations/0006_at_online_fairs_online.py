"""Whoever registered before it was asked: online where that is the only way, else on site."""

from django.db import migrations


def say_how(apps, schema_editor):
    registrations = apps.get_model("attendance", "Registration").objects
    registrations.filter(fair__mode="online").update(place="online")


class Migration(migrations.Migration):
    dependencies = [("attendance", "0005_registrations_say_how"), ("fairs", "0001_tables")]

    operations = [migrations.RunPython(say_how, migrations.RunPython.noop)]
