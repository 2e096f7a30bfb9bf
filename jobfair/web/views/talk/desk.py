"""The booth's desk: who waits for an answer and how long, and the conversation at hand."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from jobfair.accounts.events import user_stream
from jobfair.booths.events import staff_stream
from jobfair.booths.models import Booth
from jobfair.booths.presence import presence_of
from jobfair.booths.selectors import people_at
from jobfair.booths.services import hold_desk
from jobfair.chat.models import BESIDE_JOBSEEKER, Conversation
from jobfair.chat.permissions import may_work_desk
from jobfair.chat.selectors import (
    desk_conversations,
    notes_on,
    phrases_for,
    with_last_messages,
)
from jobfair.chat.services import add_phrase, remove_phrase
from jobfair.common.errors import DomainError
from jobfair.common.ids import decode
from jobfair.watch.selectors import reminder_for
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.booth_words import booth_words
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.rep.booth import BREAKS
from jobfair.web.forms.talk import MessageForm, PhraseForm
from jobfair.web.kept_forms import form_of
from jobfair.web.live import heard_by, listening
from jobfair.web.views.talk.conversation import PLACES, talk_context

#: A line of the list; so many answered ones stand below those at hand, the earlier ones fold.
Row = tuple[Conversation, bool, str]
RECENT = 10

opens_desk = opens_at_desk(
    "booth",
    lambda: Booth.objects.select_related("employer", "fair__organiser", "zone"),
    may_work_desk,
)


@opens_desk
def desk(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """The list of conversations and, with `?talk=`, up to three of them side by side."""
    return desk_page(request, booth, _opened(request))


def desk_page(
    request: SignedInRequest,
    booth: Booth,
    opened: list[str],
    *,
    refused: MessageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The desk with these conversations; what was refused stands in the form of the first."""
    context = listening(booth.fair) | list_context(request, booth, opened)
    talks = [_conversation(booth, key) for key in opened]
    columns = [
        _column(request, booth, talk, talks, None if place else refused)
        for place, talk in enumerate(talks)
    ]
    context |= {"talks": talks, "columns": columns}
    return render(request, "talk/desk.html", context, status=status)


def _opened(request: SignedInRequest) -> list[str]:
    return list(dict.fromkeys(request.GET.getlist("talk")))[: len(PLACES)]


def _column(
    request: SignedInRequest,
    booth: Booth,
    talk: Conversation,
    talks: list[Conversation],
    refused: MessageForm | None,
) -> str:
    """One conversation with the card of who asks and the booth's notes."""
    context = talk_context(request, talk, PLACES[talks.index(talk)], refused)
    context["phrases"] = phrases_for(booth, request.user)
    context["notes"] = notes_on(talk)
    context["company"] = [one for one in context["beside"] if one.seat in BESIDE_JOBSEEKER]
    others = [other.key for other in talks if other != talk]
    context["without"] = _address(others) if others else ""
    return render_to_string("talk/_column.html", context, request)


def _address(talks: Iterable[str]) -> str:
    return "?" + urlencode([("talk", key) for key in talks])


@opens_desk
def list_part(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """The list alone, for a page that fetches it again.

    With `?hold=` an open desk says so by this, where no socket does.
    """
    if "hold" in request.GET:
        hold_desk(request.user, booth=booth)
    return render(request, "talk/_desk_list.html", list_context(request, booth, _opened(request)))


@opens_desk
def phrases(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """The rep's prepared phrases: shown, added, removed."""
    removes = request.method == "POST" and "text" not in request.POST
    form = PhraseForm() if removes else form_of(request, PhraseForm)
    rows = phrases_for(booth, request.user)
    if request.method == "POST" and "remove" in request.POST:
        phrase = get_object_or_404(rows, pk=_decoded(request.POST["remove"]))
        remove_phrase(request.user, phrase=phrase)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            add_phrase(request.user, employer=booth.employer, **form.cleaned_data)
            return redirect(request.path)
        except DomainError as error:
            add_to_form(form, error)
    context = {"booth": booth, "phrases": rows, "form": form}
    return render(request, "talk/phrases.html", context)


def list_context(request: SignedInRequest, booth: Booth, opened: list[str]) -> dict[str, Any]:
    heard = heard_by(staff_stream(booth.pk), user_stream(request.user.pk))
    now = timezone.now()
    booth = Booth.objects.select_related("employer", "fair__organiser", "zone").get(pk=booth.pk)
    conversations = with_last_messages(desk_conversations(booth, request.user))
    rows = [_row(one, opened) for one in conversations]
    at_hand = [row for row in rows if _is_at_hand(row)]
    answered = [row for row in rows if not _is_at_hand(row)]
    return {
        "booth": booth,
        "fair": booth.fair,
        "heard": heard,
        "conversations": conversations,
        "presence": presence_of(booth, now),
        "seen": booth_words(booth, now).text,
        "breaks": BREAKS,
        "reminder": reminder_for(booth),
        "at_desk": people_at(booth, now),
        "waiting": sum(1 for one in conversations if one.waiting_since),
        "open": opened,
        "here_query": _address(opened) if opened else "",
        "rows": at_hand + answered[:RECENT],
        "earlier": answered[RECENT:],
    }


def _is_at_hand(row: Row) -> bool:
    """Whether something is to be done about it, or it is being read."""
    conversation, is_open, _beside = row
    return is_open or conversation.waiting_since is not None


def _row(conversation: Conversation, opened: list[str]) -> Row:
    """A line of the list: whether it is open, and how to open it beside what is."""
    is_open = conversation.key in opened
    may_join = opened and not is_open and len(opened) < len(PLACES)
    return conversation, is_open, _address([*opened, conversation.key]) if may_join else ""


def _conversation(booth: Booth, key: str) -> Conversation:
    rows = booth.conversations.select_related(
        "booth__employer", "booth__zone", "booth__fair__organiser", "jobseeker"
    )
    return get_object_or_404(rows, pk=_decoded(key))


def _decoded(key: str) -> Any:
    try:
        return decode(key)
    except ValueError as error:
        raise Http404 from error
