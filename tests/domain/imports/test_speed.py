"""What a large file costs, for each row.

Processor time, and as a multiple of what merely loading the same file with the
spreadsheet library costs in the same run: a busy or slow machine fails nothing.
The preview of five thousand rows takes about three seconds on a quiet machine; every step
costs the same for each row, so half as many show it.
"""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from jobfair.booths.imports import services
from jobfair.booths.imports.models import Stage
from jobfair.booths.models import Position
from tests.factories import workbooks
from tests.factories.imports import apply, do_jobs, fresh, receive

pytestmark = pytest.mark.django_db
ROWS = 2_500


def cost(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def test_every_step_costs_a_few_times_what_loading_the_file_does(boss, fair):
    data = workbooks.large(ROWS)
    loading, _book = cost(lambda: load_workbook(BytesIO(data)))
    reading, imported = cost(lambda: receive(boss, fair, data))
    assert imported.counts["create"] == ROWS
    applying, imported = cost(lambda: apply(boss, imported))
    assert imported.stage == Stage.APPLIED
    assert Position.objects.count() == ROWS
    again = receive(boss, fair, data)
    services.correct_rows(boss, imported=again, corrections={})
    comparing, _jobs = cost(do_jobs)
    assert fresh(again).counts["same"] == ROWS
    costs = {"read": reading, "apply": applying, "compare": comparing}
    ratios = {name: round(seconds / loading, 1) for name, seconds in costs.items()}
    assert ratios["read"] <= 4, (ratios, loading)
    assert ratios["apply"] <= 6, (ratios, loading)
    assert ratios["compare"] <= 4, (ratios, loading)
