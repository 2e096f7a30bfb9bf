"""The booth's intents by position and step, and many steps at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from jobfair.attendance.permissions import may_find_onsite
from jobfair.booths.events import staff_stream
from jobfair.booths.models import Booth, Position
from jobfair.common.errors import DomainError, Invalid
from jobfair.common.ids import decode
from jobfair.common.words import Words
from jobfair.intents.models import Intent
from jobfair.intents.permissions import may_work_intents
from jobfair.intents.selectors import intents_at
from jobfair.intents.services import Answer, Recorded, Wish, record_all
from jobfair.intents.steps import Side, State, Step
from jobfair.outbox.selectors import position as stream_position
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.intent_words import EMPLOYER_BUTTONS, Button, Shown, shown
from jobfair.web.views.intents.common import say_how_it_stands
from jobfair.web.views.rep.rows import booths

opens_board = opens_at_desk("booth", booths, may_work_intents)

#: What stands together because it waits for the same, in the order in which it is worked through.
STEPS: dict[str, tuple[Words, tuple[State, ...]]] = {
    "answer": (gettext_lazy("等您答复"), (State.ASKED,)),
    "mutual": (gettext_lazy("达成初步意向"), (State.MUTUAL,)),
    "interview": (gettext_lazy("面试"), (State.PLANNED, State.INTERVIEWED)),
    "offer": (gettext_lazy("录用和入职"), (State.OFFERED, State.ACCEPTED, State.STARTED)),
    "invited": (gettext_lazy("等对方答复"), (State.INVITED,)),
    "ended": (
        gettext_lazy("已结束"),
        (State.WITHDRAWN, State.DECLINED, State.REFUSED, State.LEFT),
    ),
}


@dataclass(frozen=True)
class Choice:
    """One choice of the filter, with how many stand there."""

    key: str
    label: Words
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """A position and the intents shown for it."""

    position: Position
    rows: list[Shown]


@opens_board
def board(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Everybody by position, narrowed to one step with `?step=`."""
    return render(request, "intents/board.html", board_context(request, booth))


@opens_board
def board_part(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """The board alone, for a page that fetches it again."""
    return render(request, "intents/_board.html", board_context(request, booth))


@require_POST
@opens_board
def press(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """One step for one person, or for everybody who was ticked; each is judged by itself."""
    wishes = [_wish(request, intent, step) for intent, step in _pressed(request, booth)]
    answers = record_all(wishes)
    if len(answers) == 1:
        _say_one(request, answers[0])
    else:
        _say_many(request, answers)
    back = redirect("web:rep_intents", booth.pk)
    chosen = request.POST.get("at", "")
    back["Location"] += f"?step={chosen}" if chosen in STEPS else ""
    return back


def board_context(request: SignedInRequest, booth: Booth) -> dict[str, Any]:
    stream = staff_stream(booth.pk)
    seq = stream_position(stream)
    intents = list(intents_at(booth))
    chosen = request.GET.get("step", "")
    states = STEPS[chosen][1] if chosen in STEPS else None
    rows = [shown(i, Side.EMPLOYER) for i in intents if not states or i.state in states]
    return {
        "booth": booth,
        "fair": booth.fair,
        "finds_onsite": may_find_onsite(request.user, booth),
        "stream": stream,
        "seq": seq,
        "total": len(intents),
        "chosen": chosen if chosen in STEPS else "",
        "choices": [_choice(key, intents, chosen) for key in STEPS],
        "groups": _groups(rows),
        "together": _together(rows),
        "say": _who_waits(intents),
        "cid": token_hex(16),
    }


def _choice(key: str, intents: list[Intent], chosen: str) -> Choice:
    label, states = STEPS[key]
    return Choice(key, label, sum(i.state in states for i in intents), key == chosen)


def _who_waits(intents: list[Intent]) -> str:
    waiting = sum(intent.state == State.ASKED for intent in intents)
    return ngettext("%(n)d 人等您答复", "%(n)d 人等您答复", waiting) % {"n": waiting}


def _groups(rows: list[Shown]) -> list[Group]:
    grouped = groupby(rows, key=lambda row: row.intent.position_id)
    held = [list(group) for _position, group in grouped]
    return [Group(group[0].intent.position, group) for group in held]


def _together(rows: list[Shown]) -> list[Button]:
    """The steps that at least two of those shown can take."""
    offered = [button.step for row in rows for button in row.buttons]
    labels = EMPLOYER_BUTTONS.items()
    return [Button(step, label, False) for step, label in labels if offered.count(step) > 1]


def _pressed(request: SignedInRequest, booth: Booth) -> list[tuple[Intent, Step]]:
    """What `press` names (one intent and its step), or `step` for every ticked `intent`."""
    single = request.POST.get("press", "").split(" ")
    keys = single[:1] if len(single) == 2 else request.POST.getlist("intent")
    try:
        step = Step(single[1] if len(single) == 2 else request.POST.get("step", ""))
        wanted = [decode(key) for key in keys]
    except ValueError as error:
        raise Invalid("step_malformed", _("没有记录。请刷新页面再试。")) from error
    if not wanted:
        raise Invalid("nobody_ticked", _("请先在名单里勾选要记录的人。"))
    found: dict[UUID, Intent] = intents_at(booth).in_bulk(wanted)
    return [(found[key], step) for key in wanted if key in found]


def _wish(request: SignedInRequest, intent: Intent, step: Step) -> Wish:
    """Each person's own `cid`, made from the page's: pressed again, nothing is recorded twice."""
    seed = f"{request.POST.get('cid', '')} {intent.key} {step}"
    cid = hashlib.sha256(seed.encode()).hexdigest()[:32]
    return Wish(request.user, intent.person_id, intent.position_id, Side.EMPLOYER, step, cid)


def _say_one(request: SignedInRequest, answer: Answer) -> None:
    if isinstance(answer, Recorded):
        say_how_it_stands(request, answer, Side.EMPLOYER)
    else:
        messages.error(request, answer.message)


def _say_many(request: SignedInRequest, answers: list[Answer]) -> None:
    refused = [answer for answer in answers if isinstance(answer, DomainError)]
    recorded = len(answers) - len(refused)
    if recorded:
        sentence = ngettext("已为 %(n)d 人记录。", "已为 %(n)d 人记录。", recorded)
        messages.success(request, sentence % {"n": recorded})
    if refused:
        sentence = ngettext(
            "%(n)d 人没有记录，因为目前的情况不能这样记。",
            "%(n)d 人没有记录，因为目前的情况不能这样记。",
            len(refused),
        )
        messages.error(request, sentence % {"n": len(refused)})
