"""The main navigation, by what the person is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.events import user_stream
from jobfair.accounts.models import User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.selectors import returned_to
from jobfair.chat.selectors import unread_of, waiting_for
from jobfair.outbox.selectors import position
from jobfair.watch.selectors import to_act_on
from jobfair.web.shortlist import kept_by


@dataclass(frozen=True)
class NavItem:
    """One link of the navigation; ``current`` is ``"page"``, ``"true"`` (a page below it) or empty.

    ``waits`` says for a script what waits behind it: an object of kinds, each with a number
    and the words in which its news are told.
    """

    label: str | Promise
    url: str
    current: str = ""
    waits: str = ""


@dataclass(frozen=True)
class Navigation:
    """The links, and where the page listens: the stream that tells of their numbers, true of ``seq``."""

    items: list[NavItem]
    stream: str = ""
    seq: int = 0
    url: str = ""


FOR_EVERYBODY = ((_("首页"), "web:home"), (_("全部招聘会"), "web:fairs"))
BY_ROLE = (
    (Role.JOBSEEKER, _("我的会话"), "web:talks"),
    (Role.JOBSEEKER, _("我的意向"), "web:intents"),
    (Role.ADVISER, _("我的会话"), "web:talks"),
    (Role.ADVISER, _("代为记录"), "web:adviser_home"),
    (Role.ADVISER, _("就业回访"), "web:adviser_follow_up"),
    (Role.ADVISER, _("现场签到"), "web:door"),
    (Role.DOOR, _("现场签到"), "web:door"),
    (Role.ORGANISER, _("工作台"), "web:desk"),
    (Role.REP, _("我的展位"), "web:rep_home"),
)
WITH_ACCOUNT = (_("我的"), "web:me")
WITHOUT_ACCOUNT = (_("登录"), "account_login")


def items_for(request: HttpRequest, at: str = "") -> list[NavItem]:
    """Links in reading order, the one the person is in marked; looked up once for a request."""
    held: list[NavItem] | None = getattr(request, "nav", None)
    if held is None:
        held = list(_items(request, at or request.path))
        request.nav = held  # type: ignore[attr-defined]
    return held


def listening(request: HttpRequest, at: str) -> Navigation:
    """The navigation of the page at this address, for somebody beside whose links numbers may stand."""
    user = request.user
    if not isinstance(user, User) or not any(name in WAITING for _label, name in _own(user)):
        return Navigation(items_for(request, at))
    stream = user_stream(user.pk)
    seq = position(stream)  # before what it is true of
    url = f"{reverse('web:navigation')}?{urlencode({'at': at})}"
    return Navigation(items_for(request, at), stream, seq, url)


@cache
def _address(name: str) -> str:
    """Looked for once: none of them depends on anything."""
    return reverse(name)


def _items(request: HttpRequest, at: str) -> Iterator[NavItem]:
    for words, page in FOR_EVERYBODY:
        yield _item(words, page, at)
    yield _item(_shortlist(request), "web:shortlist", at)
    for label, name in _own(request.user):
        yield _with_waiting(_item(label, name, at), name, request.user)
    yield _item(*(WITH_ACCOUNT if request.user.is_authenticated else WITHOUT_ACCOUNT), at)


def _own(user: Any) -> Iterable[tuple[str | Promise, str]]:
    """The links of a person's roles, each once."""
    roles = roles_of(user)
    return dict.fromkeys((label, name) for role, label, name in BY_ROLE if roles.any(role))


@dataclass(frozen=True)
class Waiting:
    """How much of a kind waits for somebody: beside the link, and told by itself."""

    kind: str
    number: int
    beside: str
    told: str


def _unread(user: Any) -> Waiting:
    n = unread_of(user)
    beside = ngettext("（%(n)d 个有新消息）", "（%(n)d 个有新消息）", n)
    return Waiting(
        "unread", n, beside, ngettext("我的会话：%(n)d 个有新消息", "我的会话：%(n)d 个有新消息", n)
    )


def _waiting(user: Any) -> Waiting:
    n = waiting_for(user.roles.bodies(Role.REP))
    beside = ngettext("（%(n)d 人等回复）", "（%(n)d 人等回复）", n)
    return Waiting(
        "waiting", n, beside, ngettext("我的展位：%(n)d 人等回复", "我的展位：%(n)d 人等回复", n)
    )


def _returned(user: Any) -> Waiting:
    n = returned_to(user.roles.bodies(Role.REP))
    beside = ngettext("（%(n)d 个岗位要修改）", "（%(n)d 个岗位要修改）", n)
    told = ngettext("我的展位：%(n)d 个岗位要修改", "我的展位：%(n)d 个岗位要修改", n)
    return Waiting("returned", n, beside, told)


def _to_do(user: Any) -> Waiting:
    n = sum(to_act_on(user.roles.bodies(Role.ORGANISER)).values())
    beside = ngettext("（%(n)d 个展位要处理）", "（%(n)d 个展位要处理）", n)
    return Waiting(
        "alerts", n, beside, ngettext("工作台：%(n)d 个展位要处理", "工作台：%(n)d 个展位要处理", n)
    )


#: Behind which links something may wait for the person.
WAITING = {
    "web:talks": (_unread,),
    "web:rep_home": (_waiting, _returned),
    "web:desk": (_to_do,),
}


def _with_waiting(item: NavItem, name: str, user: Any) -> NavItem:
    found = [find(user) for find in WAITING.get(name, ())]
    waiting = [one for one in found if one.number]
    if not waiting:
        return item
    label = "".join([str(item.label), *(one.beside % {"n": one.number} for one in waiting)])
    told = {one.kind: [one.number, one.told % {"n": one.number}] for one in waiting}
    return replace(item, label=label, waits=json.dumps(told, ensure_ascii=False))


def _shortlist(request: HttpRequest) -> str:
    kept = len(kept_by(request))
    return gettext("我的收藏（%(n)d）") % {"n": kept} if kept else gettext("我的收藏")


def _item(label: str | Promise, name: str, path: str) -> NavItem:
    url = _address(name)
    if path == url:
        return NavItem(label, url, "page")
    inside = url != "/" and path.startswith(url)
    return NavItem(label, url, "true" if inside else "")
