"""A moment so much later, said so that SQLite reckons it itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import DurationField, F, Value
from django.db.models.expressions import Combinable, DurationExpression

SECOND = timedelta(seconds=1)


class Later(DurationExpression):
    """`field` and so many whole seconds, for comparing with another column of moments.

    SQLite has Python add up `F(field) + duration`, which for ten thousand rows takes longer
    than everything else that a page asks. Its moments are text whose order is that of the
    moments: here the whole seconds are moved, and the digits after them, which SQLite
    would round, stay.
    """

    def __init__(self, field: str, by: timedelta) -> None:
        super().__init__(F(field), Combinable.ADD, Value(by, DurationField()))
        self._moved_by = f"{by // SECOND:+d} seconds"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        moment, params = compiler.compile(self.lhs)
        moved = f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', substr({moment}, 1, 19), %s)"
        return f"({moved} || substr({moment}, 20))", (*params, self._moved_by, *params)
