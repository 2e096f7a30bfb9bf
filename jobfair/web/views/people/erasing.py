"""Giving up one's account: what goes, what stays, what happens at once; then it is done."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jobfair.accounts.permissions import may_invite
from jobfair.common.errors import DomainError
from jobfair.common.sms import send_sms
from jobfair.oneself.selectors import HeldRole, Holdings
from jobfair.oneself.services import erase_account
from jobfair.web.access import SignedInRequest, public, signed_in
from jobfair.web.domain_errors import add_to_form
from jobfair.web.letters import post
from jobfair.web.sign_in.recently import surely_oneself
from jobfair.web.sign_in.words import SMS_ERASED
from jobfair.web.views.people.colleagues import page_of


class ErasingForm(forms.Form):
    """One box, so that nobody presses the button by mistake."""

    sure = forms.BooleanField(
        label=_("我看清楚了，要删除账号"),
        error_messages={"required": _("要删除，请先勾上这一项。")},
    )


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
@surely_oneself
def erase(request: SignedInRequest) -> HttpResponse:
    """Say everything that will happen, and do it once it was agreed to."""
    form = ErasingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email, phone = request.user.email, request.user.phone
        if _erased(request, form):
            is_told = _told(email, phone)
            return redirect(f"{reverse('web:erased')}{'?told=yes' if is_told else ''}")
    held = Holdings(request.user)
    context = {
        "form": form,
        "held": held,
        "bodies": [(role, _colleagues(request, role)) for role in held.roles],
    }
    return render(request, "people/erase.html", context, status=422 if form.errors else 200)


@public
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Where somebody arrives who has an account no longer."""
    if request.user.is_authenticated:
        return redirect("web:me")
    return render(request, "people/erased.html", {"is_told": "told" in request.GET})


def _colleagues(request: SignedInRequest, role: HeldRole) -> str:
    """The page on which a colleague can be invited; nothing for who may not."""
    body = role.membership.body
    return page_of(body) if body and may_invite(request.user, body) else ""


def _erased(request: SignedInRequest, form: ErasingForm) -> bool:
    try:
        erase_account(request.user)
    except DomainError as refusal:
        add_to_form(form, refusal)
        return False
    logout(request)
    return True


def _told(email: str | None, phone: str | None) -> bool:
    """The last word to an address that is known to nobody any more."""
    if email:
        link = f"{settings.SITE_URL}{reverse('web:help')}"
        return post(email, "mail/account_erased.txt", {"link": link})
    if phone:
        send_sms(phone, str(SMS_ERASED))
    return bool(phone)
