"""Many people record intents over bad lines while the server is killed: does everything agree?"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from secrets import token_hex
from urllib.request import Request, urlopen

import uvloop

from jobfair.accounts.models import Membership, Person, User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth, Position
from jobfair.fairs.models import Fair
from jobfair.insights.figures import FIGURES
from jobfair.intents.audit import entries_of, recount, verify
from jobfair.intents.counts import MEASURES, measured
from jobfair.intents.history import Replay
from jobfair.intents.models import Entry, Ledger
from jobfair.intents.steps import Standing, Step, Word
from jobfair.ops.bench import big_fair
from jobfair.ops.bench.pages import free_port
from jobfair.ops.bench.realtime.people import signed_in
from jobfair.ops.faults.oracle import Oracle
from jobfair.ops.faults.proxy import BadLine
from jobfair.ops.faults.report import Line
from jobfair.ops.faults.serving import Serving
from jobfair.ops.faults.talk import Plan, end_and_begin, until
from jobfair.ops.faults.talking import UNDERWAY, Frame, Talker

PEOPLE = 20
POSITIONS = 20
COUNTED = (*MEASURES, "mutual_people")
Numbers = dict[str, int]


@dataclass(frozen=True)
class House:
    """A fair, who speaks at it (a cookie and what each says in order), and who looks at it."""

    fair: Fair
    speakers: list[tuple[str, list[str]]]
    organiser: str
    expected: Numbers


class Recorder(Talker):
    """Records steps as a page does: each pair's next one when the last is kept."""

    async def _subscribe(self) -> None:
        """Nothing is listened to: the answers are what counts."""

    async def _hear(self, frame: Frame) -> None:
        """What others did is not looked at."""

    async def _send(self, cid: str, text: str) -> None:
        number = await self._ask("intent.record", cid=cid, **json.loads(text))
        self._asked[number] = cid

    async def _say_more(self) -> None:
        underway = {pair_of(text) for text in self._unsent.values()}
        while self.wishes and len(self._unsent) < UNDERWAY:
            if pair_of(self.wishes[0]) in underway:
                return
            cid, text = token_hex(16), self.wishes.popleft()
            underway.add(pair_of(text))
            self._unsent[cid] = text
            self._oracle.said[cid] = ("", text)
            await self._send(cid, text)


def pair_of(text: str) -> tuple[str, str]:
    asked = json.loads(text)
    return asked["position"], asked.get("person", "")


def run(plan: Plan, server: str, write: Callable[[str], None]) -> bool:
    """Record it all against one server that is killed meanwhile; whether every promise held."""
    house = build(plan.messages)
    oracle, serving = Oracle(), Serving(server, free_port())
    try:
        serving.wait_until_it_answers()
        seconds, met = uvloop.run(record(plan, house, oracle, serving))
        write(f"{len(oracle.accepted)} accepted in {seconds:.0f} s; frames: {met}")
        write(
            f"server killed {plan.kills} times, restarted {plan.restarts} times; seed {plan.seed}"
        )
        shown = {
            "page": read_page(serving, house),
            "live board": read_board(serving, house),
            "report": read_report(serving, house),
        }
    finally:
        serving.ask_to_stop()
    lines = [*kept(oracle, plan.messages, house.fair), *agreeing(house, shown)]
    lines.append(calm(serving.output))
    for line in lines:
        write(str(line))
    return all(line.holds for line in lines)


def calm(output: str) -> Line:
    """Whether the server never cried out; its words where it did."""
    _words, cry, story = output.partition("Traceback")
    return Line("no traceback", (cry + story)[:5000], not cry)


def build(entries: int) -> House:
    """So many steps in all: jobseekers who change their minds, and reps who want every second one."""
    fair = big_fair.build_small()
    booth = Booth.objects.get(fair=fair)
    big_fair.add_positions([booth], POSITIONS - booth.positions.count())
    positions = list(Position.objects.filter(booth=booth))
    users = [User(email=f"{n}@example.org", name=f"测试{n}") for n in range(PEOPLE + 2)]
    User.objects.bulk_create(users)
    *seekers, rep, organiser = users
    people = Person.objects.bulk_create(Person(user=user) for user in seekers)
    Membership.objects.bulk_create(Membership(user=one, role=Role.JOBSEEKER) for one in seekers)
    Membership.objects.create(user=rep, role=Role.REP, employer=booth.employer)
    Membership.objects.create(user=organiser, role=Role.ORGANISER, organiser=fair.organiser)
    pairs = [(person, position) for position in positions for person in people]
    wanted = pairs[::2][: entries // 4]
    steps = shares(entries - len(wanted), len(pairs))
    said = {person.pk: list[str]() for person in people}
    for turn in range(max(steps)):
        for (person, position), count in zip(pairs, steps, strict=True):
            if turn < count:
                step = Step.WITHDRAWN if turn % 2 else Step.INTERESTED
                said[person.pk].append(json.dumps({"position": position.key, "step": step}))
    invited = [
        json.dumps({"position": position.key, "person": person.key, "step": Step.INTERESTED})
        for person, position in wanted
    ]
    speakers = [(signed_in(user), said[one.pk]) for user, one in zip(seekers, people, strict=True)]
    speakers.append((signed_in(rep), invited))
    return House(fair, speakers, signed_in(organiser), model(pairs, wanted, steps))


def shares(whole: int, parts: int) -> list[int]:
    """A whole as evenly as can be."""
    return [whole // parts + (place < whole % parts) for place in range(parts)]


def model(
    pairs: list[tuple[Person, Position]], wanted: list[tuple[Person, Position]], steps: list[int]
) -> Numbers:
    """What must come out, told from the steps alone."""
    both, counts, people = set(wanted), Counter[str](), set[Person]()
    for pair, count in zip(pairs, steps, strict=True):
        own = Word.NOTHING if not count else Word.YES if count % 2 else Word.NO
        standing = Standing(own, Word.YES if pair in both else Word.NOTHING)
        counts.update(measured(standing))
        if standing.is_mutual:
            people.add(pair[0])
    return {name: counts[name] for name in MEASURES} | {"mutual_people": len(people)}


async def record(
    plan: Plan, house: House, oracle: Oracle, serving: Serving
) -> tuple[float, dict[str, int]]:
    """Let everybody speak until all is kept; in how many seconds, and what the lines did."""
    line = BadLine(serving.port, plan.seed)
    port = await line.start()
    recorders = [Recorder(oracle, [port], "", cookie) for cookie, _said in house.speakers]
    for recorder, (_cookie, said) in zip(recorders, house.speakers, strict=True):
        recorder.wishes.extend(said)
    began = time.monotonic()
    tasks = [asyncio.create_task(recorder.run()) for recorder in recorders]
    try:
        await end_and_begin(plan, oracle, serving, tasks)
        await until(lambda: all(one.is_done for one in recorders), oracle, tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await line.stop()
    return time.monotonic() - began, dict(sorted(line.done.items()))


def kept(oracle: Oracle, count: int, fair: Fair) -> list[Line]:
    """Whether the ledger holds what was acknowledged, once, and nothing else."""
    rows = Entry.objects.filter(fair=fair).select_related("person", "position")
    found: dict[str, list[Entry]] = {}
    for row in rows:
        found.setdefault(row.cid, []).append(row)
    faults = {
        "lost": sum(cid not in found for cid in oracle.accepted),
        "doubled": sum(len(entries) - 1 for entries in found.values()),
        "invented": sum(not is_said(oracle, cid, rows[0]) for cid, rows in found.items()),
        "disputed": oracle.disputed,
    }
    lines = [Line("every intent is accepted", "", len(oracle.accepted) == count)]
    return lines + [Line(f"{name}: 0 of {count}", str(n), n == 0) for name, n in faults.items()]


def is_said(oracle: Oracle, cid: str, entry: Entry) -> bool:
    """Whether somebody said just this, and was told this number if any."""
    _where, text = oracle.said.get(cid, ("", "{}"))
    asked = json.loads(text)
    person = asked.get("person", entry.person.key)
    said = (asked.get("position"), person, asked.get("step"))
    is_same = said == (entry.position.key, entry.person.key, entry.step)
    return is_same and oracle.accepted.get(cid, entry.number) == entry.number


def agreeing(house: House, shown: dict[str, Numbers]) -> list[Line]:
    """What was shown, recount and replay against what was said; the chain from the first entry."""
    ledger = Ledger.objects.get(pk=house.fair.pk)
    ways = shown | {
        "recount": recount(ledger.pk),
        "replay": Replay.of(entries_of(ledger)).counts(),
    }
    lines = [
        Line(f"{name} = what was said, to the digit", told(found), agrees(found, house.expected))
        for name, found in ways.items()
    ]
    return [*lines, Line("the ledger verifies from its first entry", "", verify(ledger).is_sound)]


def agrees(found: Numbers, expected: Numbers) -> bool:
    """Whether every number found is the expected one, and no expected one but nought is missing."""
    return found == {name: n for name, n in expected.items() if n or name in found}


def told(numbers: Numbers) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items() if number)


def read_report(serving: Serving, house: House) -> Numbers:
    """The figures of the report as it is sent to others."""
    figures = json.loads(opened(serving, house, "report/json"))["figures"]
    numbers = {figure["key"]: figure["number"] for figure in figures}
    return {name: numbers[name] for name in COUNTED}


def read_page(serving: Serving, house: House) -> Numbers:
    """The figures as the organiser's page shows them, read off it."""
    text = unescape(opened(serving, house, "figures/"))
    names = {figure.key: str(figure.name) for figure in FIGURES}
    return {name: number_beside(text, names[name]) for name in COUNTED}


def read_board(serving: Serving, house: House) -> Numbers:
    """The figures of the live board, from its tiles and its table of hours, read off it."""
    return on_board(opened(serving, house, "board/?now"))


def on_board(text: str) -> Numbers:
    """Those of one side or of an interview stand alone; who wants anybody counts the rest in."""
    tiles = dict(re.findall(r'data-count="(\w+)">([\d,]+)<', text))
    numbers = {name: number_of(shown) for name, shown in tiles.items() if name in COUNTED}
    foot = re.search(r"<tfoot>(.*?)</tfoot>", text, re.S)
    cells = re.findall(r"<td[^>]*>([\d,]+)</td>", foot[1]) if foot else ["0", "0"]
    wanted, mutual = (number_of(shown) for shown in cells[:2])
    only = wanted - mutual - numbers["jobseeker_only"]
    return numbers | {"mutual": mutual, "employer_only": only}


def number_of(shown: str) -> int:
    return int(shown.replace(",", ""))


def number_beside(text: str, name: str) -> int:
    """The first number of the cell after the row's heading."""
    cell = text.partition(f'<th scope="row">{name}</th>')[2].partition("</td>")[0]
    shown = cell.rpartition('">')[2].split()[0] if "<a" not in cell else ""
    shown = shown or cell.partition("<a")[2].partition(">")[2].split()[0]
    return number_of(shown)


def opened(serving: Serving, house: House, page: str) -> str:
    address = f"http://127.0.0.1:{serving.port}/desk/fairs/{house.fair.key}/{page}"
    headers = {"Cookie": house.organiser, "Accept-Language": "zh-CN"}
    with urlopen(Request(address, headers=headers), timeout=30) as answer:
        return str(answer.read().decode())
