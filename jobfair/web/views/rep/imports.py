"""A rep's own sheet into the own booth: the first step; the others are everybody's."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from jobfair.booths.imports.permissions import may_import_into
from jobfair.booths.imports.template_file import template_xlsx
from jobfair.booths.models import Booth
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.views.organiser.imports import begin, send_template
from jobfair.web.views.rep.rows import booths

imports_into_booth = opens_at_desk("booth", booths, may_import_into)


@imports_into_booth
def start(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Choose a file for this booth; the template and earlier imports beside it."""
    return begin(request, booth.fair, booth)


@imports_into_booth
@require_safe
def template(request: SignedInRequest, booth: Booth) -> HttpResponse:
    return send_template(template_xlsx(request.user, fair=booth.fair, booth=booth))
