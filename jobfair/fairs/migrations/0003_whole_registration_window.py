"""A window of registration is whole or not there: a comparison with nothing does not refuse by itself.

SQLite makes the table anew for it, which the triggers between fairs and sessions do not
outlive: they are laid aside and made again.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import F, Q

guards = import_module("jobfair.fairs.migrations.0002_sessions_inside_fair")


class Migration(migrations.Migration):
    dependencies = [("fairs", "0002_sessions_inside_fair")]

    operations = [
        migrations.RunPython(guards.drop, guards.make),
        migrations.RemoveConstraint(model_name="fair", name="fair_registration_window"),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.CheckConstraint(
                condition=Q(registration_opens_at=None, registration_closes_at=None)
                | Q(
                    registration_opens_at__isnull=False,
                    registration_closes_at__isnull=False,
                    registration_opens_at__lt=F("registration_closes_at"),
                    registration_closes_at__lte=F("ends_at"),
                ),
                name="fair_registration_window",
            ),
        ),
        migrations.RunPython(guards.make, guards.drop),
    ]
