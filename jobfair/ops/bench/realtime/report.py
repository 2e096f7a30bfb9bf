"""The report: medians, ratios and the machine, as a page for docs/."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from jobfair.ops.bench.realtime.rounds import Plan, Results
from jobfair.ops.bench.verdict import mark

#: A line that is judged by itself, in milliseconds.
LATENCY, ITSELF, LONGEST_MS = "p99 ms at half", "itself", 50.0
TEXTBOOK, SOCKET_IO, ALONE = "textbook consumer, daphne", "socket.io", "send alone"
STORES = "socket.io that stores"
#: A line, whom it is compared with, and the ratio to reach: at least it, or at most if negative.
TARGETS = (
    ("deliveries/s, 1000", TEXTBOOK, 25.0),
    ("deliveries/s, 1000", SOCKET_IO, 1.2),
    ("deliveries/s, 5000", SOCKET_IO, 1.5),
    ("p99 ms at 1/s, 1000", SOCKET_IO, -0.8),
    ("p99 ms at 8/s, 1000", SOCKET_IO, -0.8),
    ("p99 ms at 8/s, 1000", STORES, -0.8),
    ("kept/s", TEXTBOOK, 4.0),
    ("connects/s, 1000", TEXTBOOK, 1.3),
    ("KiB each, 1000", TEXTBOOK, -0.95),
)


def of(plan: Plan, results: Results) -> str:
    """The whole page."""
    said = (part(results) for part in (table, ratios, side_by_side, shares))
    parts = [HEAD, machine(plan), *said]
    return "\n\n".join(part for part in parts if part) + "\n"


HEAD = """# Measurements: sockets

Made by `python3 manage.py bench realtime --into docs/measurements-realtime.md`.

Each server is one process on one core, the load one process on the other. Medians of all rounds, in each of which
every server is measured, so that ratios hold even where the machine is shared. Alone on its core each opens its
sockets, is spoken to as fast as it delivers, and lets pairs talk. Where one speaks a few times a second, all servers
are open at once and take turns of seconds, each time begun by another one, so that each meets caches in which others
have worked, as where a machine does more than one thing. The median of the turns counts, without the first messages
after the wait for it: the system of whoever listens acknowledges the first sixteen at once, which on one machine is
work inside the server's `send`. Who delivers less even as fast as it can is not spoken to so often.

Ours signs people in, asks rights, stores each message with `synchronous=FULL`, numbers it, keeps it in the outbox and
confirms after the commit, also where one speaks to all. The textbook consumer signs in and, in the talks alone, keeps a
message with one `acreate`; socket.io and ws do neither, and "socket.io that stores" writes one row and commits it
before it tells anybody. "send alone" is no server at all: one thread that gives each socket the frame by one system
call and does nothing else, so that one can tell what of a time is the machine's. "A server second" is a second of the
server's processor: it does not feel who else uses the machine."""


def machine(plan: Plan) -> str:
    cpu = Path("/proc/cpuinfo").read_text()
    model = next(
        (line.split(":")[1].strip() for line in cpu.splitlines() if "model name" in line), "?"
    )
    names = (
        "django",
        "channels",
        "daphne",
        "twisted",
        "autobahn",
        "uvicorn",
        "websockets",
        "uvloop",
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {', '.join(f'{name} {version(name)}' for name in names)}. "
        f"{plan.rounds} rounds, {plan.seconds:g} s a phase. Load of the machine at the end: {load}."
    )


def medians(results: Results) -> dict[str, dict[str, float]]:
    """For each contender the median of every line that it has in all rounds."""
    return {
        name: {
            line: median(one.values[line] for one in rounds)
            for line in rounds[0].values
            if all(line in one.values for one in rounds)
        }
        for name, rounds in results.items()
        if rounds
    }


def table(results: Results) -> str:
    found = medians(results)
    lines = list(dict.fromkeys(line for values in found.values() for line in values))
    rows = [[line, *(number(values.get(line)) for values in found.values())] for line in lines]
    missing = ["missing or closed", *(str(sum(r.missing for r in results[name])) for name in found)]
    return markdown(["", *found], [*rows, missing])


def ratios(results: Results) -> str:
    """What is to be reached, and what each of ours, and sending alone, reached in the same rounds."""
    found = medians(results)
    names = [*ours(found), *(name for name in found if name == ALONE)]
    rows = [
        [
            line,
            against,
            wanted(against, target),
            *(shown(found[n].get(line), o, target) for n in names),
        ]
        for line, against, o, target in asked(found)
    ]
    return markdown(["line", "against", "to reach", *names], rows) if rows else ""


def holds(results: Results) -> bool:
    """Whether each of ours reaches everything that can be judged, and nothing went missing."""
    found = medians(results)
    shares = [
        (found[name][line] / other, target)
        for name in ours(found)
        for line, _against, other, target in asked(found)
        if line in found[name]
    ]
    is_whole = not any(one.missing for name in ours(found) for one in results[name])
    return is_whole and all(reaches(share, target) for share, target in shares)


def ours(found: dict[str, dict[str, float]]) -> list[str]:
    return [name for name in found if name.startswith("jobfair")]


def asked(found: dict[str, dict[str, float]]) -> list[tuple[str, str, float, float]]:
    """The lines that can be judged: against whom, that one's value, and what is to be reached."""
    lines = [
        (line, other, found[other][line], target)
        for line, other, target in TARGETS
        if line in found.get(other, {})
    ]
    if any(LATENCY in found[name] for name in ours(found)):
        lines.append((LATENCY, ITSELF, 1.0, -LONGEST_MS))
    return lines


def wanted(against: str, target: float) -> str:
    words = f"≥ {target:g}" if target > 0 else f"≤ {-target:g}"
    return f"{words} ms" if against == ITSELF else words


def reaches(share: float, target: float) -> bool:
    return share >= target if target > 0 else share <= -target


def shown(value: float | None, other: float, target: float) -> str:
    """How they compare, and whether that is what was to be reached; nothing where there is no value."""
    if value is None:
        return ""
    share = value / other
    return f"{share:.2f} {mark(reaches(share, target))}"


def side_by_side(results: Results) -> str:
    """On which lines one of our two servers is a quarter behind the other, by the rounds of this run."""
    both = ours(medians(results))
    if len(both) != 2:
        return ""
    return "\n".join(behind(results, one, other) for one, other in (both, both[::-1]))


def behind(results: Results, one: str, other: str) -> str:
    """Round by round, so that a slow minute of the machine is both's."""
    rounds = [
        (mine.values, its.values) for mine, its in zip(results[one], results[other], strict=True)
    ]
    found = {
        line: [mine[line] / its[line] for mine, its in rounds if its[line]] for line in rounds[0][0]
    }
    lines = [
        f"{line} ({', '.join(f'{share:.2f}' for share in shares)})"
        for line, shares in found.items()
        if shares and is_behind(line, median(shares))
    ]
    if not lines:
        return f"{one} is nowhere more than a quarter behind {other}."
    return f"{one} is more than a quarter behind {other}, by the median of the rounds, on {'; '.join(lines)}."


def is_behind(line: str, share: float) -> bool:
    return share > 1.25 if " ms" in line or "KiB" in line else share < 0.75


def shares(results: Results) -> str:
    """How busy both cores were: the load must not be what is measured."""
    lines = list(dict.fromkeys(line for rounds in results.values() for line in rounds[0].shares))
    rows = [
        [line, *(busy([one.shares.get(line) for one in rounds]) for rounds in results.values())]
        for line in lines
    ]
    title = "Processor of the server and of the load, per cent of a core each:"
    return f"{title}\n\n{markdown(['', *results], rows)}"


def busy(pairs: Sequence[tuple[float, float] | None]) -> str:
    known = [pair for pair in pairs if pair is not None]
    if not known:
        return ""
    return " / ".join(f"{median(pair[side] for pair in known):.0%}" for side in range(2))


def number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
