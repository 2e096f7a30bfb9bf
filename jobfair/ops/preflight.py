"""What must be true before anybody is served, each with a sentence for when it is not."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection

from jobfair.common.sealing import can_seal
from jobfair.common.sms import can_text
from jobfair.ops import checks
from jobfair.ops.versions import apps_half_way, waiting_migrations

#: Connections that may wait to be accepted while the server is busy.
BACKLOG = 1024


class Refusal(Exception):
    """The server cannot start; the message says what to do."""


def require_secret_key() -> None:
    """Refuse to sign anything for real people with a key that everybody knows, or with none."""
    try:
        settings.SECRET_KEY  # noqa: B018
    except ImproperlyConfigured:
        raise Refusal(
            "缺少 SECRET_KEY。请先设置环境变量 SECRET_KEY（至少 50 个随机字符），再启动。\n"
            "SECRET_KEY is missing. Set it to a random text of at least 50 characters."
        ) from None


def require_no_demo() -> None:
    """Refuse to serve real people while every visitor may walk as anybody."""
    if settings.DEMO:
        raise Refusal(
            "环境变量 JOBFAIR_DEMO 只给演示用：它让任何人都能扮演别人。请去掉它再启动，或改用 demo。\n"
            "JOBFAIR_DEMO lets every visitor be anybody. Unset it to serve, or run demo instead."
        )


def left_out() -> list[str]:
    """Say what goes without a key to seal with, or text messages; Refusal for a key that can be guessed."""
    if checks.is_weak():
        raise Refusal(checks.WEAK_KEY)
    notes = {checks.WITHOUT_KEY: can_seal(), checks.WITHOUT_TEXTS: can_text()}
    return [note for note, is_there in notes.items() if not is_there]


def require_whole_steps(database: str = DEFAULT_DB_ALIAS) -> None:
    """Refuse tables that an older version left half way: the steps from there on are gone."""
    if apps := apps_half_way(database):
        named = ", ".join(apps)
        raise Refusal(
            f"这个数据库停在旧版本升级的半路上（{named}）。请先用上一个版本运行一次 python3 manage.py "
            "migrate，再换回这个版本；如果是演示，可以用 python3 manage.py demo --fresh 从头来。\n"
            f"An older version left this database half way ({named}). Run python3 manage.py migrate "
            "once with the version before this one; a demo begins anew with demo --fresh."
        )


def require_migrated() -> None:
    """Refuse to run on tables of another version."""
    require_whole_steps()
    waiting = waiting_migrations()
    connection.close()
    if waiting:
        raise Refusal(
            f"数据库还有 {waiting} 步没有升级。请先运行：python3 manage.py migrate\n"
            f"The database lacks {waiting} migrations. First run: python3 manage.py migrate"
        )


def open_port(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port`; Refusal if that cannot be."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as problem:
        listening.close()
        raise Refusal(
            f"{host}:{port} 不能使用（{problem.strerror}）。请换一个端口，例如 --port {port + 1}\n"
            f"Cannot listen on {host}:{port}. Choose another port, such as --port {port + 1}"
        ) from None
    listening.setblocking(False)
    return listening


def open_free_port(host: str, port: int, tries: int = 20) -> socket.socket:
    """Return a socket that listens on `port` or the first free one after it."""
    for candidate in range(port, port + tries):
        try:
            return open_port(host, candidate)
        except Refusal:
            if candidate == port + tries - 1:
                raise
    raise AssertionError("tries must be at least 1")


@contextmanager
def only_server() -> Iterator[None]:
    """Hold the database of the one-process profile; a second server on it is refused.

    The lock is the operating system's, so it is gone when its holder is, however that ended.
    """
    path = lock_path()
    if path is None:
        yield
        return
    with path.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(already_served(path)) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def lock_path() -> Path | None:
    """Return the lock file beside the SQLite database; nothing for a database of many servers."""
    database = database_file()
    return None if database is None else Path(f"{database}.serving")


def database_file() -> Path | None:
    """Return where SQLite keeps the database; nothing where it is no file."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return None
    return Path(connection.settings_dict["NAME"])


def already_served(path: Path) -> str:
    """Say which process holds the database."""
    pid = path.read_text("utf-8").strip() or "?"
    return (
        f"另一个服务（进程号 {pid}）正在使用这个数据库。SQLite 只能由一个服务使用；"
        "请先停止它，或改用 PostgreSQL。\n"
        f"Another server (process {pid}) uses this database. SQLite serves one; "
        "stop that one first, or use PostgreSQL."
    )
