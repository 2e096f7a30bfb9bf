"""A table that was made stays as it is: said by the database on both engines."""

from django.db import migrations

MESSAGE = "a table of categories is never changed"

SQLITE_MAKE = [
    f"""
    CREATE TRIGGER category_table_kept_{verb.lower()} BEFORE {verb} ON attendance_categorytable
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
SQLITE_DROP = [
    "DROP TRIGGER category_table_kept_update",
    "DROP TRIGGER category_table_kept_delete",
]
POSTGRESQL_MAKE = [
    f"""
    CREATE FUNCTION category_table_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER category_table_kept BEFORE UPDATE OR DELETE ON attendance_categorytable
    FOR EACH ROW EXECUTE FUNCTION category_table_kept()
    """,
]
POSTGRESQL_DROP = [
    "DROP TRIGGER category_table_kept ON attendance_categorytable",
    "DROP FUNCTION category_table_kept()",
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
    dependencies = [("attendance", "0002_tellings_and_tables")]

    operations = [migrations.RunPython(make, drop)]
