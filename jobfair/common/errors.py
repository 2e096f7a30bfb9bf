"""The few ways in which the domain says no.

A `DomainError` carries a short stable code for machines and a sentence for the
person, which says what to do. Fronts translate the kind into their own terms
(HTTP status, problem answer, socket error) and never decide themselves.
"""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """A rule refused; nothing was written."""

    def __init__(self, code: str, message: Any, fields: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.fields: dict[str, Any] = dict(fields or {})


class Invalid(DomainError):
    """What was given cannot be taken as it is; `fields` names where."""


class NotAllowed(DomainError):
    """This person may not do this."""


class Missing(DomainError):
    """There is no such thing, or none this person may see."""


class Conflict(DomainError):
    """The state of things does not allow it now, or somebody was quicker."""


class TooMany(Conflict):
    """Slower, please: the same may be asked again after so many seconds."""

    def __init__(self, code: str, message: Any, *, retry_after: int) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after
