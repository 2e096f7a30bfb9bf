"""The review desk: what waits, oldest first, and one position at a time."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.accounts.models import Employer
from jobfair.booths import services
from jobfair.booths.changes import changes_since_review
from jobfair.booths.models import Booth, Position, PositionQuerySet
from jobfair.booths.readiness import missing_for_position
from jobfair.booths.vocabulary import DEMANDS
from jobfair.booths.wording import BOOTH_READ_FIELDS, READ_FIELDS, flags_of, flags_of_booth
from jobfair.common.review import ReviewState
from jobfair.common.wording import flags_in
from jobfair.fairs.models import Fair
from jobfair.web.access import SignedInRequest
from jobfair.web.field_words import label_of
from jobfair.web.forms.organiser.review import (
    PHRASES_FOR_POSITION,
    ApproveForm,
    ReturnForm,
    advice_on,
)
from jobfair.web.views.organiser.common import (
    accepted,
    asked_key,
    fairs_of,
    organisers_of,
    page_of,
    typed,
)
from jobfair.web.views.organiser.doors import for_organisers, reviews_position


@for_organisers
def desk(request: SignedInRequest) -> HttpResponse:
    """Employers and positions that wait, and what was changed after it was approved."""
    fair = _asked_fair(request)
    positions = _positions_of(request, fair)
    waiting = positions.awaiting_review()
    page = page_of(request, waiting)
    context = {
        "fair": fair,
        "employers": [] if fair else _employers_waiting(request),
        "drafts": 0 if fair else _employers_in_draft(request),
        "page": page,
        "rows": [(position, len(flags_of(position))) for position in page],
        "unflagged": len(_unflagged(waiting)),
        "edited": positions.edited_since_review()[:50],
    }
    return render(request, "organiser/review.html", context)


@for_organisers
def approve_many(request: SignedInRequest) -> HttpResponse:
    """Approve all that wait and hold no flagged wording, after a page that lists them."""
    fair = _asked_fair(request)
    ready = _unflagged(_positions_of(request, fair).awaiting_review())
    back = reverse("web:desk_review") + (f"?fair={fair.key}" if fair else "")
    if request.method == "POST":
        shown = set(request.POST.getlist("position"))
        chosen = [position for position in ready if position.key in shown]
        done = services.approve_unflagged(request.user, positions=chosen)
        text = ngettext("%(n)d 个岗位已通过审核。", "%(n)d 个岗位已通过审核。", len(done))
        messages.success(request, text % {"n": len(done)})
        return redirect(back)
    context = {"fair": fair, "ready": ready, "back": back}
    return render(request, "organiser/approve_many.html", context)


@reviews_position
def position(request: SignedInRequest, position: Position) -> HttpResponse:
    """One position in full; here it is approved or returned, and the next one follows."""
    data = typed(request)
    decision = data.get("decision") if data else None
    approving = ApproveForm(data if decision == "approve" else None)
    returning = _return_form(position, data if decision == "return" else None)
    title = {"title": position.title}
    if accepted(request, approving, lambda: _approve(request, position, approving)):
        messages.success(request, _("“%(title)s”已通过审核。") % title)
        return _next(position)
    if accepted(request, returning, lambda: _return(request, position, returning)):
        messages.success(request, _("“%(title)s”已退回修改。") % title)
        return _next(position)
    return _shown(request, position, approving, returning)


def _approve(request: SignedInRequest, position: Position, form: ApproveForm) -> None:
    services.approve_position(request.user, position=position, **form.cleaned_data)


def _return(request: SignedInRequest, position: Position, form: ReturnForm) -> None:
    services.return_position(request.user, position=position, note=form.note)


def _shown(
    request: SignedInRequest, position: Position, approving: ApproveForm, returning: ReturnForm
) -> HttpResponse:
    queue = list(_queue(position.booth.fair).values_list("pk", flat=True))
    context = {
        "fair": position.booth.fair,
        "position": position,
        "flags": flags_of(position),
        "english": _filled(position, [name for name in READ_FIELDS if name.endswith("_en")]),
        "booth_flags": flags_of_booth(position.booth),
        "booth_texts": _booth_texts(position.booth),
        "missing": missing_for_position(position),
        "changes": changes_since_review(position),
        "demands": [
            (label_of(Position, name), getattr(position, f"get_{name}_display")())
            for name in DEMANDS
        ],
        "note_flags": flags_in(position.source_note),
        "approving": approving,
        "returning": returning,
        "left": len(queue),
        "next": next((key for key in _after(queue, position)), None),
    }
    return render(request, "organiser/position.html", context)


def _return_form(position: Position, data: QueryDict | None = None) -> ReturnForm:
    """The advice for each flagged wording of this position comes first."""
    advice = advice_on(flags_of(position) + flags_of_booth(position.booth))
    return ReturnForm(data, phrases=[*advice, *PHRASES_FOR_POSITION])


def _filled(thing: Position | Booth, names: Iterable[str]) -> list[tuple[str | Promise, str]]:
    """What is written there, each with what it is called."""
    texts = [(label_of(type(thing), name), getattr(thing, name)) for name in names]
    return [(label, text) for label, text in texts if text]


def _booth_texts(booth: Booth) -> list[tuple[str | Promise, str, str]]:
    """What stands beside the position, with its language where that is English."""
    return [
        (label, text, "en" if name.endswith("_en") else "")
        for name in BOOTH_READ_FIELDS
        for label, text in _filled(booth, [name])
    ]


def _next(position: Position) -> HttpResponse:
    """On to the next one of the same fair; when none is left, back to the desk."""
    following = _queue(position.booth.fair).first()
    if following is None:
        return redirect("web:desk_review")
    return redirect("web:desk_position", following.key)


def _after(queue: Sequence[UUID], position: Position) -> list[UUID]:
    """The queue from behind this one on, then from its beginning."""
    at = queue.index(position.pk) + 1 if position.pk in queue else 0
    return [key for key in [*queue[at:], *queue[:at]] if key != position.pk]


def _queue(fair: Fair) -> PositionQuerySet:
    return Position.objects.filter(booth__fair=fair).awaiting_review().order_by("edited_at", "pk")


def _positions_of(request: SignedInRequest, fair: Fair | None) -> PositionQuerySet:
    fairs = [fair] if fair else fairs_of(request)
    rows = Position.objects.filter(booth__fair__in=fairs, closed_at=None)
    return rows.select_related("booth__employer", "booth__fair").order_by("edited_at", "pk")


def _unflagged(waiting: QuerySet[Position]) -> list[Position]:
    return [p for p in waiting if not flags_of(p) and not missing_for_position(p)]


def _employers_waiting(request: SignedInRequest) -> QuerySet[Employer]:
    rows = Employer.objects.awaiting_review().filter(organiser__in=organisers_of(request))
    return rows.order_by("created_at")


def _employers_in_draft(request: SignedInRequest) -> int:
    """Those that nobody has handed in, as after an import."""
    drafts = Employer.objects.filter(review_state=ReviewState.DRAFT)
    return drafts.filter(organiser__in=organisers_of(request)).count()


def _asked_fair(request: SignedInRequest) -> Fair | None:
    """The fair of the address, if this person helps with it."""
    key = asked_key(request, "fair")
    return fairs_of(request).filter(pk=key).first() if key else None
