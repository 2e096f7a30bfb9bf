from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.permissions import may_edit_employer
from jobfair.booths import services
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_edit_booth, may_staff_booth
from jobfair.booths.presence import presence_of
from jobfair.booths.readiness import missing_for_booth
from jobfair.booths.services.materials import MOST_MATERIALS
from jobfair.booths.wording import BOOTH_READ_FIELDS
from jobfair.chat.permissions import may_begin_with_organiser
from jobfair.common.readiness import Missing
from jobfair.intents.steps import State
from jobfair.web.access import opens_at_desk
from jobfair.web.booth_words import booth_words
from jobfair.web.form_flags import flags_in_form
from jobfair.web.forms.known import is_saved
from jobfair.web.forms.rep.booth import BoothTextsForm, texts_of
from jobfair.web.kept_forms import form_of, is_discarded
from jobfair.web.views.rep.rows import booths, person

opens_booth = opens_at_desk("booth", booths, may_edit_booth)


@opens_booth
def booth_desk(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Everything about one booth on one page: what is done, what is missing, what is next."""
    missing = missing_for_booth(booth)
    positions = list(booth.positions.all())
    context = {
        "booth": booth,
        "todo": [(item, _where_to_mend(request, booth, item)) for item in missing],
        "presence": presence_of(booth),
        "seen": booth_words(booth, timezone.now()).text,
        "may_edit_employer": may_edit_employer(request.user, booth.employer),
        "may_staff": may_staff_booth(request.user, booth),
        "may_talk": may_begin_with_organiser(request.user, booth),
        "waiting_intents": booth.intents.filter(state=State.ASKED).count(),
        "sessions": booth.sessions.all(),
        "staffing": booth.staffing.select_related("user"),
        "positions": positions,
        "returned": sum(position.is_returned for position in positions),
        "pictures": booth.materials.count(),
        "most_pictures": MOST_MATERIALS,
    }
    return render(request, "rep/booth.html", context)


@opens_booth
def booth_texts(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Intro, sessions promised, hours; what is typed stays when something is wrong with it."""
    if is_discarded(request):
        return redirect("web:rep_booth_texts", booth.pk)
    values = texts_of(booth)
    form = form_of(request, BoothTextsForm, may_discard=True, booth=booth, initial=values)
    if request.method == "POST" and _texts_written(request, booth, form):
        messages.success(request, _("已保存。"))
        return redirect("web:rep_booth", booth.pk)
    flags = flags_in_form(form, BOOTH_READ_FIELDS)
    context = {"booth": booth, "form": form, "flags": flags}
    return render(request, "rep/booth_texts.html", context)


def _texts_written(request: HttpRequest, booth: Booth, form: BoothTextsForm) -> bool:
    write = partial(services.edit_booth, person(request), booth=booth)
    return is_saved(form, write, lambda: texts_of(booths().get(pk=booth.pk)))


@opens_booth
def publish_booth(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Ask, then show the booth in the hall."""
    if request.method != "POST":
        lines = [
            _("求职者能在展位列表里看到展位和通过审核的岗位。"),
            _("发布后还可以修改，也可以撤下。"),
        ]
        return render(request, "rep/publish.html", {"booth": booth, "consequences": lines})
    services.publish_booth(person(request), booth=booth)
    messages.success(request, _("展位已发布。求职者现在能在展位列表里看到它。"))
    return redirect("web:rep_booth", booth.pk)


@opens_booth
def unpublish_booth(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Ask, then take the booth out of the hall."""
    if request.method != "POST":
        lines = [
            _("求职者马上看不到这个展位和它的岗位。"),
            _("填过的内容都留着，可以再发布。"),
        ]
        return render(request, "rep/unpublish.html", {"booth": booth, "consequences": lines})
    services.unpublish_booth(person(request), booth=booth)
    messages.success(request, _("展位已撤下，求职者看不到它了。填过的内容都还在。"))
    return redirect("web:rep_booth", booth.pk)


def _where_to_mend(request: HttpRequest, booth: Booth, item: Missing) -> str:
    """The field itself, or the page where the thing is done; nothing for what others do."""
    if item.field == "employer" and not may_edit_employer(request.user, booth.employer):
        return ""
    texts = reverse("web:rep_booth_texts", args=[booth.pk])
    places = {
        "employer": reverse("web:rep_employer", args=[booth.employer_id]),
        "intro": f"{texts}#id_intro",
        "sessions": f"{texts}#id_sessions_0",
        "positions": reverse("web:rep_positions", args=[booth.pk]),
        "staffing": reverse("web:rep_staff", args=[booth.pk]),
    }
    return places.get(item.field, "")
