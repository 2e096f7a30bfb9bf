"""Many people talk over bad lines while the server is killed: is everything there, once, in order?"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.faults.oracle import Oracle
from jobfair.ops.faults.proxy import BadLine
from jobfair.ops.faults.serving import Serving
from jobfair.ops.faults.talking import Talker

#: Nothing may take longer than this without any message being accepted.
SECONDS_TO_GO_ON = 120


@dataclass(frozen=True)
class Plan:
    """How much is said, and how often the server ends by force or by request."""

    messages: int
    kills: int
    restarts: int
    seed: int


@dataclass
class Outcome:
    faults: Counter[str]
    accepted: int
    comebacks: int
    seconds: float
    done: Counter[str]


async def talk(plan: Plan, serving: Serving, pairs: list[Pair]) -> Outcome:
    """Let every pair talk until all is said and shown; what does not agree."""
    oracle, line = Oracle(), BadLine(serving.port, plan.seed)
    port = await line.start()
    talkers = [
        Talker(oracle, [port], pair.conversation, cookie)
        for pair in pairs
        for cookie in (pair.jobseeker, pair.rep)
    ]
    for number in range(plan.messages):
        talkers[number % len(talkers)].wishes.append(f"第 {number} 句")
    began = time.monotonic()
    tasks = [asyncio.create_task(talker.run()) for talker in talkers]
    try:
        await end_and_begin(plan, oracle, serving, tasks)
        await until(lambda: all(talker.is_done for talker in talkers), oracle, tasks)
        line.is_kind = True
        await everything_shown(oracle, talkers)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await line.stop()
    return judged(oracle, talkers, line, time.monotonic() - began)


async def end_and_begin(
    plan: Plan, oracle: Oracle, serving: Serving, tasks: list[asyncio.Task[None]]
) -> None:
    """At even shares of what is said, end the server and begin it again."""
    ends = [serving.kill] * plan.kills + [serving.ask_to_stop] * plan.restarts
    ends = ends[::2] + ends[1::2]
    for which, end in enumerate(ends, 1):
        share = plan.messages * which // (len(ends) + 1)
        await until(partial(has_accepted, oracle, share), oracle, tasks)
        await asyncio.to_thread(end)
        await asyncio.to_thread(serving.start_again)


def has_accepted(oracle: Oracle, count: int) -> bool:
    return len(oracle.accepted) >= count


async def everything_shown(oracle: Oracle, talkers: list[Talker]) -> None:
    """Wait for what is still on its way; what never comes is counted, not waited for."""
    deadline = time.monotonic() + 30
    wanted = 2 * len(oracle.accepted)
    while sum(len(talker.shown) for talker in talkers) < wanted and time.monotonic() < deadline:
        await asyncio.sleep(0.1)


async def until(
    wanted: Callable[[], bool], oracle: Oracle, tasks: list[asyncio.Task[None]]
) -> None:
    """Wait for it; RuntimeError when nothing goes on any more."""
    count, moved = -1, time.monotonic()
    while not wanted():
        for task in tasks:
            if task.done():
                task.result()
        if len(oracle.accepted) != count:
            count, moved = len(oracle.accepted), time.monotonic()
        elif time.monotonic() - moved > SECONDS_TO_GO_ON:
            raise RuntimeError(f"nothing was accepted for {SECONDS_TO_GO_ON} s, after {count}")
        await asyncio.sleep(0.02)


def judged(oracle: Oracle, talkers: list[Talker], line: BadLine, seconds: float) -> Outcome:
    faults: Counter[str] = Counter(disputed=oracle.disputed)
    for one, other in zip(talkers[::2], talkers[1::2], strict=True):
        faults.update(oracle.judge(one.talk, [one.shown, other.shown]))
    return Outcome(
        faults=faults,
        accepted=len(oracle.accepted),
        comebacks=sum(talker.comebacks for talker in talkers),
        seconds=seconds,
        done=line.done,
    )
