"""What is counted, and how that is called beside a number."""

from collections.abc import Callable
from enum import StrEnum

from django.utils.translation import npgettext

MANY = 2


class Unit(StrEnum):
    """What is counted; different units are never added or divided."""

    FAIRS = "fairs"
    EMPLOYERS = "employers"
    JOB_TYPES = "job_types"
    POSITIONS = "positions"
    OPENINGS = "openings"
    PEOPLE = "people"
    VISITS = "visits"
    CONVERSATIONS = "conversations"
    MINUTES = "minutes"
    PAIRS = "pairs"


WORDS: dict[Unit, Callable[[int], str]] = {
    Unit.FAIRS: lambda n: npgettext("fairs", "场", "场", n),
    Unit.EMPLOYERS: lambda n: npgettext("employers", "家", "家", n),
    Unit.JOB_TYPES: lambda n: npgettext("unit", "个工种", "个工种", n),
    Unit.POSITIONS: lambda n: npgettext("unit", "个岗位", "个岗位", n),
    Unit.OPENINGS: lambda n: npgettext("openings", "人", "人", n),
    Unit.PEOPLE: lambda n: npgettext("people", "人", "人", n),
    Unit.VISITS: lambda n: npgettext("unit", "人次", "人次", n),
    Unit.CONVERSATIONS: lambda n: npgettext("unit", "个会话", "个会话", n),
    Unit.MINUTES: lambda n: npgettext("unit", "分钟", "分钟", n),
    Unit.PAIRS: lambda n: npgettext("unit", "组", "组", n),
}


def unit_words(unit: Unit, number: int | None = None) -> str:
    """The unit's name as it stands beside this number; without one, as over a column of many."""
    return WORDS[unit](MANY if number is None else number)


def counted(unit: Unit, number: int) -> str:
    return f"{number:,} {unit_words(unit, number)}"
