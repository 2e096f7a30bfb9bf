"""How, and how lately, this session proved who the person is."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def signed_in_recently(request: HttpRequest, *, method: str = "") -> bool:
    """Whether any proof (or one by `method`, such as `code`) is younger than half an hour."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(
        record["at"] > since and (not method or record["method"] == method) for record in records
    )
