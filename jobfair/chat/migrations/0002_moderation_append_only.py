"""Reports, decisions and stops are added and nothing else: said by the database on both engines."""

from django.db import migrations

MESSAGE = "what was reported and decided is append-only"
TABLES = ("chat_report", "chat_decision", "chat_stopstep")

SQLITE_MAKE = [
    f"""
    CREATE TRIGGER {table}_append_only_{verb.lower()} BEFORE {verb} ON {table}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
]
SQLITE_DROP = [
    f"DROP TRIGGER {table}_append_only_{verb}" for table in TABLES for verb in ("update", "delete")
]
POSTGRESQL_MAKE = [
    f"""
    CREATE FUNCTION chat_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    *(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION chat_append_only()
        """
        for table in TABLES
    ),
]
POSTGRESQL_DROP = [
    *(f"DROP TRIGGER {table}_append_only ON {table}" for table in TABLES),
    "DROP FUNCTION chat_append_only()",
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
    replaces = [("chat", "0008_moderation_append_only")]
    dependencies = [("chat", "0001_tables")]

    operations = [migrations.RunPython(make, drop)]
