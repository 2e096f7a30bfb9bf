"""The people of an employer or an organiser, and the links that invite more."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobfair.accounts.models import Employer, Invitation, Organiser
from jobfair.accounts.permissions import may_invite, may_organise, may_withdraw_invitation
from jobfair.accounts.roles import Role
from jobfair.accounts.services import INVITED_TO, invite, withdraw_invitation
from jobfair.web.access import opens_at_desk
from jobfair.web.forms.widgets import Radios
from jobfair.web.kept_forms import form_of
from jobfair.web.sign_in.fields import AddressField, by_kind
from jobfair.web.sign_in.invitations import link_to, send_invitation

Body = Employer | Organiser

ROLE_HINTS: dict[str, Any] = {
    Role.ORGANISER: gettext_lazy("能办招聘会、审核、邀请同事。"),
    Role.ADVISER: gettext_lazy("能陪同和帮助求职者。"),
    Role.DOOR: gettext_lazy("能在现场签到。"),
}


class InviteForm(forms.Form):
    """For which role, and where to send the link."""

    address = AddressField(
        required=False,
        label=gettext_lazy("对方的电子邮箱或手机号"),
        help_text=gettext_lazy("填了就把链接发过去；不填，就由您复制链接发给对方。"),
        autocomplete="off",
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = INVITED_TO[type(body)]
        if len(roles) > 1:
            role = forms.ChoiceField(
                label=gettext_lazy("邀请对方做什么"),
                choices=[(role.value, role.label) for role in roles],
                widget=Radios(hints=ROLE_HINTS),
                error_messages={"required": gettext_lazy("请选择一种身份。")},
            )
            self.fields = {"role": role, **self.fields}
        self.only_role = roles[0]

    @property
    def role(self) -> Role:
        return Role(self.cleaned_data.get("role") or self.only_role)


def page_of(body: Body) -> str:
    """The address of the page on which this body's people are listed."""
    name = "web:employer_people" if isinstance(body, Employer) else "web:organiser_people"
    return reverse(name, args=[body.pk])


@opens_at_desk("employer", Employer.objects.all, may_invite)
@never_cache
@require_http_methods(["GET", "POST"])
def employer_people(request: HttpRequest, employer: Employer) -> HttpResponse:
    """An employer's reps."""
    return _people(request, employer)


@opens_at_desk("organiser", Organiser.objects.all, may_invite)
@never_cache
@require_http_methods(["GET", "POST"])
def organiser_people(request: HttpRequest, organiser: Organiser) -> HttpResponse:
    """An organiser's colleagues, advisers and door staff."""
    return _people(request, organiser)


@opens_at_desk(
    "invitation",
    Invitation.objects.select_related("organiser", "employer").all,
    may_withdraw_invitation,
)
@require_POST
def withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make a pending link worthless."""
    withdraw_invitation(request.user, invitation=invitation)  # type: ignore[arg-type]
    messages.success(request, _("邀请已撤回，链接不能再用。"))
    return redirect(page_of(invitation.body))  # type: ignore[arg-type]


def _people(request: HttpRequest, body: Body) -> HttpResponse:
    form = form_of(request, InviteForm, body=body)
    if request.method == "POST" and form.is_valid():
        issued = invite(
            request.user,  # type: ignore[arg-type]
            role=form.role,
            body=body,
            **by_kind(form.cleaned_data["address"]),
        )
        context = {"issued": issued, "link": link_to(issued), "body": body, "back": page_of(body)}
        context |= {"back_label": _("人员和邀请"), "sent": send_invitation(issued)}
        return render(request, "people/invited.html", context)
    members = body.memberships.select_related("user").order_by("role", "created_at")
    pending = (
        Invitation.objects.to_body(body)
        .usable(timezone.now())
        .select_related("invited_by")
        .order_by("-created_at")
    )
    context = {"body": body, "form": form, "members": members, "pending": pending}
    context["may_edit"] = isinstance(body, Organiser) and may_organise(request.user, body)
    return render(request, "people/colleagues.html", context)
