"""Lists, arrivals and ledgers as days that are over have left them, written all at once.

The ledger is the same chain that the services write, step by step by the one table of
moves; only the clock is that of the day, and nobody is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain, repeat
from uuid import UUID

from jobfair.accounts.models import Person, User
from jobfair.attendance.models import Arrival, Category, Place, Registration, Telling
from jobfair.attendance.room import place_at
from jobfair.booths.models import Position
from jobfair.fairs.models import Fair
from jobfair.intents.models import Channel, Entry, Intent, Voice
from jobfair.intents.services.book import Book
from jobfair.intents.steps import Side, Step, moved

_J, _E = Side.JOBSEEKER, Side.EMPLOYER
_MUTUAL = ((_J, Step.INTERESTED), (_E, Step.INTERESTED))
_INTERVIEWED = (*_MUTUAL, (_E, Step.INTERVIEWED))
_OFFERED = (*_INTERVIEWED, (_E, Step.OFFERED))
_ACCEPTED = (*_OFFERED, (_J, Step.ACCEPTED))

#: How far one person and one position got, as the steps that brought them there.
STORIES: dict[str, tuple[tuple[Side, Step], ...]] = {
    "asked": ((_J, Step.INTERESTED),),
    "invited": ((_E, Step.INTERESTED),),
    "declined": ((_J, Step.INTERESTED), (_E, Step.DECLINED)),
    "mutual": _MUTUAL,
    "planned": (*_MUTUAL, (_E, Step.INTERVIEW_PLANNED)),
    "interviewed": _INTERVIEWED,
    "offered": _OFFERED,
    "accepted": _ACCEPTED,
    "started": (*_ACCEPTED, (_E, Step.STARTED)),
    "not_chosen": (*_INTERVIEWED, (_E, Step.DECLINED)),
}


@dataclass(frozen=True)
class Told:
    """One step of the past: whose, when, and who wrote it down on whose word."""

    at: datetime
    person: Person
    position: Position
    side: Side
    step: Step
    recorder: User
    channel: Channel
    voice: Voice = Voice.OWN


class PastBook(Book):
    """A ledger to which long gone steps are added: nobody is told of each."""

    def _tell(self, entry: Entry, intent: Intent) -> None:
        pass


def write_ledger(fair: Fair, told: Iterable[Told]) -> None:
    """Enter every step in the order of time."""
    book = PastBook([fair.pk])
    intents: dict[tuple[UUID, UUID], Intent] = {}
    for one in sorted(told, key=lambda one: one.at):
        pair = (one.person.pk, one.position.pk)
        intent = intents.setdefault(pair, _intent(fair, one))
        after = moved(intent.standing, one.side, one.step, book.next_number(fair.pk))
        book.enter(
            intent,
            after,
            one.recorder,
            at=one.at,
            side=one.side,
            step=one.step,
            channel=one.channel,
            voice=one.voice,
            cid=sha256(f"{pair} {one.side} {one.step}".encode()).hexdigest()[:32],
        )
    book.store()


def _intent(fair: Fair, one: Told) -> Intent:
    return Intent(
        fair=fair,
        booth=one.position.booth,
        position=one.position,
        person=one.person,
        created_at=one.at,
    )


def write_list(
    fair: Fair,
    people: list[Person],
    *,
    actor: User,
    real_name: int,
    places: Mapping[Person, Place] | None = None,
) -> None:
    """Everybody on the fair's list in this order, the first `real_name` with their papers seen."""
    last = fair.registrations.count()
    at = fair.registration_opens_at or fair.created_at
    Registration.objects.bulk_create(
        Registration(
            fair=fair,
            person=person,
            number=last + number,
            place=place_at(fair, (places or {}).get(person)),
            is_real_name=number <= real_name,
            made_by=person.user or actor,
            created_at=at,
        )
        for number, person in enumerate(people, start=1)
    )


def write_tellings(fair: Fair, people: list[Person], amounts: Mapping[str, int]) -> None:
    """So many of these people say each category of disability; the others say nothing."""
    said = chain.from_iterable(repeat(category, n) for category, n in amounts.items())
    Telling.objects.bulk_create(
        Telling(fair=fair, person=person).holding(Category(category))
        for person, category in zip(people, said, strict=False)
    )


def write_arrivals(
    fair: Fair, came: Iterable[tuple[Person, Place, datetime]], *, actor: User
) -> None:
    Arrival.objects.bulk_create(
        Arrival(
            fair=fair,
            person=person,
            place=place,
            day=at.astimezone(fair.zone_info).date(),
            recorded_by=actor if place == Place.ONSITE else person.user or actor,
            created_at=at,
        )
        for person, place, at in came
    )
