"""How, and how lately, this session proved who the person is."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from jobfair.web.kept_forms import keep

View = Callable[..., HttpResponseBase]


def signed_in_recently(request: HttpRequest, *, method: str = "") -> bool:
    """Whether any proof (or one by `method`, such as `code`) is younger than half an hour."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(
        record["at"] > since and (not method or record["method"] == method) for record in records
    )


def surely_oneself(view: View) -> View:
    """The page opens within half an hour of a proof of who it is; before, it asks for one.

    Whoever has a password or a second step proves it by that; everybody else signs in
    again by a code. Both come back to the page, and nothing that was posted is done unseen:
    it is kept, and found there.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if signed_in_recently(request):
            return view(request, *args, **kwargs)
        keep(request)
        here = request.path
        flows = get_reauthentication_flows(request.user)
        if flows:
            url = (
                f"account_{flows[0]['id']}"
                if flows[0]["id"] == "reauthenticate"
                else flows[0]["id"]
            )
            return redirect(f"{reverse(url)}?{urlencode({'next': here})}")
        sign_in = f"{reverse('account_login')}?{urlencode({'next': here})}"
        return render(request, "people/sign_in_again.html", {"sign_in": sign_in})

    return guarded
