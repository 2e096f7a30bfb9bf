"""A session lies inside its fair: said by the database on both engines."""

from django.db import migrations

MESSAGE = "session outside fair"

SQLITE_MAKE = [
    f"""
    CREATE TRIGGER session_inside_fair_{verb.lower()}
    BEFORE {verb} ON fairs_session
    WHEN EXISTS (
        SELECT 1 FROM fairs_fair WHERE id = NEW.fair_id
        AND (NEW.starts_at < starts_at OR NEW.ends_at > ends_at)
    )
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("INSERT", "UPDATE")
] + [
    f"""
    CREATE TRIGGER fair_around_sessions
    BEFORE UPDATE OF starts_at, ends_at ON fairs_fair
    WHEN EXISTS (
        SELECT 1 FROM fairs_session WHERE fair_id = NEW.id
        AND (starts_at < NEW.starts_at OR ends_at > NEW.ends_at)
    )
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
]
SQLITE_DROP = [
    "DROP TRIGGER session_inside_fair_insert",
    "DROP TRIGGER session_inside_fair_update",
    "DROP TRIGGER fair_around_sessions",
]

POSTGRESQL_MAKE = [
    f"""
    CREATE FUNCTION session_inside_fair() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM fairs_fair f WHERE f.id = NEW.fair_id
            AND (NEW.starts_at < f.starts_at OR NEW.ends_at > f.ends_at)
        ) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION fair_around_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM fairs_session s WHERE s.fair_id = NEW.id
            AND (s.starts_at < NEW.starts_at OR s.ends_at > NEW.ends_at)
        ) THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER session_inside_fair BEFORE INSERT OR UPDATE ON fairs_session
    FOR EACH ROW EXECUTE FUNCTION session_inside_fair()
    """,
    """
    CREATE TRIGGER fair_around_sessions BEFORE UPDATE OF starts_at, ends_at ON fairs_fair
    FOR EACH ROW EXECUTE FUNCTION fair_around_sessions()
    """,
]
POSTGRESQL_DROP = [
    "DROP TRIGGER session_inside_fair ON fairs_session",
    "DROP TRIGGER fair_around_sessions ON fairs_fair",
    "DROP FUNCTION session_inside_fair()",
    "DROP FUNCTION fair_around_sessions()",
]


def run(schema_editor, sqlite, postgresql):
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in statements:
        schema_editor.execute(statement)


def make(apps, schema_editor):
    run(schema_editor, SQLITE_MAKE, POSTGRESQL_MAKE)


def drop(apps, schema_editor):
    run(schema_editor, SQLITE_DROP, POSTGRESQL_DROP)


class Migration(migrations.Migration):
    dependencies = [("fairs", "0001_tables")]

    operations = [migrations.RunPython(make, drop)]
