from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.accounts import services
from jobfair.accounts.models import Employer
from jobfair.accounts.permissions import may_edit_employer
from jobfair.accounts.readiness import missing_for_employer
from jobfair.accounts.wording import READ_FIELDS
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.models import Picture
from jobfair.web.access import opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.form_flags import flags_in_form
from jobfair.web.forms.known import is_saved
from jobfair.web.forms.rep.employer import (
    EmployerForm,
    LogoForm,
    LogoWordsForm,
    record_of,
    words_of,
)
from jobfair.web.kept_forms import (
    forget,
    form_of,
    is_discarded,
    kept_at,
    shown_where_it_stood,
)
from jobfair.web.views.rep.rows import employers, person

LOGO = "logo"
opens_employer = opens_at_desk("employer", employers, may_edit_employer)


@opens_employer
def employer_record(request: HttpRequest, employer: Employer) -> HttpResponse:
    """Change the record; what is typed stays when something is wrong with it."""
    if is_discarded(request):
        return redirect("web:rep_employer", employer.pk)
    form = form_of(request, EmployerForm, may_discard=True, initial=record_of(employer))
    if request.method == "POST" and _record_written(request, employer, form):
        return _after_saving(request, employer)
    return _page(request, employer, form, _logo_form(request, employer))


@require_POST
@opens_employer
def submit_employer(request: HttpRequest, employer: Employer) -> HttpResponse:
    _submitted(request, employer)
    return redirect("web:rep_employer", employer.pk)


@require_POST
@opens_employer
@shown_where_it_stood
def set_logo(request: HttpRequest, employer: Employer) -> HttpResponse:
    """Set the logo; the one before can be had back for an hour."""
    forget(request)
    form = LogoForm(request.POST, request.FILES, prefix=LOGO)
    if form.is_valid():
        try:
            services.set_logo(person(request), employer=employer, **form.cleaned_data)
        except Invalid as refusal:
            add_to_form(form, refusal)
        else:
            return _to_logo(employer)
    return _page(request, employer, EmployerForm(initial=record_of(employer)), form)


@require_POST
@opens_employer
def remove_logo(request: HttpRequest, employer: Employer) -> HttpResponse:
    services.remove_logo(person(request), employer=employer)
    return _to_logo(employer)


@require_POST
@opens_employer
def restore_logo(request: HttpRequest, employer: Employer) -> HttpResponse:
    services.restore_logo(person(request), employer=employer)
    messages.success(request, _("原来的标志换回来了。"))
    return _to_logo(employer)


@opens_employer
def logo_words(request: HttpRequest, employer: Employer) -> HttpResponse:
    """The words of the logo, to be corrected."""
    logo = employer.logo
    if logo is None:
        return _to_logo(employer)
    form = form_of(request, LogoWordsForm, initial=words_of(logo))
    write = partial(services.describe_logo, person(request), employer=employer)
    stands = partial(Picture.objects.get, pk=logo.pk)
    if request.method == "POST" and is_saved(form, write, lambda: words_of(stands())):
        messages.success(request, _("标志说明改好了。"))
        return _to_logo(employer)
    return render(request, "rep/logo.html", {"employer": employer, "form": form})


def _to_logo(employer: Employer) -> HttpResponse:
    return redirect(f"{reverse('web:rep_employer', args=[employer.pk])}#logo")


def _record_written(request: HttpRequest, employer: Employer, form: EmployerForm) -> bool:
    write = partial(services.edit_employer, person(request), employer=employer)
    return is_saved(form, write, lambda: record_of(employers().get(pk=employer.pk)))


def _logo_form(request: HttpRequest, employer: Employer) -> LogoForm:
    typed = kept_at(request, reverse("web:rep_logo", args=[employer.pk]))
    begun = {name.removeprefix(f"{LOGO}-"): text for name, text in typed.items()}
    return LogoForm(prefix=LOGO, initial=begun)


def _after_saving(request: HttpRequest, employer: Employer) -> HttpResponse:
    messages.success(request, _("已保存。"))
    if request.POST.get("action") == "submit":
        _submitted(request, employer)
    return redirect("web:rep_employer", employer.pk)


def _submitted(request: HttpRequest, employer: Employer) -> None:
    try:
        services.submit_employer(person(request), employer=employer)
    except (Invalid, Conflict) as refusal:
        messages.error(request, refusal.message)  # the page itself lists what is missing
    else:
        messages.success(request, _("已提交审核。结果会显示在这里。"))


def _page(
    request: HttpRequest, employer: Employer, form: EmployerForm, logo_form: LogoForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "employer": employer,
        "form": form,
        "logo_form": logo_form,
        "missing": missing_for_employer(employer),
        "flags": flags_in_form(form, READ_FIELDS),
    }
    return render(request, "rep/employer.html", context)
