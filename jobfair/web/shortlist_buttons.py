"""The buttons that keep or drop a position. They stand in cached pieces, the same for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jobfair.common.ids import encode
from jobfair.web.cache import Piece
from jobfair.web.shortlist import kept_by
from jobfair.web.templatetags.jobfair import icon

#: The one form with the token, outside of everything cached; buttons name it.
FORM = "shortlist"


def button(position: UUID, title: str, *, kept: bool) -> SafeString:
    """The button that keeps or drops a position, always the same text for the same position."""
    name, css, symbol = (
        ("remove", "button--secondary", "bookmark-check")
        if kept
        else ("add", "button--secondary", "bookmark")
    )
    words = _("已收藏，按此移出") if kept else _("收藏")
    return format_html(
        '<button class="button {}" form="{}" name="{}" value="{}">{}{}'
        '<span class="visually-hidden">{}{}</span></button>',
        css, FORM, name, encode(position), icon(symbol), words, _("："), title,
    )  # fmt: skip


def with_kept(piece: Piece, request: HttpRequest) -> SafeString:
    """A piece with the buttons of kept positions the other way round; it names their `titles`."""
    html = str(piece.html)
    for pk in kept_by(request):
        if title := piece.facts["titles"].get(pk):
            html = html.replace(button(pk, title, kept=False), button(pk, title, kept=True))
    return SafeString(html)
