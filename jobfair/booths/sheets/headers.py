"""Which field a heading names, and what its unit says about the figures below it."""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from django.utils.translation import override

from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.sheets.normal import bare, folded

IN_BRACKETS = re.compile(r"[(\[{【《<].*?[)\]}】》>]")
LEADING = re.compile(r"^(?:\d+[.、]|[一二三四五六七八九十]+、|\*)+")
LONGEST_HEADING = 40
SCALES = (("万元", 10_000), ("千元", 1_000), ("万", 10_000))
UNITS = (
    ("year", ("年薪", "元/年", "每年", "/年")),
    ("day", ("日薪", "元/天", "元/日", "每天", "每日", "/天", "/日")),
    ("hour", ("时薪", "元/小时", "元/时", "每小时", "小时工资", "/小时")),
    ("month", ("月薪", "元/月", "每月", "月工资", "月收入", "/月")),
)


@dataclass(frozen=True)
class Heading:
    """A recognised heading. `scale` is yuan per figure, `unit` a pay unit or nothing."""

    field: str
    text: str
    unit: str = ""
    scale: int = 1


@cache
def aliases() -> dict[str, str]:
    """Bare heading text to field key: headers.json, and what the fields are called in our pages."""
    source = files(__package__).joinpath("headers.json").read_text(encoding="utf-8")
    names = {bare(name): key for key, known in json.loads(source).items() for name in known}
    for language in ("zh-hans", "en"):
        with override(language):
            for key, field in FIELDS.items():
                names.setdefault(bare(str(field.label)), key)
    return names


def recognise(text: str) -> Heading | None:
    """The heading that `text` is, or None. Units and examples in brackets do not matter."""
    key = field_named(text)
    if key is None:
        return None
    if not key.startswith("pay"):
        return Heading(key, text)
    compact = folded(text)
    return Heading(key, text, unit=unit_in(compact), scale=scale_in(compact))


@lru_cache(maxsize=8192)
def field_named(text: str) -> str | None:
    if len(text) > LONGEST_HEADING:
        return None
    compact = LEADING.sub("", folded(text))
    for candidate in (compact, IN_BRACKETS.sub("", compact)):
        found = aliases().get(bare(candidate)) or aliases().get(bare(without_unit(candidate)))
        if found:
            return found
    return None


def without_unit(text: str) -> str:
    return re.sub(r"(?:/|:|-|—)?(?:元|千元|万元|人|名)?(?:/(?:月|年|天|日|小时))?$", "", text)


def unit_in(text: str) -> str:
    return next((unit for unit, marks in UNITS if any(mark in text for mark in marks)), "")


def scale_in(text: str) -> int:
    return next((scale for mark, scale in SCALES if mark in text), 1)
