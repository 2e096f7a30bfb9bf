"""From an imported sheet to the hall in a few presses.

Each page says before what the press will do, what stays as it is, and why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.accounts import services as accounts
from jobfair.accounts.models import Employer
from jobfair.accounts.readiness import missing_for_employer
from jobfair.accounts.wording import flags_of_employer
from jobfair.booths import services
from jobfair.booths.models import Position
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.wording import flags_of
from jobfair.common.review import UNREVIEWED, ReviewState
from jobfair.common.wording import Flag
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.sign_in.invitations import send_invitations
from jobfair.web.views.organiser.booth_rows import (
    employers_with_nobody,
    rows_of,
    unapproved_employers,
    unapproved_positions,
)
from jobfair.web.views.organiser.doors import helps_fair, runs_fair

AT_ONCE = 200
LEFT_SHOWN = 50
T = TypeVar("T", Employer, Position)


@dataclass(frozen=True)
class Taken:
    """One thing the press will do it for."""

    key: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class Left:
    """One thing that stays as it is: why, and where to mend it."""

    name: str
    about: str
    reasons: list[str]
    url: str


@runs_fair
def approve_employers(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Approve every employer of the fair whose record is complete."""
    waiting = unapproved_employers(fair).order_by("name")
    why = [(employer, _why_employer(employer)) for employer in waiting]
    ready = [employer for employer, reasons in why if not reasons][:AT_ONCE]
    if request.method == "POST":
        chosen = _chosen(request, ready)
        n = len(accounts.approve_complete_employers(request.user, employers=chosen))
        text = ngettext("%(n)d 家单位已通过审核。", "%(n)d 家单位已通过审核。", n)
        return _done(request, fair, text % {"n": n})
    context = {
        "question": _("一起通过这些单位吗？"),
        "lead": _("它们的资料都填齐了，也没有发现要留意的写法。不放心的，请去掉勾，之后单独看。"),
        "legend": _("会通过的单位"),
        "taken": [Taken(one.key, one.name, one.licence_number) for one in ready],
        "yes": _("全部通过"),
    }
    left = [
        Left(one.name, "", reasons, reverse("web:desk_employer", args=[one.key]))
        for one, reasons in why
        if reasons
    ]
    return _shown(request, fair, context, left)


def _why_employer(employer: Employer) -> list[str]:
    missing = [missing.sentence for missing in missing_for_employer(employer)]
    reasons = missing + _why_flagged(flags_of_employer(employer))
    return _why_returned(employer.review_state) or reasons


def _why_flagged(flags: Iterable[Flag]) -> list[str]:
    return [_("写法要看：“%(words)s”。") % {"words": flag.words} for flag in flags]


@helps_fair
def approve_positions(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Approve every position of the fair that is complete and holds no flagged wording.

    Complete drafts with such wording are handed in, so that they wait at the review desk.
    """
    rows = unapproved_positions(fair).select_related("booth__employer").in_walking_order()
    why = [(position, _why_position(position)) for position in rows]
    ready = [position for position, reasons in why if not reasons][:AT_ONCE]
    flagged = [position for position, _reasons in why if _is_to_hand_in(position)][:AT_ONCE]
    if request.method == "POST":
        return _approved(request, fair, _chosen(request, ready), flagged)
    context = {
        "question": _("一起通过这些岗位吗？"),
        "lead": _("它们都填写完整，也没有发现要留意的写法。不放心的，请去掉勾，之后单独看。"),
        "legend": _("会通过的岗位"),
        "taken": [Taken(one.key, one.title, one.booth.employer.name) for one in ready],
        "flagged": len(flagged),
        "yes": _("全部通过") if ready else _("放进审核台"),
    }
    left = [_left(position, reasons) for position, reasons in why if reasons]
    return _shown(request, fair, context, left)


def _approved(
    request: SignedInRequest, fair: Fair, chosen: list[Position], flagged: list[Position]
) -> HttpResponse:
    n = len(services.approve_unflagged(request.user, positions=chosen))
    for position in flagged:
        services.submit_position(request.user, position=position)
    text = ngettext("%(n)d 个岗位已通过审核。", "%(n)d 个岗位已通过审核。", n)
    return _done(request, fair, text % {"n": n})


def _why_position(position: Position) -> list[str]:
    missing = [missing.sentence for missing in missing_for_position(position)]
    reasons = missing + _why_flagged(flags_of(position))
    return _why_returned(position.review_state) or reasons


def _is_to_hand_in(position: Position) -> bool:
    is_draft = position.review_state == ReviewState.DRAFT
    return is_draft and bool(flags_of(position)) and not missing_for_position(position)


def _left(position: Position, reasons: list[str]) -> Left:
    """What lacks something is mended in its form, the rest is decided at the review desk."""
    name = "web:rep_position" if missing_for_position(position) else "web:desk_position"
    url = reverse(name, args=[position.key])
    return Left(position.title, position.booth.employer.name, reasons, url)


def _why_returned(state: str) -> list[str]:
    return [] if state in UNREVIEWED else [_("已退回，等单位修改后再提交。")]


@runs_fair
def invite_reps(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Invite, by e-mail, the contact of each employer that has nobody yet."""
    alone = employers_with_nobody(fair).order_by("name")
    ready = list(alone.exclude(contact_email="")[:AT_ONCE])
    if request.method == "POST":
        return _invited(request, fair, _chosen(request, ready))
    context = {
        "question": _("邀请这些单位的联系人吗？"),
        "lead": _("每家的联系人会收到一封邮件，打开里面的链接就成为这家单位的招聘人员。"),
        "legend": _("会收到邀请的单位"),
        "taken": [
            Taken(one.key, one.name, f"{one.contact_name} {one.contact_email}".strip())
            for one in ready
        ],
        "yes": _("发出邀请"),
    }
    left = [
        Left(one.name, "", [_("没有联系邮箱。")], reverse("web:employer_people", args=[one.key]))
        for one in alone.filter(contact_email="")
    ]
    return _shown(request, fair, context, left)


def _invited(request: SignedInRequest, fair: Fair, employers: list[Employer]) -> HttpResponse:
    """A link that could not be sent is withdrawn: its employer is to be invited another time."""
    issued = accounts.invite_contacts(request.user, employers=employers)
    failed = [one.invitation for one in send_invitations(issued)]
    for invitation in failed:
        accounts.withdraw_invitation(request.user, invitation=invitation)
    if failed:
        names = _("、").join(str(invitation.body) for invitation in failed)
        messages.warning(request, _("没能发给 %(names)s。请过一会儿再试。") % {"names": names})
    n = len(issued) - len(failed)
    text = ngettext("已发出 %(n)d 个邀请。", "已发出 %(n)d 个邀请。", n)
    return _done(request, fair, text % {"n": n})


@helps_fair
def publish_ready(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Publish all booths that lack nothing."""
    if request.method == "POST":
        n = len(services.publish_ready(request.user, fair=fair))
        text = ngettext("已发布 %(n)d 个展位。", "已发布 %(n)d 个展位。", n)
        return _done(request, fair, text % {"n": n})
    rows = [row for row in rows_of(fair) if not row.booth.is_published]
    context = {
        "question": _("发布这些展位吗？"),
        "lead": _("招聘会公开以后，求职者就能在展位列表里看到它们。"),
        "consequences": [str(row.booth) for row in rows if row.is_ready],
        "yes": _("发布"),
    }
    left = [
        Left(str(row.booth), "", row.missing, reverse("web:rep_booth", args=[row.booth.key]))
        for row in rows
        if row.missing
    ]
    return _shown(request, fair, context, left)


def _chosen(request: SignedInRequest, ready: Iterable[T]) -> list[T]:
    """Of what is ready now, what was shown and left ticked."""
    shown = set(request.POST.getlist("chosen"))
    return [one for one in ready if one.key in shown]


def _done(request: SignedInRequest, fair: Fair, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("web:desk_booths", fair.key)


def _shown(
    request: SignedInRequest, fair: Fair, context: dict[str, Any], left: list[Left]
) -> HttpResponse:
    frame = {"fair": fair, "at_once": AT_ONCE, "back": reverse("web:desk_booths", args=[fair.key])}
    rest = {"left": left[:LEFT_SHOWN], "left_total": len(left)}
    return render(request, "organiser/bulk.html", context | frame | rest)
