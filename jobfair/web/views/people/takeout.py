"""One's own data: read on a page, taken along as a page or for programs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobfair.oneself.takeout import as_json, takeout_of
from jobfair.web.access import SignedInRequest, signed_in
from jobfair.web.downloads import download
from jobfair.web.sign_in.recently import surely_oneself
from jobfair.web.styles import styles


@signed_in
@never_cache
@require_safe
@surely_oneself
def takeout(request: SignedInRequest) -> HttpResponse:
    """Everything that is stored about the reader."""
    return render(request, "people/data.html", {"takeout": takeout_of(request.user)})


@signed_in
@never_cache
@require_safe
@surely_oneself
def takeout_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """The same to keep: a page that needs no network, or JSON."""
    found = takeout_of(request.user)
    if kind == "json":
        return download(as_json(found), "application/json", _("我的资料") + ".json")
    if kind != "html":
        raise Http404
    context = {"takeout": found, "styles": styles("tokens", "base", "components")}
    page = render_to_string("people/paper.html", context, request)
    return download(page.encode(), "text/html; charset=utf-8", _("我的资料") + ".html")
