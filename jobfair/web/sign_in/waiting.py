"""How long a person must wait, in words, and whether the counters can be read at all."""

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

APP = "allauth.account"
RESEND_AFTER = 60  # seconds
UNKNOWN_WAIT = 60


def require_room(request: HttpRequest, action: str, key: str, *, dry_run: bool = False) -> None:
    """Count one try of `action` at `key`; ValidationError says how long to wait."""
    key = key.lower()
    if not ratelimit.consume(request, app=APP, action=action, key=key, dry_run=dry_run):
        raise too_many(seconds_to_wait(request, action, key))


def too_many(seconds: float) -> ValidationError:
    sentence = _("试的次数太多了，为了账号安全先停一停。请%(wait)s后再试。")
    return ValidationError(sentence % {"wait": in_words(seconds)}, code="too_many")


def seconds_to_wait(request: HttpRequest, action: str, key: str) -> float:
    """Until the fullest of the action's limits has room again."""
    waits = [
        _until_room(request, action, key, rate)
        for rate in ratelimit.get_rates(app=APP, action=action)
    ]
    return max(waits, default=0) or UNKNOWN_WAIT


def in_words(seconds: float) -> str:
    """`45 秒`, `8 分钟`, `3 小时`; rounded up, so that it is never too early."""
    if seconds <= 90:
        whole = max(1, math.ceil(seconds))
        return ngettext(" %d 秒", " %d 秒", whole) % whole
    if seconds <= 90 * 60:
        whole = math.ceil(seconds / 60)
        return ngettext(" %d 分钟", " %d 分钟", whole) % whole
    whole = math.ceil(seconds / 3600)
    return ngettext(" %d 小时", " %d 小时", whole) % whole


def resend_wait(sent_at: float) -> int:
    """Seconds until another code may be asked for."""
    return max(0, math.ceil(sent_at + RESEND_AFTER - time.time()))


def counters_answer() -> bool:
    """Whether the shared counters can be written and read; nobody signs in uncounted."""
    mark = get_random_string(12)
    try:
        cache.set("sign-in:probe", mark, 60)
        return cache.get("sign-in:probe") is not None
    except Exception:
        return False


def _until_room(request: HttpRequest, action: str, key: str, rate: ratelimit.Rate) -> float:
    place = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key)
    times: list[float] = cache.get(place, [])
    if len(times) < rate.amount:
        return 0
    return max(0, times[-1] + rate.duration - time.time())
