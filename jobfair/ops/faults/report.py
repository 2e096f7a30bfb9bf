"""Runs every kind of fault and says of each whether the promise held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

import uvloop

from jobfair.ops.bench.pages import free_port
from jobfair.ops.bench.realtime import people
from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.faults import strangers
from jobfair.ops.faults.serving import Serving
from jobfair.ops.faults.storm import SECONDS_TO_COME_BACK, storm
from jobfair.ops.faults.talk import Plan, talk

PAIRS = 20
#: One person has no more pages open than so.
SOCKETS_OF_ONE = 20
MEGABYTE = 1 << 20
#: So much nonsense, or more, tells what others notice of it; less only whether it is borne.
ENOUGH_TO_TELL = 10_000
SECONDS_OF_CALM, FEW_SECONDS = 5.0, 1.0


@dataclass(frozen=True)
class Line:
    """One promise: what was found, and whether it holds."""

    promise: str
    found: str
    holds: bool

    def __str__(self) -> str:
        return f"{'✓' if self.holds else '✗'}  {self.promise:<46}{self.found}"


@dataclass(frozen=True)
class Harm:
    """What is done besides talking: so many malformed frames, so many who come back at once."""

    malformed: int
    crowd: int


def run(plan: Plan, server: str, harm: Harm, write: Callable[[str], None]) -> bool:
    """Run it all against one server; whether every promise held."""
    pairs = people.build(PAIRS + 4 + harm.crowd // SOCKETS_OF_ONE)
    serving = Serving(server, free_port())
    try:
        serving.wait_until_it_answers()
        lines = talked(plan, serving, pairs[:PAIRS], write)
        lines += disturbed(serving, pairs[PAIRS : PAIRS + 3], harm.malformed)
        lines += stormed(serving, pairs[PAIRS + 3 :], harm.crowd)
    finally:
        serving.ask_to_stop()
    _words, cry, story = serving.output.partition("Traceback")
    lines.append(Line("no traceback", (cry + story)[:5000], not cry))
    for line in lines:
        write(str(line))
    return all(line.holds for line in lines)


def talked(
    plan: Plan, serving: Serving, pairs: list[Pair], write: Callable[[str], None]
) -> list[Line]:
    outcome = uvloop.run(talk(plan, serving, pairs))
    met = ", ".join(f"{count} {fault}" for fault, count in sorted(outcome.done.items()))
    write(f"{outcome.accepted} accepted in {outcome.seconds:.0f} s; frames: {met}")
    write(
        f"server killed {plan.kills} times, restarted {plan.restarts} times; "
        f"people came back {outcome.comebacks} times; seed {plan.seed}"
    )
    lines = [Line("everything said is accepted", "", outcome.accepted == plan.messages)]
    for fault in ("lost", "doubled", "reordered", "invented", "disputed"):
        count = outcome.faults[fault]
        lines.append(Line(f"{fault}: 0 of {plan.messages}", str(count), count == 0))
    return lines


def disturbed(serving: Serving, pairs: list[Pair], strange: int) -> list[Line]:
    """While strangers send nonsense another pair talks; then many listen and never read."""
    one, other, third = pairs
    seconds = SECONDS_OF_CALM if strange >= ENOUGH_TO_TELL else FEW_SECONDS
    calm = asyncio.run(strangers.latencies(serving, one, seconds))
    before = serving.resident_bytes()
    busy, sent = asyncio.run(beside(serving, one, other, strange))
    grown = (serving.resident_bytes() - before) / MEGABYTE
    calm += asyncio.run(strangers.latencies(serving, one, seconds))  # the machine is shared
    took, swollen = strangers.deaf(serving, third, max(10, strange // 100))
    return [
        Line(f"{sent} malformed frames: growth ≤ 20 MB", f"{grown:.1f} MB", grown <= 20),
        Line(
            "others' p99 within 20 %",
            f"{p99(calm):.1f} → {p99(busy):.1f} ms",
            p99(busy) <= 1.2 * p99(calm) or strange < ENOUGH_TO_TELL,
        ),
        Line(
            "who never reads is closed ≤ 10 s", f"{took:.1f} s", took <= strangers.SECONDS_TO_CLOSE
        ),
        Line("growth by them ≤ 100 MB", f"{swollen / MEGABYTE:.1f} MB", swollen <= 100 * MEGABYTE),
    ]


def stormed(serving: Serving, pairs: list[Pair], crowd: int) -> list[Line]:
    """The server is killed and started again, and everybody comes back in the same moment."""
    happened = uvloop.run(storm(serving, pairs, crowd))
    found = f"{happened.seconds:.1f} s, at most {happened.tries} tries"
    return [
        Line(
            f"{crowd} at once are back after a kill ≤ 120 s",
            found,
            happened.seconds < SECONDS_TO_COME_BACK,
        ),
        Line("each of them heard all, once, in order", f"{happened.wrong} not", not happened.wrong),
    ]


async def beside(serving: Serving, one: Pair, other: Pair, strange: int) -> tuple[list[float], int]:
    """What another pair notices while nonsense comes; how much of it was sent."""
    sending = asyncio.create_task(
        asyncio.to_thread(strangers.malformed, serving, other, strange, 1)
    )
    took: list[float] = []
    while not sending.done() or not took:
        took += await strangers.latencies(serving, one, 1.0)
    return took, await sending


def p99(seconds: list[float]) -> float:
    """In milliseconds."""
    return quantiles(seconds, n=100)[-1] * 1000 if len(seconds) > 1 else seconds[0] * 1000
