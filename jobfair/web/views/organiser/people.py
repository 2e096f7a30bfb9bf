"""Which bodies run a fair and co-run it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Invitation, Membership, Organiser
from jobfair.accounts.permissions import may_settle_in
from jobfair.accounts.roles import Role
from jobfair.accounts.services import Issued
from jobfair.fairs import services
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_run_fair
from jobfair.web.access import SignedInRequest
from jobfair.web.forms.organiser.people import CoOrganiserForm, NewCoOrganiserForm
from jobfair.web.sign_in.invitations import link_to, send_invitation
from jobfair.web.views.organiser.common import accepted, typed
from jobfair.web.views.organiser.doors import helps_fair, runs_fair


@helps_fair
def fair_people(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The organiser of a fair, those who co-run it, and a form to add one."""
    others = _others(fair)
    form = CoOrganiserForm(typed(request), others=others)
    runs = may_run_fair(request.user, fair)
    if accepted(request, form, lambda: _add(request, fair, form)):
        messages.success(
            request, _("%(name)s 现在是承办方。") % {"name": form.cleaned_data["organiser"]}
        )
        return redirect("web:desk_fair_people", fair.key)
    context = {
        "fair": fair,
        "co_organisers": _with_people(fair),
        "form": form if runs and others.exists() else None,
        "runs": runs,
    }
    return render(request, "organiser/fair_people.html", context)


@runs_fair
def new_co_organiser(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """Enter a body that is not known here, and invite its first person."""
    form = NewCoOrganiserForm(typed(request), initial={"city": fair.organiser.city})
    made: list[Issued] = []
    if accepted(request, form, lambda: made.append(_introduce(request, fair, form))):
        (issued,) = made
        back = reverse("web:desk_fair_people", args=[fair.key])
        context = {"issued": issued, "link": link_to(issued), "body": issued.invitation.body}
        context |= {"back": back, "back_label": _("主办和承办"), "sent": send_invitation(issued)}
        return render(request, "people/invited.html", context)
    return render(request, "organiser/new_co_organiser.html", {"fair": fair, "form": form})


@runs_fair
def remove_co_organiser(request: SignedInRequest, fair: Fair, organiser: UUID) -> HttpResponse:
    leaving = get_object_or_404(fair.co_organisers, pk=organiser)
    back = reverse("web:desk_fair_people", args=[fair.key])
    if request.method == "POST":
        services.remove_co_organiser(request.user, fair=fair, organiser=leaving)
        messages.success(request, _("%(name)s 不再是承办方。") % {"name": leaving})
        return redirect(back)
    context = {
        "fair": fair,
        "question": _("不再由“%(name)s”承办吗？") % {"name": leaving},
        "consequences": _consequences(request, leaving),
        "yes": _("移除承办方"),
        "danger": True,
        "action": reverse("web:desk_remove_co_organiser", args=[fair.key, leaving.key]),
        "back": back,
    }
    return render(request, "organiser/confirm.html", context)


def _consequences(request: SignedInRequest, leaving: Organiser) -> list[str]:
    if may_settle_in(request.user, leaving):
        return [_("还没有人接受它的邀请，邀请链接马上失效。"), _("以后可以重新添加。")]
    return [
        _("它的人员马上看不到这场招聘会的工作台。"),
        _("他们做过的审核、公告和展位安排都保留。"),
    ]


def _add(request: SignedInRequest, fair: Fair, form: CoOrganiserForm) -> None:
    services.add_co_organiser(request.user, fair=fair, organiser=form.cleaned_data["organiser"])


def _introduce(request: SignedInRequest, fair: Fair, form: NewCoOrganiserForm) -> Issued:
    return services.introduce_co_organiser(request.user, fair=fair, **form.facts)


def _with_people(fair: Fair) -> QuerySet[Organiser]:
    """Those who co-run the fair: whether somebody came for each, or is still invited."""
    people = Membership.objects.filter(role=Role.ORGANISER, organiser=OuterRef("pk"))
    links = Invitation.objects.usable(timezone.now()).filter(organiser=OuterRef("pk"))
    rows = fair.co_organisers.annotate(is_settled=Exists(people), is_invited=Exists(links))
    return rows.order_by("name")


def _others(fair: Fair) -> QuerySet[Organiser]:
    held = fair.co_organisers.values("pk")
    return Organiser.objects.exclude(pk=fair.organiser_id).exclude(pk__in=held).order_by("name")
