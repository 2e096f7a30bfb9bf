"""Easy-read sentences drafted from what a position already says; a person then improves them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from jobfair.booths.vocabulary import EASY_READ, Provision, Shift, Workplace
from jobfair.web import formatting
from jobfair.web.forms.rep.position import PositionForm

LONGEST = 120
MOST_PROVISIONS = 4
SENTENCE_END = re.compile(r"[。；;\n]")
NUMBERING = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]+[）)、.．]|[-•·])\s*")


def with_suggestions(form: PositionForm) -> tuple[PositionForm, list[str]]:
    """The form as typed, its empty easy-read fields filled; and which were filled."""
    typed = form.typed()
    form.is_valid()
    drafts = suggest(form.cleaned_data)
    filled = [name for name in EASY_READ if not str(typed[name] or "").strip() and drafts[name]]
    typed.update({name: drafts[name] for name in filled})
    return type(form)(initial=typed), filled


def suggest(facts: Mapping[str, Any]) -> dict[str, str]:
    """Five Chinese sentences, each empty where nothing is known."""
    with translation.override("zh-hans"):
        drafts = {
            "easy_what": _what(facts),
            "easy_where": _where(facts),
            "easy_when": _when(facts),
            "easy_pay": _pay(facts),
            "easy_support": _support(facts),
        }
    return {name: text[:LONGEST] for name, text in drafts.items()}


def _what(facts: Mapping[str, Any]) -> str:
    sentences = (NUMBERING.sub("", part) for part in SENTENCE_END.split(facts.get("duties", "")))
    return next((text.strip() for text in sentences if text.strip()), facts.get("title", ""))


def _where(facts: Mapping[str, Any]) -> str:
    district, address = facts.get("district", ""), facts.get("address", "")
    place = address if district and district in address else f"{district}{address}"
    match facts.get("workplace"):
        case Workplace.REMOTE:
            return "在家工作"
        case Workplace.HYBRID:
            return f"{place}，有几天可以在家做" if place else "有几天可以在家做"
    return place


def _when(facts: Mapping[str, Any]) -> str:
    shift = facts.get("shift") or ""
    words = [facts.get("hours", ""), str(Shift(shift).label) if shift else ""]
    return "，".join(word for word in words if word)


def _pay(facts: Mapping[str, Any]) -> str:
    amounts = [facts[name] for name in ("pay_min", "pay_max") if facts.get(name) is not None]
    said = ""
    if facts.get("pay_negotiable"):
        said = "工资见面商量"
    elif amounts:
        said = formatting.money(amounts[0], amounts[-1], facts.get("pay_unit") or "month")
    return "，".join(word for word in (said, facts.get("pay_note", "")) if word)


def _support(facts: Mapping[str, Any]) -> str:
    chosen = set(facts.get("provisions") or [])
    labels = [str(word.label) for word in Provision if word.value in chosen]
    return "、".join(labels[:MOST_PROVISIONS])
