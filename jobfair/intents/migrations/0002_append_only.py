"""Entries are added and nothing else: said by the database on both engines."""

from django.db import migrations

MESSAGE = "the ledger is append-only"

SQLITE_MAKE = [
    f"""
    CREATE TRIGGER entry_append_only_{verb.lower()} BEFORE {verb} ON intents_entry
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
SQLITE_DROP = [
    "DROP TRIGGER entry_append_only_update",
    "DROP TRIGGER entry_append_only_delete",
]
POSTGRESQL_MAKE = [
    f"""
    CREATE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON intents_entry
    FOR EACH ROW EXECUTE FUNCTION entry_append_only()
    """,
]
POSTGRESQL_DROP = [
    "DROP TRIGGER entry_append_only ON intents_entry",
    "DROP FUNCTION entry_append_only()",
]


def run(schema_editor, sqlite, postgresql):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite if is_sqlite else postgresql:
        schema_editor.execute(statement)


def make(apps, schema_editor):
    run(schema_editor, SQLITE_MAKE, POSTGRESQL_MAKE)


def drop(apps, schema_editor):
    run(schema_editor, SQLITE_DROP, POSTGRESQL_DROP)


class Migration(migrations.Migration):
    dependencies = [("intents", "0001_tables")]

    operations = [migrations.RunPython(make, drop)]
