"""Writing down what a call found out, and work that was found elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.accounts.services import hold_people
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.ids import is_cid, new_id
from jobfair.fairs.models import Fair
from jobfair.intents.models import Channel, Intent, Voice
from jobfair.intents.services import Wish, hold_ledger, record
from jobfair.intents.steps import Side, Step
from jobfair.outcomes.calls import GONE, NOT_REACHED, RESULTS, STEPS, Call, Reason, Result
from jobfair.outcomes.models import FollowUp, PlaceKind, Placement
from jobfair.outcomes.permissions import may_follow_up, may_place
from jobfair.outcomes.selectors import case_of

EITHER_SIDE = (Step.STARTED, Step.LEFT)


@dataclass(frozen=True)
class Heard:
    """What a call came to: reached, with a result and who said so; or not, with a reason."""

    result: Result | None = None
    reason: Reason | None = None
    voice: Voice | None = None


@transaction.atomic
def record_follow_up(
    actor: User,
    *,
    work: Intent | Placement,
    call: Call,
    heard: Heard,
    cid: str,
    now: datetime | None = None,
) -> FollowUp:
    """Write down the call that is due, once for each `cid`; where it moves the intent, the step too."""
    _refuse_stranger(actor, work)
    _check(call, heard)
    hold_ledger(work.fair_id)
    known = _known(actor, work, call, heard, cid)
    if known is not None:
        return known
    now = now or timezone.now()
    _refuse_other_call(_again(work), call, now)
    number = _step(actor, work, call, heard)
    return _written(actor, work, call, heard, cid, number, now)


@transaction.atomic
def correct_follow_up(
    actor: User, *, work: Intent | Placement, wrong: FollowUp, heard: Heard, cid: str
) -> FollowUp:
    """Put another record of the same call in the place of a wrong one; both stay to be read."""
    _refuse_stranger(actor, work)
    _check(Call(wrong.call), heard)
    hold_ledger(work.fair_id)
    known = _known(actor, work, Call(wrong.call), heard, cid, wrong)
    if known is not None:
        return known
    if FollowUp.objects.filter(corrects=wrong).exists():
        raise Conflict("corrected_before", _("这条记录已经更正过。请刷新页面看最新的。"))
    if wrong.number is not None and isinstance(work, Intent):
        _undo(actor, work, wrong)
    number = _step(actor, work, Call(wrong.call), heard)
    return _written(actor, work, Call(wrong.call), heard, cid, number, wrong.at, corrects=wrong)


@transaction.atomic
def place_person(
    actor: User, *, fair: Fair, person: Person, kind: PlaceKind, place: str, started_on: date
) -> Placement:
    """Somebody of the fair has begun to work in an aid centre or a kindness shop; twice is once."""
    if not may_place(actor, fair):
        raise NotAllowed("not_adviser", _("只有就业指导员可以登记。"))
    place = " ".join(place.split())
    if not place:
        raise Invalid("place_missing", _("请填写名称。"), {"place": _("请填写名称。")})
    today = timezone.localtime(timezone.now(), fair.zone_info).date()
    if started_on > today:
        words = _("还没有开始的，请开始以后再登记。")
        raise Invalid("not_begun", words, {"started_on": words})
    person = hold_people([person.pk])[person.pk]
    made = Placement(
        fair=fair, person=person, kind=kind, place=place, started_on=started_on, made_by=actor
    )
    known = Placement.objects.standing().same_as(made).order_by("created_at").first()
    if known is None:
        made.save()
    return known or made


@transaction.atomic
def withdraw_placement(actor: User, *, placement: Placement) -> Placement:
    """It was written down in error: it counts no more, and who said so stays.

    Also where the same stands on another record of this person.
    """
    _refuse_stranger(actor, placement)
    for one in Placement.objects.standing().same_as(placement):
        one.withdrawn_at, one.withdrawn_by = timezone.now(), actor
        one.save(update_fields=["withdrawn_at", "withdrawn_by"])
    placement.refresh_from_db()
    return placement


def _refuse_stranger(actor: User, work: Intent | Placement) -> None:
    if not may_follow_up(actor, work):
        raise NotAllowed("not_adviser", _("只有就业指导员可以登记。"))


def _known(
    actor: User,
    work: Intent | Placement,
    call: Call,
    heard: Heard,
    cid: str,
    corrects: FollowUp | None = None,
) -> FollowUp | None:
    """What this `cid` recorded before; Conflict when that was something else."""
    if not is_cid(cid):
        raise Invalid("cid_malformed", _("没有记录。请刷新页面再试。"))
    known = FollowUp.objects.filter(recorder=actor, cid=cid).first()
    said = _columns(work, call, heard, corrects)
    if known is not None and any(getattr(known, name) != value for name, value in said.items()):
        raise Conflict("cid_reused", _("这一页已经记录过别的内容。请刷新页面再试。"))
    return known


def _check(call: Call, heard: Heard) -> None:
    if heard.result is None:
        if heard.reason not in NOT_REACHED:
            raise Invalid("reason_missing", _("请选择为什么没有联系上。"))
        return
    if heard.result not in RESULTS[call]:
        raise Invalid("result_wrong", _("请选择这次回访的结果。"))
    if heard.voice not in (Voice.JOBSEEKER, Voice.FAMILY, Voice.EMPLOYER):
        raise Invalid("voice_wrong", _("请选择是谁说的。"))
    if heard.result in GONE and (heard.reason is None or heard.reason in NOT_REACHED):
        raise Invalid("reason_missing", _("请选择原因。不清楚的，选“个人原因，不多问”。"))
    step = STEPS.get((call, heard.result))
    if heard.voice == Voice.EMPLOYER and step and step not in EITHER_SIDE:
        raise Invalid("voice_wrong", _("是否接受录用，要由求职者或家人说。"))


def _again(work: Intent | Placement) -> Intent | Placement:
    """As it stands now that nobody else can write about this fair."""
    rows = type(work).objects.select_related(
        "fair__organiser", "person__user", "person__merged_into"
    )
    return rows.get(pk=work.pk)


def _refuse_other_call(work: Intent | Placement, call: Call, now: datetime) -> None:
    due = case_of(work, now).due
    today = now.astimezone(work.fair.zone_info).date()
    if due is None or due.call != call or not due.may_be_made(today):
        raise Conflict("call_not_due", _("现在要问的已经不是这件事。请刷新页面看最新情况。"))


def _step(actor: User, work: Intent | Placement, call: Call, heard: Heard) -> int | None:
    """The step of the ledger that was heard; the number of its entry."""
    step = STEPS.get((call, heard.result)) if heard.result else None
    if step is None or isinstance(work, Placement) or heard.voice is None:
        return None
    side = Side.EMPLOYER if heard.voice == Voice.EMPLOYER else Side.JOBSEEKER
    return record(_wish(actor, work, side, step, heard.voice)).entry.number


def _undo(actor: User, work: Intent, wrong: FollowUp) -> None:
    side = Side.EMPLOYER if wrong.voice == Voice.EMPLOYER else Side.JOBSEEKER
    record(_wish(actor, work, side, Step.UNDONE, Voice(wrong.voice), wrong.number))


def _wish(
    actor: User, work: Intent, side: Side, step: Step, voice: Voice, corrects: int | None = None
) -> Wish:
    return Wish(
        actor,
        work.person_id,
        work.position_id,
        side,
        step,
        new_id().hex,
        channel=Channel.PHONE,
        voice=voice,
        corrects=corrects,
    )


def _written(
    actor: User,
    work: Intent | Placement,
    call: Call,
    heard: Heard,
    cid: str,
    number: int | None,
    at: datetime,
    corrects: FollowUp | None = None,
) -> FollowUp:
    return FollowUp.objects.create(
        fair_id=work.fair_id,
        person_id=work.person_id,
        number=number,
        recorder=actor,
        cid=cid,
        at=at,
        **_columns(work, call, heard, corrects),
    )


def _columns(
    work: Intent | Placement, call: Call, heard: Heard, corrects: FollowUp | None
) -> dict[str, object]:
    """What was said about what, as it is kept."""
    return {
        "position_id": None if isinstance(work, Placement) else work.position_id,
        "placement_id": work.pk if isinstance(work, Placement) else None,
        "call": call,
        "is_reached": heard.result is not None,
        "result": heard.result or "",
        "reason": heard.reason or "",
        "voice": heard.voice if heard.result and heard.voice else "",
        "corrects_id": corrects.pk if corrects else None,
    }
