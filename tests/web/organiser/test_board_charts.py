"""Where the words of the board's curve stand: beside both lines, never on one."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product
from types import SimpleNamespace

import pytest

from jobfair.fairs.models import Fair
from jobfair.insights.board import Quarter
from jobfair.web.board_charts import LABEL_HEIGHT, LABEL_WIDTH, curve_of

START = datetime(2026, 11, 23, 1, tzinfo=UTC)
MINUTES = timedelta(minutes=15)
#: How many were interested and agreed, quarter by quarter: rising, falling, side by side, gone.
DAYS = [
    [(1, 0)],
    [(0, 0), (3, 3)],
    [(9, 9), (9, 8)],
    [(10, 9), (2, 1)],
    [(40, 0), (1, 1)],
    [(5, 0), (50, 25), (50, 49)],
    [(7, 7), (0, 0)],
    [(n, n // 2) for n in range(30)],
]


@pytest.mark.parametrize(("day", "state"), list(product(DAYS, ["open", "closed"])))
def test_no_name_lies_over_a_line_or_another_name_or_outside(day, state):
    fair = Fair(state=state, time_zone="Asia/Shanghai", starts_at=START, ends_at=START)
    quarters = [Quarter(START + n * MINUTES, *so, Counter()) for n, so in enumerate(day)]
    at = START + len(day) * MINUTES + timedelta(minutes=5)
    curve = curve_of(SimpleNamespace(fair=fair, at=at, quarters=quarters))
    tops = sorted(line.label_y for line in curve.lines)
    assert tops[0] >= 0
    assert tops[0] + LABEL_HEIGHT <= tops[1]
    assert tops[1] + LABEL_HEIGHT <= curve.base
    assert curve.label_x + LABEL_WIDTH <= curve.width
    for line in curve.lines:
        assert line.end_x + curve.dot < curve.label_x
        assert max(int(x) for x in re.findall(r"[MH](\d+)", line.points)) == line.end_x
