"""What recording intents costs: by sockets and together as their writer does, against one transaction each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from django.db import connection, transaction

from jobfair.accounts.models import Membership, Person, User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Position
from jobfair.common.ids import new_id
from jobfair.fairs.models import Fair
from jobfair.intents.audit import recount, verify
from jobfair.intents.models import Ledger
from jobfair.intents.services import Recorded, Wish, record, record_all
from jobfair.intents.steps import Side, Step
from jobfair.ops.bench import big_fair
from jobfair.ops.bench.intents_by_socket import recorded_a_second
from jobfair.ops.bench.verdict import mark

#: As many as the sockets' writer hands over at most.
TOGETHER = 200
#: One by one is slow: a part of the entries is enough to know how slow.
ALONE = 500
#: How many times as many entries by socket as one by one, at least: the same recording with and
#: without a shared commit. Bare rows bound what the disk could keep; nothing is judged by them.
FASTER = 2.5


@dataclass(frozen=True)
class Result:
    """The medians of all rounds, and whether every ledger held to the last digit."""

    by_socket: float | None  # entries a second, recorded and acknowledged
    together: float  # entries a second
    alone: float  # entries a second
    bare: float  # rows a second, each inserted in a transaction of its own and nothing else done
    recount: float  # seconds for all entries
    is_sound: bool


def measure(*, entries: int, rounds: int, with_sockets: bool = True) -> Result:
    """Record at new fairs in each round; sockets see only what is committed."""
    found, by_socket = list[tuple[float, float, float, float, bool]](), list[tuple[float, bool]]()
    for _round in range(rounds):
        found.append(one_round(entries))
        if with_sockets:
            by_socket.append(recorded_a_second(entries))
    together, alone, bare, recounting, sound = zip(*found, strict=True)
    return Result(
        median(rate for rate, _sound in by_socket) if by_socket else None,
        median(together),
        median(alone),
        median(bare),
        median(recounting),
        all(sound) and all(is_sound for _rate, is_sound in by_socket),
    )


def one_round(entries: int) -> tuple[float, float, float, float, bool]:
    """Entries a second together, alone and as bare rows, seconds of a recount, whether all is sound."""
    alone = wishes(min(ALONE, entries))
    slow = len(alone) / timed(lambda: [record(wish) for wish in alone])
    many = wishes(entries)
    fast = len(many) / timed(lambda: record_in_batches(many))
    position = Position.objects.select_related("booth").get(pk=many[0].position_id)
    seconds = timed(lambda: recount(position.booth.fair_id))
    ledger = Ledger.objects.get(pk=position.booth.fair_id)
    is_sound = ledger.last == entries and verify(ledger).is_sound
    return fast, slow, bare_rows(alone), seconds, is_sound


def bare_rows(wanted: Sequence[Wish]) -> float:
    """Rows a second of the least that could be kept: no rights, no number, no chain, nobody told."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_row (who text, what text, cid text)")

        def insert() -> None:
            for wish in wanted:
                values = [wish.person_id.hex, wish.position_id.hex, wish.cid]
                with transaction.atomic():
                    cursor.execute("INSERT INTO bench_row VALUES (%s, %s, %s)", values)

        return len(wanted) / timed(insert)


def wishes(count: int) -> list[Wish]:
    """So many people, each interested in one of ten positions of a new fair."""
    return wishes_at(big_fair.build_small(), count)


def wishes_at(fair: Fair, count: int) -> list[Wish]:
    """So many people, each interested in one of the fair's positions."""
    positions = list(Position.objects.filter(booth__fair=fair))
    users = [User(email=f"{new_id().hex}@example.org", name="测试者") for _n in range(count)]
    User.objects.bulk_create(users)
    people = [Person(user=user) for user in users]
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(Membership(user=user, role=Role.JOBSEEKER) for user in users)
    for user in users:
        assert user.held_roles  # noqa: S101 - read once, as a socket keeps them
    return [
        Wish(
            user,
            person.pk,
            positions[n % len(positions)].pk,
            Side.JOBSEEKER,
            Step.INTERESTED,
            new_id().hex,
        )
        for n, (user, person) in enumerate(zip(users, people, strict=True))
    ]


def record_in_batches(wanted: Sequence[Wish]) -> None:
    """Hand them over as the writer does when many sockets speak at once."""
    for first in range(0, len(wanted), TOGETHER):
        answers = record_all(wanted[first : first + TOGETHER])
        assert all(isinstance(answer, Recorded) for answer in answers)  # noqa: S101


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def show(result: Result, write: Callable[[str], object]) -> bool:
    """Print the figures and what they must be; whether they are."""
    rates = {"one by one": result.alone, "together": result.together, "by socket": result.by_socket}
    for name, rate in rates.items():
        if rate is not None:
            write(f"{name + ', entries/s':<39} {rate:10.0f}")
            write(f"{'  to one by one':<39} {rate / result.alone:10.2f}")
    is_fast = result.by_socket is None or result.by_socket / result.alone >= FASTER
    if result.by_socket is not None:
        write(
            f"by socket to one by one, which is the same recording with one transaction for each"
            f" entry: at least {FASTER} {mark(is_fast)}"
        )
    write(
        f"{'bare rows, one transaction each, rows/s':<39} {result.bare:10.0f}"
        "  (what the disk could keep: an INSERT without rights, chain, counts or anybody told)"
    )
    write(f"recount, seconds {result.recount:10.3f}")
    write(
        f"ledger, counts, replay  {'sound' if result.is_sound else 'DIFFER'} {mark(result.is_sound)}"
    )
    return is_fast and result.is_sound
