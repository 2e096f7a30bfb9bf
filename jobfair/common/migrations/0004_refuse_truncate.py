"""PostgreSQL: what a table that is only added to asks when it is to be emptied at once.

TRUNCATE passes the triggers of rows. A table without rows loses nothing by it. SQLite has no TRUNCATE.
"""

from django.db import migrations

MAKE = """
    CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        has_rows boolean;
    BEGIN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME)
        INTO has_rows;
        IF has_rows THEN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
"""


def run(schema_editor, statement):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(statement, params=None)


def make(apps, schema_editor):
    run(schema_editor, MAKE)


def drop(apps, schema_editor):
    run(schema_editor, "DROP FUNCTION refuse_truncate()")


class Migration(migrations.Migration):
    dependencies = [("common", "0003_search_index")]

    operations = [migrations.RunPython(make, drop)]
