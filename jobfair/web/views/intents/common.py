"""Who reads an intent as which side, recording what was pressed, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.permissions import is_oneself
from jobfair.booths.permissions import may_staff_booth
from jobfair.intents.models import Intent
from jobfair.intents.permissions import may_see_intent
from jobfair.intents.selectors import intent_rows
from jobfair.intents.services import Recorded, Wish, record
from jobfair.intents.steps import Side, State
from jobfair.web.access import opens_at_desk
from jobfair.web.intent_words import shown

opens_intent = opens_at_desk("intent", intent_rows, may_see_intent)


def side_of(user: User, intent: Intent) -> Side:
    """The side for which the reader speaks; 404 for organisers and advisers, who only read."""
    if is_oneself(user, intent.person):
        return Side.JOBSEEKER
    if may_staff_booth(user, intent.booth):
        return Side.EMPLOYER
    raise Http404


def record_pressed(actor: User, intent: Intent, side: Side, given: dict[str, Any]) -> Recorded:
    """Record one step of an intent that there is already."""
    return record(
        Wish(
            actor,
            intent.person_id,
            intent.position_id,
            side,
            given["step"],
            given["cid"],
            channel=given["channel"],
            corrects=given.get("corrects"),
        )
    )


def say_how_it_stands(request: HttpRequest, recorded: Recorded, side: Side) -> None:
    """Tell the person on the next page what the step led to."""
    now = shown(recorded.intent, side)
    title = recorded.intent.position.in_language("title")
    sentence = _("已记录。“%(title)s”：%(state)s") % {"title": title, "state": now.sentence}
    if recorded.intent.state == State.MUTUAL:
        sentence = _("“%(title)s”：双方都有意向，已达成初步意向。") % {"title": title}
    messages.success(request, sentence)


def way_back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page the button stood on, when it names one of ours."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return HttpResponseRedirect(asked)
    return HttpResponseRedirect(otherwise)
