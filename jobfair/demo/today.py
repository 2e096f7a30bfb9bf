"""The open fair's day so far: who is on its list and came, what was asked, who wants whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import count
from uuid import UUID

from jobfair.accounts.models import Person, User
from jobfair.accounts.services import person_of
from jobfair.attendance.models import Place
from jobfair.booths.models import Booth, Position
from jobfair.chat.models import Conversation, Message, Participant, Seat
from jobfair.chat.services.saying import note_turn
from jobfair.demo.content import read
from jobfair.demo.crowd import Crowd
from jobfair.demo.house import House
from jobfair.demo.people import DOMAIN
from jobfair.demo.records import (
    STORIES,
    Told,
    write_arrivals,
    write_ledger,
    write_list,
    write_tellings,
)
from jobfair.fairs.models import Fair
from jobfair.intents.models import Channel, Voice
from jobfair.intents.steps import Side

#: The last people came a moment ago, so that the newest figures move.
LATELY = timedelta(minutes=40)
SHORTEST = timedelta(hours=1)
ANSWERING, AGREEING = timedelta(seconds=50), timedelta(minutes=6)
#: Every so often a booth is slow; no factor of the number of asks.
SLOW_EVERY, SLOWLY = 7, timedelta(minutes=6)
#: No factors of how many people, booths or positions there are, so that each has its turn.
STEP, STRIDE = 11, 13


@dataclass(frozen=True)
class Day:
    """The fair from its opening to now, everybody who has come, and when."""

    house: House
    fair: Fair
    now: datetime
    crowd: Crowd
    came: dict[UUID, datetime] = field(default_factory=dict)

    def moment(self, number: int, of: int) -> datetime:
        """When the `number`th of so many came: most over the day, each fourth quite lately."""
        share = (number + 1) / (of + 1)
        if number % 4 == 3:
            return self.now - LATELY * (1 - share)
        begun = min(self.fair.starts_at, self.now - SHORTEST)
        return begun + (self.now - LATELY - begun) * share

    @cached_property
    def reps(self) -> dict[UUID, User]:
        """Who speaks for which employer."""
        return {self.house.employers[key].pk: rep for key, rep in self.house.reps.items()}

    @cached_property
    def adviser(self) -> User:
        return _user("hongjing")

    def rep_of(self, booth: Booth) -> User:
        return self.reps[booth.employer_id]


def add_day(house: House, fair: Fair, crowd: Crowd, now: datetime) -> None:
    """What the day has brought until now, as rows: it has been, and nobody needs to be told."""
    day = Day(house, fair, now, crowd)
    known = {key: person_of(_user(key)) for key, *_rest in read("crowd")["known"]}
    _add_attendance(day, known)
    _add_talks(day)
    positions = list(Position.objects.public().filter(booth__fair=fair).in_walking_order())
    write_ledger(
        fair, [*_wishes_of_known(day, known, positions), *_wishes_of_crowd(day, positions)]
    )


def _add_attendance(day: Day, known: dict[str, Person]) -> None:
    plan, crowd = read("crowd"), day.crowd
    places = {known[key]: Place(place) for key, place, *_rest in plan["known"]}
    places |= dict.fromkeys(crowd.online, Place.ONLINE) | dict.fromkeys(crowd.onsite, Place.ONSITE)
    listed = [*crowd.onsite, *crowd.online[: plan["listed_online"]], *known.values()]
    write_list(day.fair, listed, actor=day.house.actor, real_name=plan["real_name"], places=places)
    write_tellings(day.fair, crowd.online[: plan["listed_online"]], plan["categories"])
    for number, person in enumerate(places):
        day.came[person.pk] = day.moment(number * STEP % len(places), len(places))
    rows = [(person, place, day.came[person.pk]) for person, place in places.items()]
    write_arrivals(day.fair, rows, actor=_user("zhiqiang"))


def _add_talks(day: Day) -> None:
    plan = read("crowd")
    staffed = day.fair.booths.public().filter(staffed_until__isnull=False)
    booths = list(staffed.in_walking_order())
    talks, messages = [], []
    for number, person in enumerate(day.crowd.online[: plan["talks"]]):
        talk = Conversation(booth=booths[number * STRIDE % len(booths)], jobseeker=person.user)
        messages += _lines(day, talk, number, day.came[person.pk])
        talks.append(talk)
    Conversation.objects.bulk_create(talks)
    Message.objects.bulk_create(messages)
    Participant.objects.bulk_create(
        Participant(
            conversation=talk,
            user=day.rep_of(talk.booth),
            seat=Seat.REP,
            read_to=talk.last_number,
            created_at=talk.created_at,
        )
        for talk in talks
    )


def _lines(day: Day, talk: Conversation, number: int, came: datetime) -> list[Message]:
    """A question, its answer, a word of thanks and the last word, with time to type between."""
    asks, closings = read("crowd")["asks"], read("crowd")["closings"]
    slow = SLOWLY if number % SLOW_EVERY == 0 else timedelta(0)
    pauses = (ANSWERING, ANSWERING + slow, ANSWERING, ANSWERING)
    texts = [*asks[number % len(asks)], closings[number % len(closings)]]
    at = min(came, day.now - sum(pauses, ANSWERING)) - timedelta(seconds=number)
    talk.created_at = at
    said = []
    for order, (text, pause) in enumerate(zip(texts, pauses, strict=True), start=1):
        at += pause
        is_asked = order % 2 == 1
        message = Message(
            conversation=talk,
            number=order,
            author=talk.jobseeker if is_asked else day.rep_of(talk.booth),
            seat=Seat.JOBSEEKER if is_asked else Seat.REP,
            cid=sha256(f"{number} {order} {text}".encode()).hexdigest()[:32],
            text=text,
            created_at=at,
        )
        note_turn(talk, message)
        said.append(message)
    return said


def _wishes_of_known(
    day: Day, known: dict[str, Person], positions: list[Position]
) -> Iterator[Told]:
    """Those whom a visitor walks as have something to look at and something to do."""
    for key, _place, employer, order, story in read("crowd")["known"]:
        stand = day.house.employers[employer].pk
        own = [position for position in positions if position.booth.employer_id == stand]
        yield from story_of(day, known[key], own[order], story, Channel.CHAT)


def _wishes_of_crowd(day: Day, positions: list[Position]) -> Iterator[Told]:
    people = [*day.crowd.online, *day.crowd.onsite]
    numbers = count()
    for story, amount in read("crowd")["stories"].items():
        for _again, number in zip(range(amount), numbers, strict=False):
            person = people[number * STEP % len(people)]
            channel = Channel.FORM if person.user_id else Channel.ONSITE
            yield from story_of(
                day, person, positions[number * STRIDE % len(positions)], story, channel
            )


def story_of(
    day: Day, person: Person, position: Position, story: str, channel: Channel
) -> Iterator[Told]:
    """Step by step since they came, each side for itself; the adviser writes for who has no account."""
    steps, came = STORIES[story], day.came[person.pk]
    pause = min(AGREEING, (day.now - came) / (len(steps) + 1))
    for order, (side, step) in enumerate(steps, start=1):
        recorder, voice = person.user, Voice.OWN
        if side == Side.EMPLOYER:
            recorder = day.rep_of(position.booth)
        elif recorder is None:
            recorder, voice = day.adviser, Voice.JOBSEEKER
        yield Told(came + pause * order, person, position, side, step, recorder, channel, voice)


def _user(key: str) -> User:
    return User.objects.get(email=f"{key}@{DOMAIN}")
