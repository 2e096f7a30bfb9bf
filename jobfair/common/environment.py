"""Reading of environment values into settings; plain text in, typed values out."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

#: How long who finds others at the database waits before it counts as away: for its turn to
#: write, or for rows that others have locked; for a connection to PostgreSQL.
SECONDS_TO_WRITE = 20.0
SECONDS_FOR_A_CONNECTION = 5.0
CONNECTIONS_READY = 4
#: So many pages written ahead, of 4 KiB each, and a commit carries them over into the file after all.
MOST_PAGES_AHEAD = 8000


def flag(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "true", "yes", "on"}


def words(value: str | None) -> list[str]:
    return [word for word in (value or "").replace(",", " ").split() if word]


def database_from_url(
    url: str, default_path: Path, connections: int, seconds: float | None = None
) -> dict[str, Any]:
    """Django's settings for `postgres://…` or `sqlite:///…`; a file without any.

    A process has at most so many connections to PostgreSQL; it is waited for so many
    `seconds`. Raises ValueError for another scheme.
    """
    parts = urlsplit(url or f"sqlite:///{default_path}")
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if url else str(default_path),
            "OPTIONS": _sqlite_options(seconds or SECONDS_TO_WRITE),
            # Opening the file and saying all that again would cost more than most questions.
            "CONN_MAX_AGE": None,
            # A file, because a database in memory cannot be written from several threads.
            "TEST": {"NAME": str(default_path.with_name("test.sqlite3"))},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "jobfair.common.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {
                "pool": _pool(connections, seconds or SECONDS_FOR_A_CONNECTION),
                "options": f"-c lock_timeout={(seconds or SECONDS_TO_WRITE) * 1000:.0f}",
                **dict(parse_qsl(parts.query)),
            },
        }
    raise ValueError(f"DATABASE_URL: unknown scheme {parts.scheme!r}; use postgres or sqlite")


def _sqlite_options(seconds: float) -> dict[str, Any]:
    """REPLACE deletes the row in its way; only with `recursive_triggers` do triggers see that.

    What is written ahead is for the server to carry over (ops/checkpoints.py).
    """
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": seconds,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            f"PRAGMA busy_timeout={seconds * 1000:.0f}; PRAGMA recursive_triggers=ON; "
            f"PRAGMA wal_autocheckpoint={MOST_PAGES_AHEAD}"
        ),
    }


def _pool(connections: int, seconds: float) -> dict[str, float]:
    return {
        "min_size": min(CONNECTIONS_READY, connections),
        "max_size": connections,
        "timeout": seconds,
    }


def kept_secret(path: Path) -> str:
    """A random secret that is made once, readable by its owner alone, and kept in `path`."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was quicker: its secret stands
            os.link(draft, path)
        draft.unlink()
    return path.read_text("ascii")
