"""Follow-ups are added and nothing else: said by the database on both engines."""

from django.db import migrations

MESSAGE = "a follow-up is never changed"

SQLITE_MAKE = [
    f"""
    CREATE TRIGGER follow_up_append_only_{verb.lower()} BEFORE {verb} ON outcomes_followup
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
SQLITE_DROP = [
    "DROP TRIGGER follow_up_append_only_update",
    "DROP TRIGGER follow_up_append_only_delete",
]
POSTGRESQL_MAKE = [
    f"""
    CREATE FUNCTION follow_up_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER follow_up_append_only BEFORE UPDATE OR DELETE ON outcomes_followup
    FOR EACH ROW EXECUTE FUNCTION follow_up_append_only()
    """,
]
POSTGRESQL_DROP = [
    "DROP TRIGGER follow_up_append_only ON outcomes_followup",
    "DROP FUNCTION follow_up_append_only()",
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
    dependencies = [("outcomes", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
