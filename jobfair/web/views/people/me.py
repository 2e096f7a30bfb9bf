"""A person's own page: how they are called and reached, what they may do, how they sign in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jobfair.accounts.models import Membership
from jobfair.accounts.permissions import may_end_role
from jobfair.accounts.roles import Role
from jobfair.accounts.services import end_role, rename
from jobfair.common.errors import DomainError
from jobfair.web.access import opens_at_desk, signed_in
from jobfair.web.domain_errors import add_to_form
from jobfair.web.kept_forms import form_of
from jobfair.web.sign_in.forms import name_field
from jobfair.web.sign_in.landing import DESKS
from jobfair.web.views.people.colleagues import page_of

INVITING = {Role.ORGANISER, Role.REP}


class NameForm(forms.Form):
    """How to be addressed."""

    name = name_field()


@signed_in
@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Everything of the account at a glance, each line with its way to change it."""
    rows = request.user.memberships.select_related("organiser", "employer").order_by("created_at")  # type: ignore[union-attr]
    context = {
        "roles": [_role(request, row) for row in rows],
        "has_second_step": request.user.has_second_step,  # type: ignore[union-attr]
    }
    return render(request, "people/me.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def my_name(request: HttpRequest) -> HttpResponse:
    """Change how one is addressed."""
    form = form_of(request, NameForm, initial={"name": request.user.name})  # type: ignore[union-attr]
    if request.method == "POST" and form.is_valid():
        try:
            rename(request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except DomainError as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("称呼改好了。"))
            return redirect("web:me")
    return render(request, "people/name.html", {"form": form})


@opens_at_desk(
    "membership",
    Membership.objects.select_related("user", "organiser", "employer").all,
    may_end_role,
)
@require_http_methods(["GET", "POST"])
def end_membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Lay down a role, or take a colleague's, after asking once."""
    is_own = membership.user_id == request.user.pk
    body = membership.body
    back = reverse("web:me") if is_own or body is None else page_of(body)
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        end_role(request.user, membership=membership)  # type: ignore[arg-type]
        messages.success(request, _("已取消这个身份。"))
        return redirect(back)
    context = {"membership": membership, "is_own": is_own, "back_url": back}
    return render(request, "people/end_role.html", context)


def _role(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    role = Role(membership.role)
    body = membership.body
    sleeps = role == Role.ORGANISER and request.user.lacks_second_step  # type: ignore[union-attr]
    return {
        "membership": membership,
        "label": role.label,
        "body": body,
        "desk": "" if sleeps else DESKS.get(role, ""),
        "people": page_of(body) if body and role in INVITING and not sleeps else "",
        "sleeps": sleeps,
    }
