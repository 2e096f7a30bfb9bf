"""PostgreSQL: the ledger cannot be emptied at once either."""

from django.db import migrations

TABLES = ("intents_entry",)


def run(schema_editor, statement):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(statement.format(table=table))


def make(apps, schema_editor):
    run(
        schema_editor,
        "CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()",
    )


def drop(apps, schema_editor):
    run(schema_editor, "DROP TRIGGER {table}_truncate ON {table}")


class Migration(migrations.Migration):
    dependencies = [("intents", "0004_counts_differ"), ("common", "0004_refuse_truncate")]

    operations = [migrations.RunPython(make, drop)]
