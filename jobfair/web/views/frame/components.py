"""Every component in every state on one page, for the people who build and check pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jobfair.web.access import signed_in
from jobfair.web.forms.fields import MomentField
from jobfair.web.forms.widgets import Checkboxes, CountedTextarea, Radios, Upload
from jobfair.web.views.frame import samples


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label=_("您的称呼"),
        help_text=_("招聘人员会这样称呼您。"),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    district = forms.ChoiceField(label=_("所在区"), choices=samples.DISTRICTS)
    way = forms.ChoiceField(
        label=_("想怎么联系"),
        choices=samples.WAYS,
        widget=Radios(hints=samples.WAY_HINTS),
    )
    support = forms.MultipleChoiceField(
        label=_("单位能提供什么"), required=False, choices=samples.SUPPORT, widget=Checkboxes
    )
    starts_at = MomentField(label=_("开始时间"), help_text=_("例如 2026-11-23，9:00。"))
    about = forms.CharField(
        label=_("岗位做什么"),
        help_text=_("最多 200 字。"),
        widget=CountedTextarea(200),
    )
    sheet = forms.FileField(
        label=_("电子表格"), required=False, widget=Upload(".xlsx,.csv", 10 * 1024 * 1024)
    )
    agree = forms.BooleanField(label=_("内容我已核对"))


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """For staff only; to anybody else it does not exist."""
    if not request.user.is_staff:
        raise Http404
    return render(request, "pages/components.html", _samples())


def _samples() -> dict[str, Any]:
    return {
        "form": SampleForm(prefix="good"),
        "wrong": SampleForm({}, prefix="wrong"),
        "page": Paginator(range(200), 10).page(7),
        "fairs": samples.fairs(),
        "booths": samples.BOOTHS,
        "positions": samples.positions(),
        "steps": samples.STEPS,
        "closing": samples.CLOSING,
    }
