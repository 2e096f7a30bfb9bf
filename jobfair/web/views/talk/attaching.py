"""Sending a picture or a document, and fetching one."""

from secrets import token_hex

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobfair.chat.models import Attachment, Conversation
from jobfair.chat.permissions import may_open_attachment
from jobfair.chat.services import send_attachment
from jobfair.common.errors import Conflict, Invalid
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.domain_errors import add_to_form
from jobfair.web.forms.talk import AttachmentForm
from jobfair.web.kept_forms import form_of, status_of
from jobfair.web.views.talk.conversation import opens_conversation, talk_url


@opens_conversation
def attach(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Choose a file and describe it; pressed twice it is sent once."""
    back = talk_url(request, conversation)
    begun = {"cid": token_hex(16)}
    form = form_of(request, AttachmentForm, files=request.FILES or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, conversation, form)
            return redirect(back + "#newest")
        except (Invalid, Conflict) as error:
            add_to_form(form, error)
    context = {"conversation": conversation, "form": form, "back": back}
    return render(request, "talk/attach.html", context, status=status_of(form))


def _send(request: SignedInRequest, conversation: Conversation, form: AttachmentForm) -> None:
    given = form.cleaned_data
    send_attachment(
        request.user,
        conversation=conversation,
        cid=given["cid"],
        upload=given["upload"],
        name=given["upload"].name,
        text=given["text"],
    )


@require_safe
@never_cache
@opens_at_desk(
    "attachment",
    lambda: Attachment.objects.select_related("message__conversation__booth__employer"),
    may_open_attachment,
)
def file(request: SignedInRequest, attachment: Attachment) -> FileResponse:
    """The file, always to be saved and never run in the page; asked for anew each time."""
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
