"""Asking for the right and the row before a booth or position is written to.

The fair's row is taken first, as placing and importing do: a change ends by counting at
it, and two that take the same rows in two orders would wait for one another.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Position
from jobfair.booths.permissions import (
    may_edit_booth,
    may_place_booths,
    may_review_positions,
    may_staff_booth,
)
from jobfair.common.errors import Conflict, NotAllowed
from jobfair.fairs.models import Fair
from jobfair.fairs.services.guard import locked


def require_editing(actor: User, booth: Booth) -> None:
    if not may_edit_booth(actor, booth):
        raise NotAllowed("not_of_booth", _("只有这家单位的招聘人员和主办方可以修改展位。"))


def booth_to_edit(actor: User, booth: Booth) -> Booth:
    require_editing(actor, booth)
    locked(booth.fair)
    return locked_booth(booth.pk)


def booth_to_staff(actor: User, booth: Booth) -> Booth:
    if not may_staff_booth(actor, booth):
        raise NotAllowed("not_rep", _("只有这家单位的招聘人员可以这样做。"))
    return locked_booth(booth.pk)


def position_to_edit(actor: User, position: Position) -> Position:
    if not may_edit_booth(actor, position.booth):
        raise NotAllowed("not_of_booth", _("只有这家单位的招聘人员和主办方可以修改岗位。"))
    return _locked_position(position)


def position_to_review(actor: User, position: Position) -> Position:
    if not may_review_positions(actor, position.booth.fair):
        raise NotAllowed("not_reviewer", _("只有主办方和承办方可以审核岗位。"))
    return _locked_position(position)


def require_placing(actor: User, fair: Fair) -> None:
    if not may_place_booths(actor, fair):
        raise NotAllowed("not_organiser", _("只有主办方和承办方可以安排展位。"))


def refuse_over(booth: Booth, fields: Iterable[str] = ()) -> None:
    """What a fair offered stays as it was reported; `fields` are those that would change it.

    The fair's row is locked, so that it is not closed meanwhile.
    """
    if locked(booth.fair).is_over:
        sentence = _("招聘会已经结束，展位数、岗位数和招聘人数已经统计上报，这一项不能再改。")
        raise Conflict("fair_counted", sentence, dict.fromkeys(fields, _("请改回原来的内容。")))


def locked_booth(booth_id: UUID) -> Booth:
    rows = Booth.objects.select_for_update(of=("self",))
    return rows.select_related("fair", "employer", "zone").get(pk=booth_id)


def _locked_position(position: Position) -> Position:
    locked(position.booth.fair)
    rows = Position.objects.select_for_update(of=("self",))
    return rows.select_related("booth__fair", "booth__employer", "job_type").get(pk=position.pk)
