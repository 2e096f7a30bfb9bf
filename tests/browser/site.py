"""The real server, on data of its own, for tests that drive a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings

from jobfair.accounts.sessions import SessionStore
from tests.servers import SERVER

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 60.0  # seconds
STOP_LIMIT = 10.0  # seconds


class Site:
    """A server process on a free port. It and the tests write to the same database file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve and wait until it answers; AssertionError with its log otherwise."""
        log = self._log.open("wb")
        command = [sys.executable, "-m", "tests.browser.serving", str(self.port), SERVER]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment(), stdout=log, stderr=log
        )
        deadline = time.monotonic() + START_LIMIT
        while not self._answers():
            assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < deadline, self._log.read_text()
            time.sleep(0.1)

    def stop(self) -> None:
        """End the server, by force when it will not."""
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def database(self) -> Iterator[None]:
        """Inside, models and factories read and write what the server serves, pictures too."""
        ours = connections["default"]
        theirs = _connection_to(self.folder / "jobfair.sqlite3")
        connections["default"] = theirs
        try:
            with override_settings(MEDIA_ROOT=self.folder / "media"):
                yield
        finally:
            theirs.close()
            connections["default"] = ours

    def session_of(self, user: Any) -> str:
        """The session cookie of a person who has just signed in."""
        with self.database():
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            proof = {"method": "code", "at": time.time()}
            session["account_authentication_methods"] = [proof]
            session["account_authentication_methods_user"] = user_id_to_str(user)
            session.save()
            return str(session.session_key)

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def environment(self) -> dict[str, str]:
        """What a process beside the server needs to work on the same data."""
        own = {
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": settings.SECRET_KEY,
            "SEALING_KEY": settings.SEALING_KEYS[0],
            "SITE_URL": self.base_url,
            "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        }
        kept = {"PATH", "HOME", "LANG", "TMPDIR"}
        return {name: os.environ[name] for name in kept & os.environ.keys()} | own

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.base_url}/help/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connection_to(path: Path) -> BaseDatabaseWrapper:
    connection = connections.create_connection("default")
    connection.settings_dict = connection.settings_dict | {"NAME": str(path)}
    return connection
