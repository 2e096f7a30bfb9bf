"""The booths of a fair: who comes, what each still lacks, who is taken off."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobfair.accounts.models import Employer
from jobfair.accounts.permissions import may_organise
from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.booths.selectors import tally_of
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.booths import AddBoothsForm
from jobfair.web.views.organiser.booth_rows import rows_of, steps_to_hall
from jobfair.web.views.organiser.common import accepted, page_of, typed
from jobfair.web.views.organiser.doors import helps_fair, places_booth
from jobfair.web.views.organiser.placing import last_placed

FILTERS = {
    "": gettext_lazy("全部"),
    "unplaced": gettext_lazy("没有位置"),
    "unpublished": gettext_lazy("没有发布"),
    "incomplete": gettext_lazy("没有准备好"),
}


@helps_fair
def booths(request: SignedInRequest, fair: Fair) -> HttpResponse:
    only = request.GET.get("only", "")
    only = only if only in FILTERS else ""
    rows = rows_of(fair)
    context = {
        "fair": fair,
        "tally": tally_of(fair),
        "filters": [(key, word, sum(r.fits(key) for r in rows)) for key, word in FILTERS.items()],
        "only": only,
        "steps": steps_to_hall(request.user, fair, rows),
        "page": page_of(request, [row for row in rows if row.fits(only)]),
        "placed": last_placed(request, fair),
    }
    return render(request, "organiser/booths.html", context)


@helps_fair
def add(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Employers of the book that are not at this fair yet, found by name."""
    words = request.GET.get("q", "").strip()
    candidates = Employer.objects.filter(organiser=fair.organiser_id).exclude(booths__fair=fair)
    page = page_of(request, candidates.filter(name__icontains=words).order_by("name"))
    form = AddBoothsForm(typed(request), candidates=candidates, shown=list(page))
    if accepted(request, form, lambda: _add_all(request, fair, form.cleaned_data["employers"])):
        return redirect("web:desk_booths", fair.key)
    context = {
        "fair": fair,
        "form": form,
        "page": page,
        "words": words,
        "may_add_new": may_organise(request.user, fair.organiser),
    }
    return render(request, "organiser/add_booths.html", context)


@places_booth
def remove(request: SignedInRequest, booth: Booth) -> HttpResponse:
    fair = booth.fair
    if request.method == "POST":
        services.remove_booth(request.user, booth=booth)
        messages.success(request, _("%(name)s 已从本场招聘会移除。") % {"name": booth.employer})
        return redirect("web:desk_booths", fair.key)
    positions = booth.positions.count()
    lines = [_("这家单位不再参加本场招聘会，仍留在用人单位名册里。")]
    if positions:
        text = ngettext("它的 %(n)d 个岗位会一起删除。", "它的 %(n)d 个岗位会一起删除。", positions)
        lines.append(text % {"n": positions})
    context = {
        "fair": fair,
        "question": _("把“%(name)s”从本场招聘会移除吗？") % {"name": booth.employer},
        "consequences": lines,
        "yes": _("移除"),
        "danger": True,
        "action": reverse("web:desk_remove_booth", args=[booth.key]),
        "back": reverse("web:desk_booths", args=[fair.key]),
    }
    return render(request, "organiser/confirm.html", context)


def _add_all(request: SignedInRequest, fair: Fair, employers: QuerySet[Employer]) -> None:
    for employer in employers:
        services.add_booth(request.user, fair=fair, employer=employer)
    n = len(employers)
    text = ngettext("已添加 %(n)d 家单位。接着分配展位。", "已添加 %(n)d 家单位。接着分配展位。", n)
    messages.success(request, text % {"n": n})
