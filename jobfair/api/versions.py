"""ETags: unchanged things are not sent again, and nobody overwrites what they have not seen."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from jobfair.api.problems import PreconditionFailed
from jobfair.fairs.models import Fair


def public_tag(request: Request, fair: Fair) -> str:
    """For who sees what everybody sees: known without reading the thing itself."""
    parts = (fair.key, fair.content_version, get_language(), request.get_full_path())
    return _quoted("|".join(map(str, parts)))


def tag_of(data: Any) -> str:
    """For who sees more: by the content itself."""
    return _quoted(json.dumps(data, cls=JSONEncoder, sort_keys=True))


def is_known(request: Request, tag: str) -> bool:
    return tag in _named(request.headers.get("If-None-Match", ""))


def tagged(request: Request, data: Any, tag: str = "") -> Response:
    """The answer with its tag, or 304 when the program has it already."""
    tag = tag or tag_of(data)
    is_unchanged = request.method in SAFE_METHODS and is_known(request, tag)
    response = Response(status=304) if is_unchanged else Response(data)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
    return response


def require_match(request: Request, held: Model, current: Callable[[], Any]) -> None:
    """Refuse with 412 when `If-Match` names an older state; call it inside a transaction.

    `current()` is what the person would read now. The row `held`, which whoever changes that
    holds too, is locked until the transaction ends, so that it cannot change in between.
    """
    wanted = request.headers.get("If-Match")
    if wanted is None:
        return
    assert transaction.get_connection().in_atomic_block  # noqa: S101 - else the lock is none
    type(held)._default_manager.select_for_update().get(pk=held.pk)
    if wanted.strip() != "*" and tag_of(current()) not in _named(wanted):
        raise PreconditionFailed(_("您读过以后，内容又改了。请重新读取，再改。"))


def _named(header: str) -> list[str]:
    # Compressing an answer makes its tag weak; the content is the same all the same.
    return [tag.removeprefix("W/") for tag in parse_etags(header)]


def _quoted(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
