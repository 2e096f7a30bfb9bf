"""The first page of the desk: which fairs, and what needs doing today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.accounts.models import Employer, User
from jobfair.accounts.roles import Role
from jobfair.booths.selectors import Tally, tallies
from jobfair.chat.models import Report
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.permissions import may_run_fair
from jobfair.fairs.readiness import missing_for_fair
from jobfair.watch.selectors import to_act_on
from jobfair.web.access import SignedInRequest
from jobfair.web.views.organiser.common import fairs_of, organisers_of, page_of
from jobfair.web.views.organiser.doors import for_organisers

PAST_SHOWN = 3


@dataclass(frozen=True)
class Task:
    """One thing that waits: what, and where to do it."""

    sentence: str
    url: str
    icon: str


@for_organisers
def home(request: SignedInRequest) -> HttpResponse:
    standing = list(
        fairs_of(request)
        .filter(state__in=[FairState.OPEN, FairState.PUBLISHED, FairState.DRAFT])
        .order_by("starts_at")
        .prefetch_related("sessions", "zones")
    )
    past = list(fairs_of(request).past()[: PAST_SHOWN + 1])
    counts, alerts = tallies(standing), to_act_on(request.user.roles.bodies(Role.ORGANISER))
    context = {
        "groups": _groups(standing),
        "past": past[:PAST_SHOWN],
        "has_more_past": len(past) > PAST_SHOWN,
        "first": [*report_tasks(fairs_of(request)), *_employer_tasks(request)],
        "work": [
            (fair, tasks)
            for fair in standing
            if (tasks := _alert_tasks(fair, alerts) + tasks_of(request.user, fair, counts[fair.pk]))
        ],
        "organisers": organisers_of(request),
        "is_new": not standing and not past,
    }
    return render(request, "organiser/home.html", context)


@for_organisers
def past_fairs(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "organiser/past.html", {"page": page_of(request, fairs_of(request).past())}
    )


def tasks_of(user: User, fair: Fair, tally: Tally) -> list[Task]:
    """What waits for the organiser at one fair, the most urgent first."""
    return [
        *_review_tasks(fair, tally),
        *(_plan_tasks(fair) if may_run_fair(user, fair) else []),
        *_booth_tasks(fair, tally),
    ]


def report_tasks(fairs: Iterable[Fair]) -> list[Task]:
    """Reported messages that wait for a decision, the fair with the one due first on top."""
    fair = "message__conversation__booth__fair"
    waiting = Report.objects.undecided().filter(**{f"{fair}__in": fairs}).values(fair)
    counted = waiting.annotate(n=Count("pk"), due=Min("due_at")).order_by("due")
    return [_report_task(*row) for row in counted.values_list(fair, f"{fair}__name", "n", "due")]


def _report_task(key: UUID, name: str, count: int, due: datetime) -> Task:
    said = {"fair": name, "n": count}
    url = reverse("web:desk_reports", args=[key])
    if due < timezone.now():
        text = ngettext(
            "%(fair)s：%(n)d 条举报等您处理，已经超过一天",
            "%(fair)s：%(n)d 条举报等您处理，已经超过一天",
            count,
        )
        return Task(text % said, url, "triangle-alert")
    text = ngettext("%(fair)s：%(n)d 条举报等您处理", "%(fair)s：%(n)d 条举报等您处理", count)
    return Task(text % said, url, "flag")


def _alert_tasks(fair: Fair, alerts: dict[UUID, int]) -> list[Task]:
    """What the number beside the desk's link counts: nothing at a fair in progress waits less."""
    count = alerts.get(fair.pk, 0)
    if not count:
        return []
    text = ngettext(
        "%(n)d 个展位没有人在，或者太久没有回复", "%(n)d 个展位没有人在，或者太久没有回复", count
    )
    url = reverse("web:desk_fair", args=[fair.key]) + "#now"
    return [Task(text % {"n": count}, url, "triangle-alert")]


def _employer_tasks(request: SignedInRequest) -> list[Task]:
    waiting = (
        Employer.objects.awaiting_review().filter(organiser__in=organisers_of(request)).count()
    )
    if not waiting:
        return []
    text = ngettext("%(n)d 家用人单位等待审核", "%(n)d 家用人单位等待审核", waiting) % {
        "n": waiting
    }
    return [Task(text, reverse("web:desk_review"), "building-2")]


def _review_tasks(fair: Fair, tally: Tally) -> list[Task]:
    url = reverse("web:desk_review") + f"?fair={fair.key}"
    found = []
    if tally.waiting:
        text = ngettext("%(n)d 个岗位等待审核", "%(n)d 个岗位等待审核", tally.waiting)
        found.append(Task(text % {"n": tally.waiting}, url, "clipboard-check"))
    if tally.edited:
        text = ngettext("%(n)d 个岗位审核后有修改", "%(n)d 个岗位审核后有修改", tally.edited)
        found.append(Task(text % {"n": tally.edited}, f"{url}#edited", "file-pen-line"))
    return found


def _plan_tasks(fair: Fair) -> list[Task]:
    if fair.state != FairState.DRAFT:
        return []
    missing = len(missing_for_fair(fair))
    if not missing:
        return [Task(_("计划已完整，可以发布"), reverse("web:desk_check", args=[fair.key]), "send")]
    text = ngettext("计划还差 %(n)d 项", "计划还差 %(n)d 项", missing) % {"n": missing}
    return [Task(text, reverse("web:desk_plan", args=[fair.key]), "list-checks")]


def _booth_tasks(fair: Fair, tally: Tally) -> list[Task]:
    url = reverse("web:desk_booths", args=[fair.key])
    if not tally.booths:
        return [
            Task(_("还没有用人单位参加"), reverse("web:desk_add_booths", args=[fair.key]), "plus")
        ]
    found = []
    if tally.unplaced:
        text = ngettext("%(n)d 个展位还没有分配位置", "%(n)d 个展位还没有分配位置", tally.unplaced)
        found.append(Task(text % {"n": tally.unplaced}, f"{url}?only=unplaced", "map-pin"))
    if tally.unpublished:
        text = ngettext("%(n)d 个展位还没有发布", "%(n)d 个展位还没有发布", tally.unpublished)
        found.append(
            Task(text % {"n": tally.unpublished}, f"{url}?only=unpublished", "door-closed")
        )
    return found


def _groups(standing: list[Fair]) -> list[tuple[str, list[Fair]]]:
    titles = {
        FairState.OPEN: _("正在进行"),
        FairState.PUBLISHED: _("接下来"),
        FairState.DRAFT: _("筹备中"),
    }
    groups = [(title, [f for f in standing if f.state == state]) for state, title in titles.items()]
    return [(title, fairs) for title, fairs in groups if fairs]
