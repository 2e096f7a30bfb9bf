"""Planning a fair: its texts and times."""

from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser, User
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.marks import mark_of_fields, require_known
from jobfair.fairs.models import MINUTES, Fair
from jobfair.fairs.services.guard import fair_to_run, refuse_incomplete, require_organiser
from jobfair.fairs.services.revision import touch

#: What reports of a fair that is over are made with: its year, its hours, the people who came how.
REPORTED = ("starts_at", "time_zone", "mode")
MINUTE_FIELDS = ("word_minutes", "unstaffed_minutes", "answer_minutes")
FAIR_FIELDS = frozenset(
    "name name_en series summary summary_en help_available help_available_en mode venue "
    "time_zone starts_at ends_at registration_opens_at registration_closes_at capacity "
    "contact_phone contact_email".split()
) | set(MINUTE_FIELDS)


@transaction.atomic
def add_fair(actor: User, *, organiser: Organiser, **fields: Any) -> Fair:
    """Begin a fair as a draft; Invalid says which times or numbers cannot be."""
    require_organiser(actor, organiser)
    return saved(Fair(organiser=organiser), fields)


@transaction.atomic
def edit_fair(actor: User, *, fair: Fair, known: str = "", **fields: Any) -> Fair:
    """Change a fair; `known` is the mark of these fields as the actor had read them."""
    fair = fair_to_run(actor, fair)
    require_known(known, mark_of_fields(fair, fields))
    return saved(fair, fields)


def saved(fair: Fair, fields: dict[str, Any]) -> Fair:
    """Set, check, save and count the change; for services that already hold the row."""
    unknown = fields.keys() - FAIR_FIELDS
    if unknown:
        raise TypeError(f"not a field of a fair: {sorted(unknown)}")
    refuse_reported(fair, fields)
    for field, value in fields.items():
        setattr(fair, field, value)
    _check_times(fair)
    _check_registration(fair)
    _check_place(fair)
    _check_minutes(fair)
    fair.save()
    refuse_incomplete(fair)
    touch(fair.pk)
    return fair


def refuse_reported(fair: Fair, fields: dict[str, Any]) -> None:
    """A fair that is over stays in the year, the hours and the form in which it was reported."""
    moved = [
        name for name in REPORTED if fields.get(name, getattr(fair, name)) != getattr(fair, name)
    ]
    if fair.is_over and moved:
        raise Conflict(
            "fair_counted",
            _("招聘会已经结束，开始时间、时区和形式已经写进报告，不能再改。"),
            dict.fromkeys(moved, _("请改回原来的内容。")),
        )


def _check_times(fair: Fair) -> None:
    if fair.time_zone not in available_timezones():
        raise Invalid(
            "time_zone", _("没有这个时区。"), {"time_zone": _("请从列表中选择一个时区。")}
        )
    if fair.ends_at <= fair.starts_at:
        raise Invalid(
            "fair_times", _("结束时间要晚于开始时间。"), {"ends_at": _("请改成晚于开始的时间。")}
        )
    outside = fair.sessions.exclude(starts_at__gte=fair.starts_at, ends_at__lte=fair.ends_at)
    if outside.exists():
        raise Invalid("sessions_outside", _("有场次落在新的时间之外。请先调整场次。"))


def _check_registration(fair: Fair) -> None:
    opens, closes = fair.registration_opens_at, fair.registration_closes_at
    if (opens is None) != (closes is None):
        field = "registration_opens_at" if opens is None else "registration_closes_at"
        raise Invalid(
            "registration_window", _("报名开始和截止要一起填写。"), {field: _("请填写。")}
        )
    if opens and closes and not opens < closes <= fair.ends_at:
        raise Invalid(
            "registration_window",
            _("报名截止要晚于报名开始，且不晚于招聘会结束。"),
            {"registration_closes_at": _("请改这个时间。")},
        )


def _check_place(fair: Fair) -> None:
    if fair.is_onsite and fair.is_public and fair.venue_id is None:
        raise Invalid("venue_missing", _("线下招聘会需要选择场地。"), {"venue": _("请选择场地。")})
    if fair.venue and fair.venue.organiser_id != fair.organiser_id:
        raise Invalid("foreign_venue", _("这个场地不是本主办方的。"), {"venue": _("请重新选择。")})


def _check_minutes(fair: Fair) -> None:
    least, most = MINUTES
    words = _("请填 %(least)d 到 %(most)d 之间的分钟数。") % {"least": least, "most": most}
    wrong = [name for name in MINUTE_FIELDS if not least <= getattr(fair, name) <= most]
    if wrong:
        raise Invalid("fair_minutes", words, dict.fromkeys(wrong, words))
