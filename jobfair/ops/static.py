"""Static files as they are served: named by content, compressed, built when something changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from jobfair.bootstrap import lock_file

FINGERPRINT = ".fingerprint"


def build_if_stale() -> bool:
    """Build the static files if their sources changed since; say whether that was needed."""
    if not hasattr(staticfiles_storage, "manifest_name"):  # served as they are, in development
        return False
    built = Path(settings.STATIC_ROOT) / FINGERPRINT
    current = fingerprint()
    if built.exists() and built.read_text("utf-8") == current:
        return False
    built.unlink(missing_ok=True)
    # Older files stay: a server that is still running has named them in its pages.
    call_command("collectstatic", interactive=False, verbosity=0)
    built.write_text(current, "utf-8")
    return True


def fingerprint() -> str:
    """Return what the built files depend on, shortened: our own files, and the packages' versions."""
    digest = hashlib.sha256(lock_file("app").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
