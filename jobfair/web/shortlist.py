"""Positions a person wants to keep in sight: in a signed cookie, without an account."""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from jobfair.common.ids import decode, encode

COOKIE = "jobfair_shortlist"
COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
MOST = 60


def kept_by(request: HttpRequest) -> list[UUID]:
    """The kept positions, the latest first; a damaged cookie is an empty list."""
    try:
        text = _signer().unsign(request.COOKIES.get(COOKIE, ""))
        return [decode(key) for key in text.split(".") if key][:MOST]
    except (BadSignature, ValueError):
        return []


def keep(response: HttpResponse, ids: list[UUID], *, secure: bool) -> None:
    """Write the list for a year, or forget the cookie with the last of it."""
    if not ids:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    text = _signer().sign(".".join(encode(pk) for pk in ids))
    response.set_cookie(
        COOKIE, text, max_age=COOKIE_AGE, secure=secure, httponly=True, samesite="Lax"
    )


def _signer() -> Signer:
    return Signer(salt="jobfair.shortlist", sep="~")
