"""The rounds: every contender in turn, alone, so that a slow minute of the machine is everybody's."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from jobfair.ops.bench.cores import LOAD, only_on_core
from jobfair.ops.bench.realtime.contenders import Contender, Ours, Running, running
from jobfair.ops.bench.realtime.measures import Audience, Talks, Took
from jobfair.ops.bench.realtime.people import Pair

Write = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How large, how long, how often; seconds of each phase."""

    audiences: Sequence[int] = (1000, 5000)
    pairs: int = 200
    rounds: int = 3
    seconds: float = 4.0
    paces: Sequence[float] = (1, 8)
    #: So many messages are said at each pace; of a few, the slowest alone would be the p99.
    fewest: int = 20


SHORT = Plan(audiences=(20,), pairs=3, rounds=1, seconds=0.3, paces=(8,), fewest=2)


@dataclass
class Result:
    """One contender in one round: a value for each line, what both cores did, what was missing."""

    values: dict[str, float] = field(default_factory=dict)
    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    missing: int = 0

    def note(self, line: str, took: Took) -> None:
        self.shares[line] = (took.server / took.seconds, took.client / took.seconds)
        self.missing += took.missing


Results = dict[str, list[Result]]


def measure(
    plan: Plan, contenders: Sequence[Contender], pairs: list[Pair], write: Write
) -> Results:
    """Run all rounds; `write` is told of each as it ends."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    gc.disable()  # the client's own pauses are nobody's latency
    results: Results = {contender.name: [] for contender in contenders}
    with only_on_core(LOAD):
        for number in range(plan.rounds):
            for contender in contenders:
                result = one_round(plan, contender, pairs)
                results[contender.name].append(result)
                write(f"round {number + 1}: {contender.name}: {brief(result)}")
    return results


def brief(result: Result) -> str:
    return ", ".join(f"{line} {value:.4g}" for line, value in result.values.items())


def one_round(plan: Plan, contender: Contender, pairs: list[Pair]) -> Result:
    """Everything about one contender, in a process of its own for each size."""
    result = Result()
    for size in (size for size in plan.audiences if size <= contender.most):
        with running(contender, pairs[0]) as server:
            for line, value in with_audience(plan, server, pairs, size, result):
                result.values[line] = value
    if contender.keeps:
        with running(contender, pairs[0]) as server:
            for line, value in with_talks(plan, server, pairs, result):
                result.values[line] = value
    return result


def with_audience(
    plan: Plan, server: Running, pairs: list[Pair], size: int, result: Result
) -> Iterator[tuple[str, float]]:
    """Open so many sockets to one room and speak into it."""
    audience = Audience(server, pairs, size)
    yield f"connects/s, {size}", audience.opened_a_second
    yield f"KiB each, {size}", audience.bytes_each / 1024
    audience.saturate(plan.seconds / 4)
    took = audience.saturate(plan.seconds)
    result.note(f"deliveries/s, {size}", took)
    yield f"deliveries/s, {size}", took.rate
    yield f"deliveries a server second, {size}", took.delivered / took.server
    for pace in plan.paces:
        took = audience.paced(pace, max(plan.seconds, plan.fewest / pace))
        result.note(f"{pace:g}/s, {size}", took)
        yield f"p50 ms at {pace:g}/s, {size}", took.percentile(0.5) * 1000
        yield f"p99 ms at {pace:g}/s, {size}", took.percentile(0.99) * 1000
    audience.close()


def with_talks(
    plan: Plan, server: Running, pairs: list[Pair], result: Result
) -> Iterator[tuple[str, float]]:
    """Let every pair talk, first as fast as they can, then at half that."""
    talks = Talks(server, pairs)
    talks.saturate(plan.seconds / 4)
    took = talks.saturate(plan.seconds)
    result.note("kept/s", took)
    yield "kept/s", took.rate
    yield "kept a server second", took.delivered / took.server
    yield "p99 ms, all at once", took.percentile(0.99) * 1000
    talks.drain()
    took = talks.paced(took.rate / 2, plan.seconds)
    result.note("kept, half", took)
    yield "p50 ms at half", took.percentile(0.5) * 1000
    yield "p99 ms at half", took.percentile(0.99) * 1000
    talks.close()


def contenders_of(names: Sequence[str]) -> list[Contender]:
    """Those whose name has one of the words; Node's packages are fetched only for them."""
    from jobfair.ops.bench.realtime.contenders import NODE, Alone, Textbook, node_contenders

    def is_named(name: str) -> bool:
        return not names or any(word in name for word in names)

    everybody = [Ours("daphne"), Ours("uvicorn"), Textbook()]
    if any(is_named(one.name) for one in NODE):
        everybody += node_contenders()
    everybody.append(Alone())
    return [one for one in everybody if is_named(one.name)]
