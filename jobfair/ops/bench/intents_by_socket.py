"""How many intents a second one server process records and acknowledges to many sockets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from secrets import token_hex
from time import perf_counter

from jobfair.accounts.models import Membership, Person, User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Position
from jobfair.common.ids import new_id
from jobfair.fairs.models import Fair
from jobfair.intents.audit import verify
from jobfair.intents.models import Ledger
from jobfair.intents.steps import Step
from jobfair.ops.bench import big_fair
from jobfair.ops.bench.cores import LOAD, only_on_core
from jobfair.ops.bench.realtime.contenders import Ours, running
from jobfair.ops.bench.realtime.people import Pair, signed_in
from jobfair.ops.bench.realtime.sockets import Crowd, Member
from jobfair.ops.server import DEFAULT

SOCKETS = 200
SECONDS_TO_ANSWER = 30.0


def recorded_a_second(entries: int) -> tuple[float, bool]:
    """The rate, every entry acknowledged after its commit; and whether the ledger is sound."""
    fair = big_fair.build_small()
    cookies = jobseekers(min(SOCKETS, entries))
    each = entries // len(cookies)
    positions = keys(fair)
    steps = [step_of(positions, turn) for turn in range(each)]
    contender = Ours(DEFAULT)
    with only_on_core(LOAD), running(contender, Pair("", cookies[0], cookies[0])) as server:
        crowd = Crowd(server.port)
        requests = [contender.request(server.port, Pair("", one, one), one) for one in cookies]
        members, _seconds = crowd.open(requests, contender.greet)
        seconds = Round(members, steps).run(crowd)
        crowd.close()
    ledger = Ledger.objects.get(pk=fair.pk)
    asked = each * len(cookies)
    return asked / seconds, ledger.last == asked and verify(ledger).is_sound


class Round:
    """Each says its next step when the last is acknowledged."""

    def __init__(self, members: Sequence[Member], steps: Sequence[str]) -> None:
        self.members, self.steps = members, steps
        self.said = dict.fromkeys(map(id, members), 0)
        self.missing = len(members) * len(steps)

    def run(self, crowd: Crowd) -> float:
        """In how many seconds everything is acknowledged."""
        began = perf_counter()
        for member in self.members:
            self.speak(member)
        while self.missing:
            if not crowd.pump(self.heard, SECONDS_TO_ANSWER) or crowd.lost:
                raise RuntimeError(f"{self.missing} were never acknowledged")
        return perf_counter() - began

    def speak(self, member: Member) -> None:
        turn = self.said[id(member)]
        if turn < len(self.steps):
            self.said[id(member)] = turn + 1
            member.say(self.steps[turn].replace("CID", token_hex(16)))

    def heard(self, member: Member, texts: Sequence[bytes]) -> None:
        for text in texts:
            if text.startswith(b'{"id":2,"error"'):
                raise RuntimeError(text.decode())
            if text.startswith(b'{"id":2,'):
                self.missing -= 1
                self.speak(member)


def keys(fair: Fair) -> list[str]:
    """The addresses of the fair's positions."""
    return [position.key for position in Position.objects.filter(booth__fair=fair)]


def step_of(positions: Sequence[str], turn: int) -> str:
    """A jobseeker goes round the positions, interested and then no more."""
    round_, place = divmod(turn, len(positions))
    step = Step.WITHDRAWN if round_ % 2 else Step.INTERESTED
    asked = {"position": positions[place], "step": step, "cid": "CID"}
    return json.dumps({"id": 2, "do": "intent.record", **asked})


def jobseekers(count: int) -> list[str]:
    """So many people, signed in: their cookies."""
    users = [User(email=f"{new_id().hex}@example.org", name="测试者") for _n in range(count)]
    User.objects.bulk_create(users)
    Person.objects.bulk_create(Person(user=user) for user in users)
    Membership.objects.bulk_create(Membership(user=user, role=Role.JOBSEEKER) for user in users)
    return [signed_in(user) for user in users]
