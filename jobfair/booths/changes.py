"""What a reviewer read of a position, and what has become of it since."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jobfair.booths.models import Position
from jobfair.booths.vocabulary import DEMANDS, EASY_READ, Provision

ENGLISH = (
    "title_en",
    "hours_en",
    "duties_en",
    "requirements_en",
    *(f"{name}_en" for name in EASY_READ),
)
PLAIN = (
    *("title", "job_type", "headcount", "headcount_max", "headcount_open"),
    *("pay_negotiable", "pay_min", "pay_max", "pay_unit", "pay_note"),
    *("education", "district", "address", "hours", "trial_period", "duties", "requirements"),
)
READ = (*PLAIN, *DEMANDS, *EASY_READ, *ENGLISH)


@dataclass(frozen=True)
class Change:
    """One field that reads otherwise than at the last review."""

    label: str
    before: str
    after: str


def snapshot(position: Position) -> dict[str, Any]:
    """Everything a reviewer reads, as plain values; choices keep their stored word."""
    words = {name: getattr(position, name) for name in READ if name != "job_type"}
    provisions = sorted(row.word for row in position.provision_rows.all())
    return words | {"job_type": position.job_type.name, "provisions": provisions}


def changes_since_review(position: Position) -> list[Change] | None:
    """What changed since the last review; None when nobody has reviewed it yet."""
    last = position.reviews.last()
    if last is None:
        return None
    now = snapshot(position)
    return [
        Change(_label(name), _said(name, last.seen.get(name)), _said(name, now[name]))
        for name in now
        if last.seen.get(name) != now[name]
    ]


def _label(name: str) -> str:
    if name == "provisions":
        return _("单位提供的便利")
    return str(Position._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _said(name: str, value: Any) -> str:
    """The value in words; a choice by its label, nothing as 没有填."""
    if name == "provisions":
        return "、".join(str(Provision(word).label) for word in value or ()) or _("没有填")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    choices = dict(_choices(name))
    return str(choices.get(value, value)) if value not in (None, "") else _("没有填")


def _choices(name: str) -> list[tuple[Any, Any]]:
    field = Position._meta.get_field(name)
    return list(getattr(field, "choices", None) or [])
