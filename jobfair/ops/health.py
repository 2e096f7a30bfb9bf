"""Whether this server lives, and whether it can do its work; for whoever watches over it."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobfair.common.environment import words
from jobfair.ops.versions import apps_half_way, waiting_migrations

LEAST_FREE_DISK = 0.05


class Unready(Exception):
    """Something the site needs does not work; the message says what."""


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Answer while the process answers at all."""
    return answer({"status": "live"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when people can be served, 503 otherwise, each check in words."""
    results = {name: outcome(check) for name, check in CHECKS.items()}
    failed = {name for name, (passed, _) in results.items() if not passed}
    status = "not ready" if failed - SPARABLE else "degraded" if failed else "ready"
    sentences = {name: sentence for name, (_, sentence) in results.items()}
    body = {"status": status, "checks": sentences}
    return answer(body, status=503 if status == "not ready" else 200)


def outcome(check: Callable[[], str]) -> tuple[bool, str]:
    """Run one check; return whether it passed, and its sentence without any detail of the machine."""
    try:
        return True, check()
    except Unready as problem:
        return False, str(problem)
    except Exception as problem:
        return False, type(problem).__name__


def writable() -> str:
    """The database takes a write and gives it back; the shared counters live there too."""
    token = secrets.token_hex(8)
    shared_cache.set("healthz", token, timeout=60)
    if shared_cache.get("healthz") is None:
        raise Unready("写入后读不到 what was written cannot be read")
    return "可以写入 writable"


def migrated() -> str:
    """The tables are those of this version."""
    if apps_half_way() or waiting_migrations():
        raise Unready("数据库没有升级 the database lacks migrations")
    return "已升级 migrated"


def disk() -> str:
    """There is room left for uploads and for the database to grow."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    share = usage.free / usage.total
    if share < LEAST_FREE_DISK:
        raise Unready(f"磁盘只剩 {share:.0%} disk nearly full")
    return f"磁盘还有 {share:.0%} free"


def events() -> str:
    """Redis carries hints to the other servers; without it pages lag, and nothing is lost."""
    if not settings.REDIS_URL:
        return "本进程之内 inside this process"
    from redis import Redis

    for host in words(settings.REDIS_URL):
        with Redis.from_url(host, socket_timeout=1, socket_connect_timeout=1) as server:
            server.ping()
    return "Redis 可用 Redis answers"


def answer(body: Mapping[str, object], status: int = 200) -> JsonResponse:
    """Return JSON that shows Chinese as Chinese."""
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


CHECKS: dict[str, Callable[[], str]] = {
    "database": writable,
    "migrations": migrated,
    "disk": disk,
    "events": events,
}
#: What the site can do without for a while.
SPARABLE = {"events"}
