"""The rounds: every contender has its turn in each, so that a slow minute of the machine is everybody's."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from statistics import median

from jobfair.ops.bench.cores import LOAD, only_on_core
from jobfair.ops.bench.realtime.apart import Apart, apart
from jobfair.ops.bench.realtime.contenders import Contender, Ours, OursOnACopy, running
from jobfair.ops.bench.realtime.measures import Audience, Talks, Took
from jobfair.ops.bench.realtime.people import Pair

Write = Callable[[str], None]
#: To Linux, whoever hears fewer than so many a second always rests.
NO_REST = 5


@dataclass(frozen=True)
class Plan:
    """How large, how long, how often; seconds of each phase."""

    audiences: Sequence[int] = (1000, 5000)
    pairs: int = 200
    rounds: int = 3
    seconds: float = 4.0
    paces: Sequence[float] = (1, 8)
    #: How often each is spoken into at each pace, before the next pace.
    turns: int = 6
    #: So many messages after a rest do not count: Linux acknowledges the first sixteen at once, as work inside
    #: the server's `send`, and later ones together.
    unheeded: int = 20


SHORT = Plan(audiences=(20,), pairs=3, rounds=1, seconds=0.3, paces=(8,), turns=2, unheeded=1)


@dataclass
class Result:
    """One contender in one round: a value for each line, what both cores did, what was missing."""

    values: dict[str, float] = field(default_factory=dict)
    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    missing: int = 0

    def note(self, line: str, *turns: Took) -> None:
        """Keep what the turns took of both cores, and what was missing in them."""
        seconds = sum(took.seconds for took in turns)
        server = sum(took.server for took in turns)
        client = sum(took.client for took in turns)
        self.shares[line] = (server / seconds, client / seconds)
        self.missing += sum(took.missing for took in turns)


Results = dict[str, list[Result]]


def measure(
    plan: Plan, contenders: Sequence[Contender], pairs: list[Pair], write: Write
) -> Results:
    """Run all rounds; `write` is told of each as it goes on."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    gc.disable()  # the client's own pauses are nobody's latency
    rounds = []
    with only_on_core(LOAD):
        for number in range(1, plan.rounds + 1):
            write(f"round {number} of {plan.rounds}")
            one = Round(plan, contenders, pairs, write)
            one.run()
            rounds.append(one.results)
    return {one.name: [results[one.name] for results in rounds] for one in contenders}


class Round:
    """Everything about everybody once; for each thing a contender is a new process."""

    def __init__(
        self, plan: Plan, contenders: Sequence[Contender], pairs: list[Pair], write: Write
    ) -> None:
        self.plan, self.contenders, self.pairs, self.write = plan, contenders, pairs, write
        self.results = {contender.name: Result() for contender in contenders}

    def run(self) -> None:
        """Audiences first, the smaller before the larger; then the talks."""
        for size in self.plan.audiences:
            those = [one for one in self.contenders if size <= one.most]
            for one in those:
                self.saturated(one, size)
            self.paced(those, size)
        for one in (one for one in self.contenders if one.keeps):
            self.talking(one)

    def saturated(self, contender: Contender, size: int) -> None:
        """Open so many sockets to one room and speak into it as fast as it is heard; alone."""
        with (
            running(contender, self.pairs[0]) as server,
            closing(Audience(server, self.pairs, size)) as audience,
        ):
            audience.saturate(self.plan.seconds / 4)
            took = audience.saturate(self.plan.seconds)
        line = f"deliveries/s, {size}"
        values = {
            f"connects/s, {size}": audience.opened_a_second,
            f"KiB each, {size}": audience.bytes_each / 1024,
            line: took.rate,
            f"deliveries a server second, {size}": took.delivered / took.server,
        }
        self.keep(contender.name, values, line, took)

    def paced(self, contenders: Sequence[Contender], size: int) -> None:
        """Speak a few times a second into each room, in turns of seconds; all are open meanwhile.

        Each turn is begun by another one: nobody always comes after the same.
        """
        with ExitStack() as opened:
            rooms: dict[str, Apart] = {}
            for one in contenders:
                server = opened.enter_context(running(one, self.pairs[0]))
                room = opened.enter_context(apart(server, self.pairs, size))
                room.saturate(self.plan.seconds / 4)
                rooms[one.name] = room
            for pace in self.plan.paces:
                names = [one.name for one in contenders if self.bears(one, pace, size)]
                turns = [
                    {name: self.turn(rooms[name], pace) for name in beginning_with(names, number)}
                    for number in range(self.plan.turns)
                ]
                for name in names:
                    self.keep_times(name, f"{pace:g}/s, {size}", *(turn[name] for turn in turns))

    def bears(self, one: Contender, pace: float, size: int) -> bool:
        """Whether it delivers as much when it is as fast as it can, else more and more would wait; ours must."""
        most = self.results[one.name].values[f"deliveries/s, {size}"]
        return isinstance(one, Ours) or most > pace * size

    def turn(self, room: Apart, pace: float) -> Took:
        """Half a phase; what comes first after the rest until then does not count.

        Many short turns rather than few long ones: of what one says in a turn, the slowest is its p99,
        and a machine that others use pauses for a moment every few seconds.
        """
        unheeded = self.plan.unheeded if pace > NO_REST else 1
        return room.paced(pace, self.plan.seconds / 2, unheeded)

    def talking(self, contender: Contender) -> None:
        """Let every pair talk, first as fast as they can, then at half that; alone."""
        with (
            running(contender, self.pairs[0]) as server,
            closing(Talks(server, self.pairs)) as talks,
        ):
            talks.saturate(self.plan.seconds / 4)
            took = talks.saturate(self.plan.seconds)
            talks.drain()
            half = talks.paced(took.rate / 2, self.plan.seconds)
        values = {
            "kept/s": took.rate,
            "kept a server second": took.delivered / took.server,
            "p99 ms, all at once": took.percentile(0.99) * 1000,
        }
        self.keep(contender.name, values, "kept/s", took)
        self.keep_times(contender.name, "half", half)

    def keep_times(self, name: str, line: str, *turns: Took) -> None:
        """The middle one of all turns counts: a bad second of the machine is nobody's figure."""
        values = {
            f"p{percent} ms at {line}": median(took.percentile(percent / 100) for took in turns)
            * 1000
            for percent in (50, 99)
        }
        self.keep(name, values, line, *turns)

    def keep(self, name: str, values: dict[str, float], line: str, *turns: Took) -> None:
        """Keep the values, and what the turns took of both cores."""
        self.results[name].values.update(values)
        self.results[name].note(line, *turns)
        told = ", ".join(f"{line} {value:.4g}" for line, value in values.items())
        self.write(f"{name}: {told}")


def beginning_with(names: Sequence[str], number: int) -> list[str]:
    """All of them, beginning with the one of that number."""
    first = number % len(names) if names else 0
    return [*names[first:], *names[:first]]


def contenders_of(names: Sequence[str]) -> list[Contender]:
    """Those whose name has one of the words; Node's packages are fetched only for them."""
    from jobfair.ops.bench.realtime.contenders import NODE, Alone, Textbook, node_contenders

    def is_named(name: str) -> bool:
        return not names or any(word in name for word in names)

    everybody = [OursOnACopy("daphne"), OursOnACopy("uvicorn"), Textbook()]
    if any(is_named(one.name) for one in NODE):
        everybody += node_contenders()
    everybody.append(Alone())
    return [one for one in everybody if is_named(one.name)]
