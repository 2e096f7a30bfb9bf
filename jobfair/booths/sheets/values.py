"""What a stored value of a worksheet means: shared texts, numbers, dates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.neutral import restore
from jobfair.booths.sheets.normal import tidy

TRUE, FALSE = Cell("是"), Cell("否")


@dataclass
class Meanings:
    """What the cells of a workbook refer to. Styles are numbers; dates count from `epoch`."""

    shared: Sequence[str]
    dates: frozenset[int]
    durations: frozenset[int]
    epoch: datetime
    longest: int
    known: dict[str, Cell] = field(default_factory=dict)

    def cell(self, kind: str, style: str, raw: str) -> Cell:
        """The cell behind a stored value. Raises ValueError and its like when it means nothing."""
        if kind == "s":
            if raw not in self.known:
                self.known[raw] = self.text(str(self.shared[int(raw)]))
            return self.known[raw]
        if kind in ("str", "inlineStr"):
            return self.text(raw)
        if kind == "b":
            return TRUE if int(raw) else FALSE
        if kind == "e":
            return Cell(raw, Kind.ERROR)
        if kind == "d":
            return moment_of(datetime.fromisoformat(raw.removesuffix("Z")))
        return self.number(raw, int(style))

    def text(self, raw: str) -> Cell:
        return Cell(restore(tidy(raw[: self.longest])))

    def number(self, raw: str, style: int) -> Cell:
        if style not in self.dates:
            return Cell(number_text(raw), Kind.NUMBER)
        from openpyxl.utils.datetime import from_excel

        try:
            return moment_of(from_excel(float(raw), self.epoch, timedelta=style in self.durations))
        except (OverflowError, ValueError):
            return Cell(raw, Kind.ERROR)


def number_text(raw: str) -> str:
    """A number as somebody would type it: fifteen digits at most, no exponent, no trailing zeros."""
    if raw.isdecimal():
        return raw
    digits = f"{Decimal(format(float(raw), '.15g')):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def moment_of(value: Any) -> Cell:
    """A date as `YYYY-MM-DD`; a time of day or a duration as `H:MM`."""
    if isinstance(value, datetime):
        return Cell(f"{value:%Y-%m-%d}", Kind.DATE)
    if isinstance(value, date):
        return Cell(value.isoformat(), Kind.DATE)
    if isinstance(value, time):
        return Cell(f"{value:%H:%M}")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return Cell(f"{minutes // 60:02d}:{minutes % 60:02d}")
    return Cell(tidy(str(value)))
