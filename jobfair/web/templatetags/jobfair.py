"""Tags and filters of the pages. How each is called is in docs/interface.md."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, Widget
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jobfair.common.districts import district_name
from jobfair.insights.units import Unit, unit_words
from jobfair.web import formatting
from jobfair.web.icons import drawing
from jobfair.web.navigation import Navigation, items_for, listening
from jobfair.web.states import look_of

register = template.Library()

HAN = re.compile(r"[\u3400-\u9fff]")
BEFORE_MEASURE = re.compile(r"(?<=\d) (?=[\u3400-\u9fff])")
#: Numbers one can dial in China, as people write them: fixed lines, mobile phones, 400 lines.
PHONE = re.compile(r"(?<![\d-])(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?![\d-])")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A lucide icon beside words that say the same; never the only sign."""
    return SafeString(drawing(str(name)))


@register.simple_tag
def tag(text: object, kind: str = "", symbol: str = "") -> SafeString:
    """A word with a shape: ``kind`` is success, warning, error, info, plain or nothing."""
    css = f"tag tag--{kind}" if kind else "tag"
    return format_html('<span class="{}">{}{}</span>', css, icon(symbol) if symbol else "", text)


@register.simple_tag
def state_tag(state: str, text: object) -> SafeString:
    """The tag of a state of a fair, a booth, a position, a review; the words are the model's."""
    look = look_of(state)
    return tag(text, look.kind, look.symbol)


#: By what a view's context says that its page listens, so that a line is open for all of it.
LISTENS = ("live", "stream", "heard", "now_stream")


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> Navigation | None:
    """The main navigation; nobody's where a page is refused before it was known who asks."""
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return None
    is_kept = hasattr(request, "nav")  # for everybody with the same links: it is nobody's own
    if not is_kept and any(context.get(name) for name in LISTENS):
        return listening(request, request.path)
    return Navigation(items_for(request))


@register.simple_tag(takes_context=True)
def crumb(context: template.Context, label: object, url: str = "") -> SafeString:
    """One step of the breadcrumb; without an address it is the page the person is on."""
    lang = lang_of(label)
    if url:
        if (trail := context.get("trail")) is not None:
            trail.append(label)
        return format_html('<li><a href="{}"{}>{}</a></li>', url, lang, label)
    return format_html('<li><span aria-current="page"{}>{}</span></li>', lang, label)


@register.simple_block_tag
def banner(content: str, kind: str = "info", title: object = "") -> str:
    """A box with a message that stays; ``kind`` is info, success, warning or error."""
    context = {"kind": kind, "title": title, "content": content}
    return render_to_string("components/banner.html", context)


@register.simple_block_tag
def details(content: str, summary: object, is_open: bool = False, about: object = "") -> str:
    """More, opened by the person; ``about`` says of what to those who do not see beside what it stands."""
    context = {"summary": summary, "content": content, "is_open": is_open, "about": about}
    return render_to_string("components/details.html", context)


@register.simple_block_tag
def fact(content: str, term: object, change_url: str = "", verb: object = "") -> str:
    """One line of a ``<dl class="summary">``; with an address to change it, or to do what ``verb`` says."""
    context = {"term": term, "content": content, "change_url": change_url, "verb": verb}
    return render_to_string("components/fact.html", context)


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The page numbers to show, with ``…`` where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def said(thing: object, field: str) -> str:
    """The text of a field in the language of the page, in Chinese when there is no other."""
    english = "" if formatting.is_chinese() else getattr(thing, f"{field}_en", "")
    return english or str(getattr(thing, field))


@register.filter
def said_lang(thing: object, field: str) -> SafeString:
    """`` lang="zh-Hans-CN"`` for an element whose Chinese text stands in an English page."""
    if formatting.is_chinese() or bool(getattr(thing, f"{field}_en", "")):
        return SafeString()
    return mark_safe(' lang="zh-Hans-CN"')


@register.filter
def district(name: str) -> str:
    """A district as the reader writes it; mark what stays Chinese by ``lang_of``."""
    return district_name(name)


@register.filter
def lang_of(text: object) -> SafeString:
    """`` lang="zh-Hans-CN"`` for Chinese words in an English page, wherever they come from."""
    if formatting.is_chinese() or not HAN.search(str(text)):
        return SafeString()
    return mark_safe(' lang="zh-Hans-CN"')


@register.filter
def inside(words: object) -> str:
    """A word or a label of its own as it stands inside a line."""
    return formatting.inside(words)


@register.filter
def held(words: object) -> str:
    """The same words, with no line's end between a number and its measure word."""
    return BEFORE_MEASURE.sub("\N{NO-BREAK SPACE}", str(words))


def _local(value: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    return timezone.localtime(value, zone) if timezone.is_aware(value) else value


def _date(value: dt.date, zone: dt.tzinfo | None) -> dt.date:
    return _local(value, zone).date() if isinstance(value, dt.datetime) else value


def _this_year(value: dt.date) -> bool:
    return value.year == timezone.localdate().year


@register.filter
def day(value: dt.date, zone: dt.tzinfo | None = None) -> str:
    """``11月23日 星期一``, with the year when it is not this one."""
    date = _date(value, zone)
    return formatting.day(date, year=not _this_year(date))


@register.filter
def day_of_month(value: dt.date, zone: dt.tzinfo | None = None) -> int:
    return _date(value, zone).day


@register.filter
def month(value: dt.date, zone: dt.tzinfo | None = None) -> str:
    return formatting.month(_date(value, zone))


@register.filter
def weekday(value: dt.date, zone: dt.tzinfo | None = None) -> str:
    return formatting.weekday(_date(value, zone))


@register.filter
def clock(value: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``上午9点``."""
    return formatting.clock(_local(value, zone))


@register.filter
def hour_minute(value: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``09:05``: short and the same in every language, for each line of a transcript."""
    return f"{_local(value, zone):%H:%M}"


@register.filter
def time_since(value: dt.datetime) -> str:
    """In minutes that have begun since then: somebody who just wrote waits the first one."""
    return formatting.duration(max(1, math.ceil((timezone.now() - value).total_seconds() / 60)))


@register.filter
def moment(value: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``11月23日 星期一 上午9点``, with the year when it is not this one."""
    local = _local(value, zone)
    return formatting.moment(local, year=not _this_year(local))


@register.simple_tag
def span(start: dt.datetime, end: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """From when to when, nothing said twice."""
    first, last = _local(start, zone), _local(end, zone)
    return formatting.span(first, last, year=not _this_year(first))


@register.simple_tag
def days(start: dt.datetime, end: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """One day, or from which day to which."""
    first, last = _date(start, zone), _date(end, zone)
    return formatting.days(first, last, year=not _this_year(first))


@register.simple_tag
def pay(position: Any) -> str:
    """``每月 3000 到 5000 元``, 面议, or nothing while a draft does not say."""
    if position.pay_negotiable:
        return formatting.negotiable()
    if position.pay_min is None:
        return ""
    return formatting.money(position.pay_min, position.pay_max, position.pay_unit)


@register.filter
def count(number: int) -> str:
    return formatting.count(number)


@register.filter
def words_for(unit: Unit, number: int | None) -> str:
    """How a figure's unit is called beside this number: “人”, “person”, “people”."""
    return unit_words(unit, number)


@register.filter
def file_size(size: int) -> str:
    """``340 KB``."""
    return formatting.file_size(size)


@register.filter
def first_control(field: BoundField) -> str:
    """The id that an error's link leads to: the control itself, or the first of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.filter
def is_checkbox(widget: Widget) -> bool:
    """Whether the control is one box with its label beside it."""
    return isinstance(widget, CheckboxInput)


@register.filter
def phones(markup: SafeString) -> SafeString:
    """Telephone numbers in a text that is markup already: never broken over two lines, and dialled by a press."""
    return mark_safe(PHONE.sub(r'<a class="phone" href="tel:\g<0>">\g<0></a>', markup))  # noqa: S308
