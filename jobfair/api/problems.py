"""Refusals as RFC 9457 problem details: a code for the program, a sentence for the person."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from jobfair.common.away import RETRY_AFTER, is_away
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing, NotAllowed, TooMany

STATUS_OF: dict[type[DomainError], HTTPStatus] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotAllowed: HTTPStatus.FORBIDDEN,
    Missing: HTTPStatus.NOT_FOUND,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    Conflict: HTTPStatus.CONFLICT,
}
CONTENT_TYPE = "application/problem+json"


class PreconditionFailed(exceptions.APIException):
    """What the program read has changed since."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "changed_since"


def as_problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler; None leaves what nobody foresaw to Django."""
    if is_away(error):
        sentence = _("数据库现在没有空，请求没有办成。请稍后再发一次。")
        return _response(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            sentence,
            {},
            {"Retry-After": str(RETRY_AFTER)},
        )
    if isinstance(error, DomainError):
        set_rollback()
        return _response(_status(error), error.code, str(error.message), error.fields)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    return _from_framework(error)


def _status(error: DomainError) -> HTTPStatus:
    return next(status for kind, status in STATUS_OF.items() if isinstance(error, kind))


def _from_framework(error: exceptions.APIException) -> Response:
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if isinstance(error, exceptions.ValidationError):
        sentence = _("有些内容不对，请按 fields 里的提示修改。")
        return _response(error.status_code, "invalid", sentence, error.detail, headers)
    code = str(getattr(error.detail, "code", error.default_code))
    return _response(error.status_code, code, str(error.detail), {}, headers)


def _response(
    status: int, code: str, sentence: str, fields: Any, headers: dict[str, str] | None = None
) -> Response:
    problem = {
        "type": f"urn:jobfair:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "code": code,
        "detail": sentence,
        "fields": _plain(fields),
    }
    return Response(problem, status=status, headers=headers, content_type=CONTENT_TYPE)


def _plain(fields: Any) -> Any:
    if isinstance(fields, Mapping):
        return {str(name): _plain(said) for name, said in fields.items()}
    if isinstance(fields, (list, tuple)):
        return [_plain(said) for said in fields]
    return str(fields)
