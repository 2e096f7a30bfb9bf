"""The steps of planning a fair, and which of them still lack something."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobfair.common.readiness import Missing
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.readiness import missing_for_fair


@dataclass(frozen=True)
class Part:
    """One page of the plan; `fields` are what `missing_for_fair` may name of it."""

    slug: str
    label: str | Promise
    fields: frozenset[str]
    is_optional: bool = False


PARTS = (
    Part("basics", _("名称和形式"), frozenset({"name", "mode", "summary"})),
    Part("times", _("时间和场次"), frozenset({"starts_at", "ends_at", "sessions"})),
    Part("place", _("场地和设施"), frozenset({"venue"})),
    Part("zones", _("展区和展位"), frozenset({"zones"})),
    Part("help", _("帮助和咨询"), frozenset({"help_available", "contact_phone"})),
    Part("registration", _("报名和人数"), frozenset(), is_optional=True),
    Part("rules", _("当天的提醒"), frozenset(), is_optional=True),
)
BY_SLUG = {part.slug: part for part in PARTS}


@dataclass(frozen=True)
class Progress:
    """A part of one fair's plan, with the sentences of what it lacks."""

    part: Part
    url: str
    missing: list[str]


def plan_of(fair: Fair) -> list[Progress]:
    missing = missing_for_fair(fair)
    return [
        Progress(part, url_of(fair, part), [m.sentence for m in missing if m.field in part.fields])
        for part in PARTS
    ]


def refusals_of(fair: Fair, missing: Iterable[Missing]) -> list[tuple[str, str]]:
    """Each missing thing with the address of the page where it is given."""
    return [(m.sentence, url_of(fair, _part_of(m))) for m in missing]


def url_of(fair: Fair, part: Part) -> str:
    return reverse(f"web:desk_plan_{part.slug}", args=[fair.key])


def next_url(fair: Fair, slug: str) -> str:
    """The page after this one; after the last, everything on one page."""
    place = PARTS.index(BY_SLUG[slug])
    if place + 1 < len(PARTS):
        return url_of(fair, PARTS[place + 1])
    if fair.state == FairState.DRAFT:
        return reverse("web:desk_check", args=[fair.key])
    return reverse("web:desk_plan", args=[fair.key])


def _part_of(missing: Missing) -> Part:
    return next(part for part in PARTS if missing.field in part.fields)
