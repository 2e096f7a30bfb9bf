"""The cache table in which several processes share their limits."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("common", "0001_tables")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
