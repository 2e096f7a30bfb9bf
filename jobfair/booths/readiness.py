"""What a position and a booth must have before the public sees them."""

from django.utils.translation import gettext as _

from jobfair.booths.models import Booth, Position
from jobfair.booths.vocabulary import DEMANDS
from jobfair.common.readiness import Missing
from jobfair.common.review import ReviewState

DEMANDS_ASKED = 3


def missing_for_position(position: Position) -> list[Missing]:
    """What keeps a position from being handed in for review."""
    wanted = {
        "easy_what": _("易读说明：写“做什么”。"),
        "easy_where": _("易读说明：写“在哪里”。"),
        "easy_when": _("易读说明：写“什么时间”。"),
        "easy_pay": _("易读说明：写“多少钱”。"),
        "easy_support": _("易读说明：写“有什么支持”。"),
        "duties": _("写明工作内容。"),
        "district": _("填写工作所在区。"),
    }
    missing = [
        Missing(field, sentence)
        for field, sentence in wanted.items()
        if not getattr(position, field).strip()
    ]
    if not position.pay_is_said:
        missing.append(Missing("pay_min", _("填写薪资范围，或选择“面议”。")))
    if _demands_said(position) < DEMANDS_ASKED:
        missing.append(Missing("posture", _("至少说明三项工作要求，例如坐还是站、要不要打电话。")))
    return missing


def missing_for_booth(booth: Booth) -> list[Missing]:
    """What keeps a booth from being published."""
    positions = list(booth.positions.all())
    approved = any(p.is_approved and p.closed_at is None for p in positions)
    waiting = any(p.review_state == ReviewState.SUBMITTED for p in positions)
    checks = [
        (booth.employer.is_approved, "employer", _("单位资料需要主办方审核通过。")),
        (bool(booth.intro.strip() or booth.employer.intro.strip()), "intro", _("写一段展位介绍。")),
        (bool(positions), "positions", _("至少添加一个岗位。")),
        (
            approved or not positions,
            "positions",
            _("岗位正在等主办方审核，通过一个就可以发布。")
            if waiting
            else _("把岗位补全并提交审核，至少通过一个。"),
        ),
        (bool(booth.sessions.all()), "sessions", _("选择您承诺在场的场次。")),
        (bool(booth.staffing.all()), "staffing", _("至少安排一位招聘人员。")),
        (booth.zone_id is not None, "zone", _("等主办方分配展位号。")),
    ]
    return [Missing(field, sentence) for fulfilled, field, sentence in checks if not fulfilled]


def _demands_said(position: Position) -> int:
    return sum(1 for demand in DEMANDS if demand != "workplace" and getattr(position, demand))
