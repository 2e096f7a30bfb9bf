"""`manage.py demo`: a whole city's job fairs to walk through, from one command."""

from __future__ import annotations

import ipaddress
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobfair.ops import launch, preflight, static
from jobfair.ops.launch import say

if TYPE_CHECKING:
    from jobfair.demo.lively import Party

KEY_FILES = {"secret-key", "sealing-key"}


class Command(BaseCommand):
    """Set everything up, fill an empty database with the demo, serve, and say where and as whom."""

    help = "准备并启动演示。 Prepare and run the demo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to listen, and whether to begin anew."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
        help_lively = "let demo people come for some minutes"
        parser.add_argument("--lively", action="store_true", help=help_lively)

    def handle(
        self, *args: Any, host: str, port: int, fresh: bool, lively: bool, **options: Any
    ) -> None:
        """Prepare and serve, or say in a sentence why not."""
        try:
            refuse_strangers(host, lively=lively)
            with preflight.open_free_port(host, port) as listening, preflight.only_server():
                settle_address(host, port, launch.address(listening))
                prepare(fresh=fresh)
                url = launch.address(listening)
                party = invite() if lively else None
                launch.run(listening, with_worker=True, announce=lambda: welcome(url, party))
        except preflight.Refusal as refusal:
            raise CommandError(str(refusal)) from None
        except KeyboardInterrupt:
            say("已停止。 Stopped.")


def settle_address(host: str, wanted: int, url: str) -> None:
    """Let links and host checks agree with where the demo really listens."""
    if not url.endswith(f":{wanted}"):
        say(f"端口 {wanted} 已被占用，改用 {url}。 Port {wanted} is taken; using {url}.")
    os.environ.setdefault("SITE_URL", url)
    settings.SITE_URL = os.environ["SITE_URL"]
    if not is_loopback(host):
        settings.ALLOWED_HOSTS = ["*"]


def refuse_strangers(host: str, *, lively: bool) -> None:
    """People who are not real walk about only where nobody else can come."""
    if lively and not is_loopback(host):
        raise preflight.Refusal(
            "--lively 只能在本机演示（127.0.0.1）。\n--lively is for a demo on this machine (127.0.0.1)."
        )


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def prepare(*, fresh: bool) -> None:
    """Bring files, tables and data to where the demo can be shown."""
    if fresh:
        throw_away()
    with static.built_beside() as is_stale:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        fill()
    if is_stale:
        say("页面文件已准备好。 Page files are ready.")


def throw_away() -> None:
    """Empty the demo's own data folder; never another one, and never its keys, which are in use."""
    folder = Path(settings.DATA_DIR)
    if folder != settings.BASE_DIR / "data" / "demo" or settings.DATABASE_URL:
        raise preflight.Refusal(
            "--fresh 只清空演示自己的数据（data/demo）。您设置了 DATA_DIR 或 DATABASE_URL，请自行清空。\n"
            "--fresh only empties the demo's own data, and DATA_DIR or DATABASE_URL is set."
        )
    lock = preflight.lock_path()
    kept = {*KEY_FILES, lock.name if lock else ""}
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in kept:
            path.unlink()


def fill() -> None:
    """Fill an empty database; in a filled one, move the open fair to today."""
    from jobfair.demo.seed import is_empty, refresh_dates, seed

    if is_empty():
        seed(lambda line: say(f"  {line}"))
    else:
        refresh_dates()


def invite() -> Party | None:
    from jobfair.demo import lively

    return lively.invite()


def welcome(url: str, party: Party | None) -> None:
    """Print the addresses, and one line for each person the visitor may be; then let the guests in."""
    from jobfair.demo import lively
    from jobfair.demo.seed import demo_people

    say(f"\n招聘会已经开始 The job fair is open: {url}/")
    for person in demo_people():
        say(f"  {person}")
    say("按 Ctrl-C 停止。 Press Ctrl-C to stop.")
    if party:
        lively.begin(url, party, say)
