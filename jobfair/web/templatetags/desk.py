"""Tags of the desk's pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jobfair.accounts.models import Employer
from jobfair.accounts.permissions import may_represent
from jobfair.booths.imports.models import Import
from jobfair.booths.models import Position
from jobfair.common.wording import Flag
from jobfair.fairs.models import Fair
from jobfair.web import import_sums

register = template.Library()


@register.inclusion_tag("organiser/parts/fair_nav.html")
def fair_nav(fair: Fair, section: str = "") -> dict[str, Any]:
    """The pages of one fair by when they are needed; ``section`` is the one the person is in."""
    groups = [
        (when, [_fair_link(fair, section, *page) for page in pages])
        for when, pages in _fair_pages()
    ]
    overview = _fair_link(fair, section, "fair", _("概况"), "web:desk_fair")
    every = [overview, *(link for _when, links in groups for link in links)]
    here = next((label for _url, label, is_here in every if is_here), "")
    return {"fair": fair, "overview": overview, "groups": groups, "here": here}


def _fair_pages() -> Iterable[tuple[str, tuple[tuple[str, str, str], ...]]]:
    return (
        (
            pgettext("fair", "准备"),
            (
                ("plan", _("计划"), "web:desk_plan"),
                ("booths", pgettext("several", "展位"), "web:desk_booths"),
                ("import", _("导入导出"), "web:desk_import"),
                ("review", _("审核"), "web:desk_review"),
                ("announcements", _("公告"), "web:desk_announcements"),
                ("people", _("主办和承办"), "web:desk_fair_people"),
            ),
        ),
        (
            pgettext("fair", "当天"),
            (
                ("board", _("看板"), "web:desk_board"),
                ("attendance", _("报名和签到"), "web:desk_attendance"),
                ("unanswered", _("等回复的人"), "web:desk_unanswered"),
                ("talks", _("和展位的会话"), "web:desk_talks"),
                ("reports", _("举报"), "web:desk_reports"),
            ),
        ),
        (
            pgettext("fair", "之后"),
            (
                ("figures", _("数据"), "web:desk_figures"),
                ("report", _("总结报告"), "web:desk_fair_report"),
                ("history", _("记录"), "web:desk_history"),
            ),
        ),
    )


def _fair_link(fair: Fair, section: str, key: str, label: str, name: str) -> tuple[str, str, bool]:
    is_of_all = name == "web:desk_review"
    url = f"{reverse(name)}?fair={fair.key}" if is_of_all else reverse(name, args=[fair.key])
    return url, label, key == section


@register.simple_tag(takes_context=True)
def comes_as_rep(context: dict[str, Any], employer: Employer) -> bool:
    """Whether the person opens an employer's pages as one of its reps, not as the organiser."""
    return may_represent(context["request"].user, employer)


@register.filter
def marked(text: str, flags: Iterable[Flag]) -> SafeString:
    """The text with each flagged wording in a ``<mark>`` that also says so aloud."""
    words = {flag.words for flag in flags}
    if not words:
        return linebreaksbr(text)
    pattern = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text)
    return format_html_join("", "{}", ((_piece(piece, words),) for piece in pieces))


def _piece(piece: str, words: set[str]) -> SafeString:
    if piece not in words:
        return linebreaksbr(piece)
    aloud = _("（要留意）")
    return format_html('<mark>{}<span class="visually-hidden">{}</span></mark>', piece, aloud)


@register.filter
def headcount(position: Position) -> str:
    """``3 人``, ``3 到 5 人``, or 若干."""
    if position.headcount_open:
        return _("若干（按 1 人统计）")
    if position.headcount_max:
        words = {"low": position.headcount, "high": position.headcount_max}
        return _("%(low)d 到 %(high)d 人") % words
    return _("%(n)d 人") % {"n": position.headcount}


@register.simple_tag
def import_steps() -> list[str]:
    """The three steps of an import."""
    return [_("上传表格"), _("核对"), _("导入")]


@register.simple_tag
def import_sum(imported: Import) -> str:
    """What an import will do, did, or left alone, as one sentence."""
    return import_sums.sentence(imported)


@register.simple_tag
def import_kept(imported: Import) -> list[str]:
    """What stays although the import was taken back."""
    return import_sums.kept(imported)


@register.filter
def has_work(imported: Import) -> bool:
    """Whether applying would write anything."""
    return import_sums.has_work(imported)


@register.filter
def banner_kind(level: str) -> str:
    """The look of a problem of this level."""
    return {"error": "error", "warning": "warning"}.get(level, "info")
