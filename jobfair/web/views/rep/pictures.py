from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobfair.booths import services
from jobfair.booths.models import Booth, Material
from jobfair.booths.permissions import may_edit_material
from jobfair.booths.services.materials import MOST_MATERIALS
from jobfair.common.errors import Conflict, Invalid
from jobfair.common.models import Picture
from jobfair.web.access import opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.known import is_saved
from jobfair.web.forms.rep.employer import PictureForm, WrittenWordsForm, words_of
from jobfair.web.kept_forms import form_of
from jobfair.web.views.rep.booth import opens_booth
from jobfair.web.views.rep.rows import materials, person

opens_material = opens_at_desk("material", materials, may_edit_material)


@opens_booth
def pictures(request: HttpRequest, booth: Booth) -> HttpResponse:
    """The pictures of a booth, and one more."""
    form = form_of(request, PictureForm, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_material(person(request), booth=booth, **form.cleaned_data)
        except (Invalid, Conflict) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("图片已放到展位上。"))
            return redirect("web:rep_pictures", booth.pk)
    shown = booth.materials.select_related("picture")
    removed = Material.with_removed.removed().filter(booth=booth)
    context = {
        "booth": booth,
        "shown": shown,
        "removed": removed.select_related("picture"),
        "room": MOST_MATERIALS - len(shown),
        "most": MOST_MATERIALS,
        "form": form,
    }
    return render(request, "rep/pictures.html", context)


@opens_material
def picture(request: HttpRequest, material: Material) -> HttpResponse:
    """The words of one picture, to be corrected."""
    form = form_of(request, WrittenWordsForm, initial=words_of(material.picture))
    if request.method == "POST" and _words_written(request, material, form):
        messages.success(request, _("图片说明改好了。"))
        return redirect("web:rep_pictures", material.booth_id)
    context = {"material": material, "booth": material.booth, "form": form}
    return render(request, "rep/picture.html", context)


def _words_written(request: HttpRequest, material: Material, form: WrittenWordsForm) -> bool:
    write = partial(services.describe_material, person(request), material=material)
    return is_saved(form, write, lambda: words_of(Picture.objects.get(pk=material.picture_id)))


@require_POST
@opens_material
def move_picture(request: HttpRequest, material: Material) -> HttpResponse:
    places = -1 if request.POST.get("to") == "forward" else 1
    services.move_material(person(request), material=material, places=places)
    address = reverse("web:rep_pictures", args=[material.booth_id])
    return redirect(f"{address}#picture-{material.key}")


@require_POST
@opens_material
def remove_picture(request: HttpRequest, material: Material) -> HttpResponse:
    services.remove_material(person(request), material=material)
    return redirect("web:rep_pictures", material.booth_id)


@require_POST
@opens_material
def restore_picture(request: HttpRequest, material: Material) -> HttpResponse:
    services.restore_material(person(request), material=material)
    messages.success(request, _("图片放回去了。"))
    return redirect("web:rep_pictures", material.booth_id)
