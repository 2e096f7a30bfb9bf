"""Demo people who come while a newcomer looks on: through pages, forms and sockets like anybody.

Bounded: so many people, so many minutes, this machine alone. Only what these people say is
answered; what the newcomer says waits for the newcomer.
"""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from secrets import token_hex
from threading import Thread

from websockets.exceptions import WebSocketException

from jobfair.accounts.models import User
from jobfair.demo.browser import Browser, Fact, Line, Refused
from jobfair.demo.content import read
from jobfair.demo.crowd import name_of
from jobfair.demo.dates import demo_fair
from jobfair.demo.people import DOMAIN, PASSWORD, add_jobseekers

MINUTES = 5
GUESTS = 24
REPS = ("a01", "a02", "b01", "b03", "c03", "d01")
BETWEEN_GUESTS = 9.0  # seconds
#: Seconds to read a page, and to type an answer.
READING, TYPING = (2.0, 5.0), (3.0, 7.0)
BOOTH = re.compile(r'"/rep/booths/([0-9a-z]{26})/')
POSITION = re.compile(r'"/positions/([0-9a-z]{26})/')
SEEN = re.compile(r'data-part data-seq="(\d+)"')
TALK = re.compile(r"/talk/([0-9a-z]{26})/")
GOES_WRONG = (OSError, EOFError, WebSocketException, Refused)

Say = Callable[[str], None]


@dataclass
class Hall:
    """Where they all go, who they are, and until when."""

    url: str
    fair: str
    guests: dict[str, str]
    say: Say
    ends: float = field(default_factory=lambda: time.monotonic() + MINUTES * 60)
    booths: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.ends


@dataclass(frozen=True)
class Party:
    """This time's guests: their names by the key of their account, and the fair they come to."""

    fair: str
    names: dict[str, str]


def invite() -> Party | None:
    """Make accounts that have not been to the fair before; None when no fair is open."""
    fair = demo_fair()
    if fair is None:
        return None
    before = User.objects.filter(email__startswith="guest").count()
    names = {f"guest{before + n:04d}": name_of(before + n) for n in range(1, GUESTS + 1)}
    add_jobseekers(names)
    return Party(fair.key, names)


def begin(url: str, party: Party, say: Say) -> None:
    """Let them come, beside whatever this process does; they end with it, or by themselves."""
    say(
        f"接下来约 {MINUTES} 分钟，{GUESTS} 位演示求职者会陆续进场、报名、提问、表示意向，{len(REPS)} 个展位会答复。\n"
        f"For about {MINUTES} minutes {GUESTS} demo jobseekers come in, register, ask and say yes to "
        f"positions; {len(REPS)} booths answer.\n"
        f"实时看板（主办方）Live board (as the organiser): {url}/desk/fairs/{party.fair}/board/"
    )
    hall = Hall(url, party.fair, party.names, say)
    Thread(target=_hold, args=[hall], daemon=True).start()


def _hold(hall: Hall) -> None:
    staff = [_go(_staff, hall, key) for key in REPS]
    time.sleep(BETWEEN_GUESTS / 3)
    guests = []
    for key in hall.guests:
        if hall.is_open:
            guests.append(_go(_visit, hall, key))
            time.sleep(BETWEEN_GUESTS)
    for thread in (*guests, *staff):
        thread.join()
    hall.say("演示求职者都走完了。 The demo jobseekers have all been.")


def _go(walk: Callable[[Hall, str, Random], None], hall: Hall, key: str) -> Thread:
    def walked() -> None:
        with suppress(*GOES_WRONG):  # whoever is cut off goes home, as people do
            walk(hall, key, Random(key))  # noqa: S311 - no secret

    thread = Thread(target=walked, daemon=True)
    thread.start()
    return thread


def _visit(hall: Hall, key: str, luck: Random) -> None:
    """Look round the hall, perhaps register, read some positions, ask at one booth, say yes."""
    name, browser = hall.guests[key], Browser(hall.url)
    browser.sign_in(f"{key}@{DOMAIN}", PASSWORD)
    browser.open(f"/fairs/{hall.fair}/hall/")
    hall.say(f"  {name} 进了展厅 came in")
    _read(luck)
    if luck.random() < 0.6:
        browser.open(f"/fairs/{hall.fair}/register/")
        browser.send(f"/fairs/{hall.fair}/register/")
        hall.say(f"  {name} 报了名 registered")
    booth = luck.choice(hall.booths)
    positions = list(dict.fromkeys(POSITION.findall(browser.open(f"/booths/{booth}/"))))
    for position in luck.sample(positions, min(2, len(positions))):
        _read(luck)
        browser.open(f"/positions/{position}/")
    if luck.random() < 0.8:
        _ask(hall, browser, booth, name, luck)
    if luck.random() < 0.8:
        _read(luck)
        browser.open(f"/positions/{position}/intent/")
        browser.send(f"/positions/{position}/intent/", remark="")
        hall.say(f"  {name} 表示了意向 said yes to a position")


def _ask(hall: Hall, browser: Browser, booth: str, name: str, luck: Random) -> None:
    """A question by the form, then on the open line until it is answered, and a word of thanks."""
    question, _answer, thanks = luck.choice(read("crowd")["asks"])
    browser.open(f"/booths/{booth}/talk/")
    path, page = browser.send(f"/booths/{booth}/talk/", text=question)
    hall.say(f"  {name} 问：{question}")
    found = TALK.search(path)
    if found is None:
        return
    talk, after = found[1], int((SEEN.search(page) or [0, 0])[1])
    with browser.line() as line:
        line.ask("subscribe", stream=f"conversation.{talk}", after=after)
        while hall.is_open:
            told = line.hear(2)
            if told.get("type") == "message.sent" and told["data"]["seat"] == "rep":
                line.ask("chat.read", conversation=talk, number=told["data"]["number"])
                _type(luck)
                line.ask("chat.send", conversation=talk, cid=token_hex(16), text=thanks)
                return


def _staff(hall: Hall, key: str, luck: Random) -> None:
    """Sit at one booth's desk and answer this time's guests, one after the other."""
    browser = Browser(hall.url)
    browser.sign_in(f"{key}@{DOMAIN}", PASSWORD)
    found = BOOTH.search(browser.open("/rep/"))
    if found is None:
        return
    booth, after = found[1], 0
    if seen := SEEN.search(browser.open(f"/rep/booths/{booth}/intents/")):
        after = int(seen[1])
    names = set(hall.guests.values())
    with browser.line() as line:
        line.ask("subscribe", stream=f"booth.{booth}.staff", after=after)
        hall.booths.append(booth)
        while hall.is_open:
            told = line.hear(2)
            if told.get("data", {}).get("name") in names:
                _answer(hall, line, told, luck)


def _answer(hall: Hall, line: Line, told: Fact, luck: Random) -> None:
    data = told["data"]
    if told["type"] == "conversation.moved" and data["waiting_since"]:
        _type(luck)
        text = _reply(data["preview"], luck)
        line.ask("chat.send", conversation=data["id"], cid=token_hex(16), text=text)
    elif told["type"] == "intent.moved":
        step = _next_step(data, luck)
        if step:
            _type(luck)
            pair = {"position": data["position"], "person": data["person"]}
            line.ask("intent.record", **pair, step=step, cid=token_hex(16))
            if step == "interested":
                hall.say(f"  {data['name']} 和 {data['employer']} 达成初步意向 both said yes")


def _next_step(data: Fact, luck: Random) -> str:
    """Mostly yes to who asked, then often a day for an interview; now and then an interview at once."""
    if data["state"] == "asked":
        return "interested" if luck.random() < 0.85 else "declined"
    if data["state"] == "mutual" and luck.random() < 0.6:
        return luck.choice(["interview_planned", "interviewed"])
    return ""


def _reply(question: str, luck: Random) -> str:
    answers = {asked: answer for asked, answer, _thanks in read("crowd")["asks"]}
    return str(answers.get(question) or luck.choice(read("crowd")["closings"]))


def _read(luck: Random) -> None:
    time.sleep(luck.uniform(*READING))


def _type(luck: Random) -> None:
    time.sleep(luck.uniform(*TYPING))
