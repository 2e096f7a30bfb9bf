"""The main navigation, by what the person is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.selectors import returned_to
from jobfair.chat.selectors import unread_of, waiting_for
from jobfair.watch.selectors import to_act_on
from jobfair.web.shortlist import kept_by


@dataclass(frozen=True)
class NavItem:
    """One link of the navigation; ``current`` is ``"page"``, ``"true"`` (a page below it) or empty."""

    label: str | Promise
    url: str
    current: str = ""


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


def items_for(request: HttpRequest) -> list[NavItem]:
    """Links in reading order, the one the person is in marked; looked up once for a request."""
    held: list[NavItem] | None = getattr(request, "nav", None)
    if held is None:
        held = [_item(label, _address(name), request.path) for label, name in _names(request)]
        request.nav = held  # type: ignore[attr-defined]
    return held


@cache
def _address(name: str) -> str:
    """Looked for once: none of them depends on anything."""
    return reverse(name)


def _names(request: HttpRequest) -> Iterator[tuple[str | Promise, str]]:
    yield from FOR_EVERYBODY
    yield _shortlist(request), "web:shortlist"
    roles = roles_of(request.user)
    own = dict.fromkeys((label, name) for role, label, name in BY_ROLE if roles.any(role))
    for label, name in own:
        yield _with_waiting(label, name, request.user), name
    yield WITH_ACCOUNT if request.user.is_authenticated else WITHOUT_ACCOUNT


def _unread(user: Any) -> tuple[int, str]:
    number = unread_of(user)
    return number, ngettext("（%(n)d 个有新消息）", "（%(n)d 个有新消息）", number)


def _waiting(user: Any) -> tuple[int, str]:
    number = waiting_for(user.roles.bodies(Role.REP))
    return number, ngettext("（%(n)d 人等回复）", "（%(n)d 人等回复）", number)


def _returned(user: Any) -> tuple[int, str]:
    number = returned_to(user.roles.bodies(Role.REP))
    return number, ngettext("（%(n)d 个岗位要修改）", "（%(n)d 个岗位要修改）", number)


def _to_do(user: Any) -> tuple[int, str]:
    number = sum(to_act_on(user.roles.bodies(Role.ORGANISER)).values())
    return number, ngettext("（%(n)d 个展位要处理）", "（%(n)d 个展位要处理）", number)


#: Behind which links something may wait for the person: how much, and how that is said beside them.
WAITING = {
    "web:talks": (_unread,),
    "web:rep_home": (_waiting, _returned),
    "web:desk": (_to_do,),
}


def _with_waiting(label: str | Promise, name: str, user: Any) -> str | Promise:
    waiting = [find(user) for find in WAITING.get(name, ())]
    said = [words % {"n": number} for number, words in waiting if number]
    return "".join([str(label), *said]) if said else label


def _shortlist(request: HttpRequest) -> str:
    kept = len(kept_by(request))
    return gettext("我的收藏（%(n)d）") % {"n": kept} if kept else gettext("我的收藏")


def _item(label: str | Promise, url: str, path: str) -> NavItem:
    if path == url:
        return NavItem(label, url, "page")
    inside = url != "/" and path.startswith(url)
    return NavItem(label, url, "true" if inside else "")
