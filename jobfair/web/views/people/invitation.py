"""What an invitation's link leads to: who invites you to what, and one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jobfair.accounts.models import User
from jobfair.accounts.services import accept_invitation, invitation_behind
from jobfair.common.errors import DomainError, Missing
from jobfair.web.access import public
from jobfair.web.sign_in.landing import landing_page


@public
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Open to whoever holds the link; accepting asks to sign in or up first."""
    reader = request.user if isinstance(request.user, User) else None
    try:
        if request.method == "POST" and reader is not None:
            membership = accept_invitation(reader, secret=secret)
            said = {"body": membership.body, "role": membership.get_role_display()}
            messages.success(request, _("您现在是%(body)s的%(role)s了。") % said)
            return redirect(landing_page(reader))
        found = invitation_behind(secret, reader=reader)
    except DomainError as refusal:
        status = 404 if isinstance(refusal, Missing) else 410
        return render(
            request, "people/invitation_gone.html", {"why": refusal.message}, status=status
        )
    context = {"invitation": found, "is_accepted": found.accepted_at is not None}
    return render(request, "people/invitation.html", context)
