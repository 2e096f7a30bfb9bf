"""What a large file costs: no row asks the database for itself (`bench sheets` measures the time)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobfair.booths.models import Position
from tests.factories import workbooks
from tests.factories.imports import apply, receive

pytestmark = pytest.mark.django_db
FEW, MANY = 100, 500


def queries(boss, fair, rows: int) -> dict[str, int]:
    """How often reading, applying and reading again ask, for a file of so many rows."""
    data = workbooks.large(rows)
    counts = {}
    with CaptureQueriesContext(connection) as asked:
        imported = receive(boss, fair, data)
    counts["read"] = len(asked)
    with CaptureQueriesContext(connection) as asked:
        apply(boss, imported)
    counts["apply"] = len(asked)
    assert Position.objects.count() == rows
    with CaptureQueriesContext(connection) as asked:
        again = receive(boss, fair, data)
    counts["compare"] = len(asked)
    assert again.counts["same"] == rows
    return counts


def test_rows_go_to_the_database_together(boss, fair):
    few, many = queries(boss, fair, FEW), queries(boss, fair, MANY)
    more = {step: many[step] - few[step] for step in few}
    assert all(count <= (MANY - FEW) / 12 for count in more.values()), more
