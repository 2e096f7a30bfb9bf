"""What a position's page says of the reader's own intent; it stands in a hole of a cached piece."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jobfair.accounts.models import User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.models import Position
from jobfair.booths.permissions import may_staff_booth
from jobfair.fairs.models import FairState
from jobfair.intents.selectors import intent_for
from jobfair.intents.steps import Side
from jobfair.web.intent_words import shown

HOLE = "@intent@"


def with_intent(html: SafeString, request: HttpRequest, position: Position) -> SafeString:
    """The piece with its hole filled for this reader."""
    panel = render_to_string("intents/_panel.html", _context(request, position), request)
    return SafeString(html.replace(HOLE, panel, 1))


def _context(request: HttpRequest, position: Position) -> dict[str, Any]:
    user = request.user
    context: dict[str, Any] = {"position": position, "here": request.path}
    if not isinstance(user, User):
        return context | {"may_ask": _takes_interest(position)}
    if may_staff_booth(user, position.booth):
        return context | {"is_ours": True}
    known = intent_for(user, position)
    if known is not None:
        return context | {"now": shown(known, Side.JOBSEEKER)}
    is_jobseeker = roles_of(user).has(Role.JOBSEEKER, None)
    return context | {"may_ask": is_jobseeker and _takes_interest(position)}


def _takes_interest(position: Position) -> bool:
    return position.booth.fair.state not in (FairState.DRAFT, FairState.ARCHIVED)
