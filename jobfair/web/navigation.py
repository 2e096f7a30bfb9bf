"""The main navigation, by what the person is."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role


@dataclass(frozen=True)
class NavItem:
    """One link of the navigation; ``current`` is ``"page"``, ``"true"`` (a page below it) or empty."""

    label: str | Promise
    url: str
    current: str = ""


PUBLIC: tuple[tuple[str | Promise, str], ...] = ((_("首页"), "web:home"),)


DESKS: tuple[tuple[Role, str | Promise, str], ...] = (
    (Role.REP, _("我的展位"), "web:rep_home"),
)


def items_for(request: HttpRequest) -> list[NavItem]:
    """Links in reading order, the one the person is in marked."""
    roles = roles_of(request.user)
    desks = [(label, name) for role, label, name in DESKS if roles.any(role)]
    return [_item(label, reverse(name), request.path) for label, name in (*PUBLIC, *desks)]


def _item(label: str | Promise, url: str, path: str) -> NavItem:
    if path == url:
        return NavItem(label, url, "page")
    inside = url != "/" and path.startswith(url)
    return NavItem(label, url, "true" if inside else "")
