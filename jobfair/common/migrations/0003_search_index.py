"""The full-text index over search entries: a table that follows by triggers, or a column."""

from django.db import migrations

COLUMNS = "title, sort_words, owner_words, text"
NEW = "new.title, new.sort_words, new.owner_words, new.text"
OLD = "old.title, old.sort_words, old.owner_words, old.text"
ADD = f"INSERT INTO common_search(rowid, {COLUMNS}) VALUES (new.id, {NEW});"
REMOVE = (
    f"INSERT INTO common_search(common_search, rowid, {COLUMNS}) VALUES ('delete', old.id, {OLD});"
)

SQLITE_MAKE = [
    f"""
    CREATE VIRTUAL TABLE common_search USING fts5(
        {COLUMNS}, content='common_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0"
    )
    """,
    f"CREATE TRIGGER common_search_insert AFTER INSERT ON common_searchentry BEGIN {ADD} END",
    f"CREATE TRIGGER common_search_delete AFTER DELETE ON common_searchentry BEGIN {REMOVE} END",
    f"CREATE TRIGGER common_search_update AFTER UPDATE ON common_searchentry BEGIN {REMOVE} {ADD} END",
]
SQLITE_DROP = [
    "DROP TRIGGER common_search_insert",
    "DROP TRIGGER common_search_delete",
    "DROP TRIGGER common_search_update",
    "DROP TABLE common_search",
]
POSTGRESQL_MAKE = [
    """
    ALTER TABLE common_searchentry ADD COLUMN document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', sort_words), 'B')
        || setweight(to_tsvector('simple', owner_words), 'C')
        || setweight(to_tsvector('simple', text), 'D')
    ) STORED
    """,
    "CREATE INDEX common_search ON common_searchentry USING gin (document)",
]
POSTGRESQL_DROP = [
    "DROP INDEX common_search",
    "ALTER TABLE common_searchentry DROP COLUMN document",
]


def make(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_MAKE if is_sqlite else POSTGRESQL_MAKE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_DROP if is_sqlite else POSTGRESQL_DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("common", "0004_search_index")]
    dependencies = [("common", "0002_shared_cache")]

    operations = [migrations.RunPython(make, drop)]
