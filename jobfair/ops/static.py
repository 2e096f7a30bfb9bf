"""Static files as they are served: named by content, compressed, built when something changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command

from jobfair.bootstrap import lock_file, only_one

FINGERPRINT = ".fingerprint"
WAITING = (
    "另一个窗口正在准备页面文件，等它完成……",
    "Another process is building the page files; waiting for it.",
)
#: What packages bring along and no page asks for: half the files, and half the work of a first start.
NOT_SERVED = ["redoc", "django_htmx", "rest_framework", "*.js.map"]


@contextmanager
def built_beside() -> Iterator[bool]:
    """Let another process build stale files while this one does something else; yield whether it does."""
    if not is_stale():
        yield False
        return
    with subprocess.Popen([sys.executable, "manage.py", "build"], cwd=settings.BASE_DIR) as builder:
        yield True
        failed = builder.wait()
    if failed:
        raise CommandError("页面文件没有准备好。 The page files could not be built.")
    read_names_again()


def read_names_again() -> None:
    """Learn the names that another process has given the files; they were read when this one began."""
    names: Any = staticfiles_storage
    names.hashed_files, names.manifest_hash = names.load_manifest()


def is_stale() -> bool:
    """Say whether the sources of the static files have changed since they were built."""
    return _fingerprint_if_new() is not None


def build_if_stale() -> bool:
    """Build the static files if their sources changed since; say whether that was needed."""
    if not is_stale():
        return False
    # Two that build the same files at once take them away from each other.
    with only_one(Path(settings.STATIC_ROOT), WAITING):
        return _build_if_stale()


def _build_if_stale() -> bool:
    current = _fingerprint_if_new()
    if current is None:
        read_names_again()
        return False
    built = _built_from()
    built.unlink(missing_ok=True)
    # Older files stay: a server that is still running has named them in its pages.
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_SERVED)
    built.write_text(current, "utf-8")
    return True


def _built_from() -> Path:
    """Where it is kept from what the files were built."""
    return Path(settings.STATIC_ROOT) / FINGERPRINT


def _fingerprint_if_new() -> str | None:
    if not hasattr(staticfiles_storage, "manifest_name"):  # served as they are, in development
        return None
    built, current = _built_from(), fingerprint()
    return None if built.exists() and built.read_text("utf-8") == current else current


def fingerprint() -> str:
    """Return what the built files depend on, shortened: our own files, and the packages' versions."""
    digest = hashlib.sha256(lock_file("app").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
