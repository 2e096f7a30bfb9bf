"""What a reader of one cell gives back."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from jobfair.booths.sheets.problems import Finding, Level

T = TypeVar("T")


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A value, or None when the cell could not be understood, and what was noticed."""

    value: T | None
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        return any(finding.level == Level.ERROR for finding in self.findings)


def error(code: str, **params: str | int) -> Finding:
    return Finding(code, Level.ERROR, params)


def warning(code: str, **params: str | int) -> Finding:
    return Finding(code, Level.WARNING, params)


def note(code: str, **params: str | int) -> Finding:
    return Finding(code, Level.NOTE, params)
