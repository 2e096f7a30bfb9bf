"""Keys with which a person's own programs use the API."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobfair.accounts.models import AccessToken, User
from jobfair.accounts.permissions import may_revoke_token
from jobfair.accounts.services import IssuedToken, create_token, revoke_token
from jobfair.common.errors import DomainError
from jobfair.web.access import opens_at_desk, signed_in
from jobfair.web.domain_errors import add_to_form
from jobfair.web.kept_forms import form_of
from jobfair.web.sign_in.recently import surely_oneself


class TokenForm(forms.Form):
    """What the key is for."""

    name = forms.CharField(
        label=gettext_lazy("用途"),
        max_length=60,
        help_text=gettext_lazy("写给自己看，例如“每周导出表格”。"),
        error_messages={"required": gettext_lazy("请填写用途。")},
    )


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
@surely_oneself
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's keys; a new one is shown this once."""
    form = form_of(request, TokenForm)
    issued = _created(request, form)
    rows = request.user.access_tokens.order_by("created_at")  # type: ignore[union-attr]
    context = {"tokens": rows, "form": TokenForm() if issued else form, "issued": issued}
    return render(request, "people/tokens.html", context)


@opens_at_desk("token", AccessToken.objects.all, may_revoke_token)
@require_POST
def revoke(request: HttpRequest, token: AccessToken) -> HttpResponse:
    """Make a key worthless at once."""
    revoke_token(request.user, token=token)  # type: ignore[arg-type]
    messages.success(request, _("密钥已删掉，不能再用。"))
    return redirect("web:tokens")


def _created(request: HttpRequest, form: TokenForm) -> IssuedToken | None:
    if not isinstance(request.user, User) or request.method != "POST" or not form.is_valid():
        return None
    try:
        return create_token(request.user, name=form.cleaned_data["name"])
    except DomainError as refusal:
        add_to_form(form, refusal)
        return None
