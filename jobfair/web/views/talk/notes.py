"""What a booth's reps have written down about a conversation, for themselves alone."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobfair.chat.models import Conversation
from jobfair.chat.permissions import may_read_notes
from jobfair.chat.selectors import notes_on
from jobfair.chat.services import add_note
from jobfair.common.errors import Invalid
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import NoteForm
from jobfair.web.kept_forms import form_of
from jobfair.web.views.talk.conversation import desk_url


def _rows() -> QuerySet[Conversation]:
    return Conversation.objects.select_related(
        "booth__employer", "booth__fair", "booth__zone", "jobseeker"
    )


@opens_at_desk("conversation", _rows, may_read_notes)
def notes(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """All notes, and the place to write one; the desk posts here too."""
    form = form_of(request, NoteForm)
    if request.method == "POST" and form.is_valid():
        try:
            add_note(request.user, conversation=conversation, text=form.cleaned_data["text"])
        except Invalid as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("备注已保存，只有本单位的招聘人员看得到。"))
            return redirect(desk_url(conversation))
    context = {
        "conversation": conversation,
        "booth": conversation.booth,
        "notes": notes_on(conversation),
        "form": form,
    }
    return render(request, "talk/notes.html", context)
