"""The ledger refuses to be emptied, which is how transactional tests clean up after themselves."""

import pytest
from django.db import connection

TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'intents_entry'"
)


@pytest.fixture
def kept_database(transactional_db):
    """A database with real commits; its ledger may be emptied once the test is over."""
    yield
    if connection.vendor != "sqlite":
        return  # PostgreSQL empties tables by TRUNCATE, which row triggers do not see
    with connection.cursor() as cursor:
        triggers = cursor.execute(TRIGGERS).fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("DELETE FROM intents_entry")
        for _name, sql in triggers:
            cursor.execute(sql)
