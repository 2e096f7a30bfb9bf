"""The entries behind each figure of a fair: as many rows as the figure says, to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import WHO, Person
from jobfair.attendance.models import Arrival, ArrivalQuerySet, Place
from jobfair.booths.models import JobType
from jobfair.booths.selectors.offered import offered_booths, offered_positions
from jobfair.fairs.models import Fair
from jobfair.insights.figures import ANSWERED_QUICKLY, IN_WORK, calls_of, placed_of, talks_of
from jobfair.intents.audit import CONDITIONS
from jobfair.intents.selectors import intent_rows
from jobfair.outcomes.calls import MONTHS, Call, Result


@dataclass(frozen=True)
class Entries:
    """What is behind one figure: rows to page through, and how each reads under the headings.

    `rows` are a query, or a sequence that reads what is looked at. Each row is one, unless it
    has a `weight`: what it added, or took away.
    """

    headings: tuple[str | Promise, ...]
    rows: Any
    cells: Callable[[Any], tuple[object, ...]]
    weight: Callable[[Any], int] | None = None


Source = Callable[[Fair], Entries]


def behind(fair: Fair, figure: str) -> Entries | None:
    """The entries behind a figure; None where it counts nothing, such as a median."""
    source = SOURCES.get(figure)
    return source(fair) if source else None


def _employers(fair: Fair) -> Entries:
    rows = offered_booths([fair.pk]).in_walking_order()
    rows = rows.select_related("employer", "zone")
    return Entries((_("用人单位"), _("展位")), rows, lambda one: (one.employer, one.place))


def _job_types(fair: Fair) -> Entries:
    offered = offered_positions([fair.pk])
    rows = JobType.objects.filter(pk__in=offered.values("job_type")).order_by("name")
    return Entries((_("工种"),), rows, lambda one: (one,))


def _positions(fair: Fair) -> Entries:
    rows = offered_positions([fair.pk]).in_walking_order()
    return Entries(
        (_("岗位"), _("工种"), _("用人单位"), _("招聘人数")),
        rows.select_related("job_type", "booth__employer"),
        lambda one: (one.title, one.job_type, one.booth.employer, one.headcount),
    )


def _registered(*, real_name: bool = False) -> Source:
    def source(fair: Fair) -> Entries:
        rows = fair.registrations.standing()
        rows = rows.filter(is_real_name=True) if real_name else rows
        return people_among(rows.annotate(who=WHO).values("who"), fair)

    return source


def _came(*places: Place) -> Source:
    def source(fair: Fair) -> Entries:
        rows = Arrival.objects.filter(fair=fair, place__in=places).annotate(who=WHO)
        return people_among(rows.values("who"), fair)

    return source


def people_among(who: QuerySet, fair: Fair) -> Entries:
    """One row for each person, by the number they have at the fair."""
    own = Min("registrations__number", filter=Q(registrations__fair=fair))
    rows = Person.objects.filter(pk__in=who).annotate(number=own).select_related("user")
    return Entries(
        (_("求职者"), _("报名号")),
        rows.order_by(F("number").asc(nulls_last=True), "created_at"),
        lambda one: (one, one.number or ""),
    )


def _visits(*places: Place) -> Source:
    def source(fair: Fair) -> Entries:
        return visits_among(Arrival.objects.filter(fair=fair, place__in=places))

    return source


def visits_among(arrivals: ArrivalQuerySet) -> Entries:
    """One row for each visit."""
    rows = arrivals.visits().select_related("person__user")
    return Entries(
        (_("求职者"), _("哪一天"), _("形式")),
        rows.order_by("day", "created_at"),
        lambda one: (one.person, one.day.isoformat(), one.get_place_display()),
    )


def _talks(*, quick: bool = False) -> Source:
    def source(fair: Fair) -> Entries:
        rows = talks_of(fair)
        if quick:
            rows = rows.filter(ANSWERED_QUICKLY)
        return Entries(
            (_("求职者"), _("用人单位"), _("第一次发消息"), _("第一次回复")),
            rows.select_related("jobseeker", "booth__employer").order_by("first_asked_at"),
            lambda one: (
                one.jobseeker,
                one.booth.employer,
                _clock(fair, one.first_asked_at),
                _clock(fair, one.first_answered_at),
            ),
        )

    return source


def _intents(measure: str) -> Source:
    def source(fair: Fair) -> Entries:
        rows = intent_rows().filter(CONDITIONS[measure], fair=fair)
        return Entries(
            (_("求职者"), _("岗位"), _("用人单位"), _("现在"), _("台账编号")),
            rows.order_by("last_number"),
            lambda one: (
                one.person,
                one.position.title,
                one.booth.employer,
                one.get_state_display(),
                one.last_number,
            ),
        )

    return source


def _agreed(fair: Fair) -> Entries:
    return people_among(intent_rows().filter(fair=fair).mutual().values("person"), fair)


def _placed(fair: Fair) -> Entries:
    return people_among(placed_of(fair).values("who"), fair)


def _followed(fair: Fair) -> Entries:
    return people_among(calls_of([fair], *MONTHS).values("who"), fair)


def _in_work(call: Call) -> Source:
    def source(fair: Fair) -> Entries:
        return people_among(calls_of([fair], call).filter(result=Result.THERE).values("who"), fair)

    return source


def _clock(fair: Fair, at: Any) -> str:
    return f"{at.astimezone(fair.zone_info):%m-%d %H:%M}" if at else ""


SOURCES: dict[str, Source] = {
    "employers": _employers,
    "job_types": _job_types,
    "positions": _positions,
    "openings": _positions,
    "registered": _registered(),
    "registered_real_name": _registered(real_name=True),
    "people": _came(*Place),
    "visits": _visits(*Place),
    "people_onsite": _came(Place.ONSITE),
    "visits_onsite": _visits(Place.ONSITE),
    "people_online": _came(Place.ONLINE),
    "visits_online": _visits(Place.ONLINE),
    "conversations": _talks(),
    "answered_quickly": _talks(quick=True),
    "mutual_people": _agreed,
    "placed_elsewhere": _placed,
    "followed_up": _followed,
    **{key: _in_work(call) for key, call in IN_WORK.items()},
    **{measure: _intents(measure) for measure in CONDITIONS},
}
