"""Reviews are added and nothing else: said by the database on both engines.

They go only together with their position, after it. Whoever made one may be forgotten.
SQLite loses triggers when a table is made anew: a later change of these tables puts them back.
"""

from django.db import migrations

MESSAGE = "reviews are append-only"
WORDS = "id, created_at, position_id, outcome, note, seen"

SQLITE_MAKE = [
    f"""
    CREATE TRIGGER review_append_only_update BEFORE UPDATE OF {WORDS} ON booths_positionreview
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER review_append_only_maker BEFORE UPDATE OF made_by_id ON booths_positionreview
    WHEN NEW.made_by_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER review_append_only_delete BEFORE DELETE ON booths_positionreview
    WHEN EXISTS (SELECT 1 FROM booths_position WHERE id = OLD.position_id)
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    """
    CREATE TRIGGER review_goes_with_position AFTER DELETE ON booths_position
    BEGIN DELETE FROM booths_positionreview WHERE position_id = OLD.id; END
    """,
]
SQLITE_DROP = [
    "DROP TRIGGER review_goes_with_position",
    "DROP TRIGGER review_append_only_delete",
    "DROP TRIGGER review_append_only_maker",
    "DROP TRIGGER review_append_only_update",
]
POSTGRESQL_MAKE = [
    f"""
    CREATE FUNCTION review_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF NOT EXISTS (SELECT 1 FROM booths_position WHERE id = OLD.position_id) THEN
                RETURN OLD;
            END IF;
        ELSIF NEW.made_by_id IS NULL
            AND (NEW.id, NEW.created_at, NEW.position_id, NEW.outcome, NEW.note, NEW.seen)
            = (OLD.id, OLD.created_at, OLD.position_id, OLD.outcome, OLD.note, OLD.seen) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER review_append_only BEFORE UPDATE OR DELETE ON booths_positionreview
    FOR EACH ROW EXECUTE FUNCTION review_append_only()
    """,
    """
    CREATE FUNCTION review_goes_with_position() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM booths_positionreview WHERE position_id = OLD.id;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER review_goes_with_position AFTER DELETE ON booths_position
    FOR EACH ROW EXECUTE FUNCTION review_goes_with_position()
    """,
]
POSTGRESQL_DROP = [
    "DROP TRIGGER review_goes_with_position ON booths_position",
    "DROP FUNCTION review_goes_with_position()",
    "DROP TRIGGER review_append_only ON booths_positionreview",
    "DROP FUNCTION review_append_only()",
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
    replaces = [("booths", "0005_reviews_append_only")]
    dependencies = [("booths", "0001_tables")]

    operations = [migrations.RunPython(make, drop)]
