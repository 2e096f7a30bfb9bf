"""Who came to the fairs of 2020 and what they agreed: the account's figures, one row for each.

What the account does not name is invented around it. The names of the people are gone,
as they are from every ledger of that age, and the totals stand.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from jobfair.accounts.models import Person, User
from jobfair.attendance.models import Place
from jobfair.booths.models import Position
from jobfair.demo.content import read
from jobfair.demo.house import House
from jobfair.demo.people import DOMAIN
from jobfair.demo.records import STORIES, Told, write_arrivals, write_ledger, write_list
from jobfair.fairs.models import Fair
from jobfair.intents.models import Channel, Voice
from jobfair.intents.steps import Side

NAMES_KEPT = timedelta(days=180)
BETWEEN_STEPS = timedelta(minutes=17)
#: No factors of any number of people or of positions here, so that each is come to in turn.
STEP, STRIDE = 11, 13


def add_records(house: House, fair: Fair, key: str, positions: list[Position]) -> None:
    """The list, the arrivals and the ledger of one closed fair."""
    plan = read("records-2020")[key]
    people = Person.objects.bulk_create(
        Person(organiser=house.organiser, erased_at=fair.ends_at + NAMES_KEPT)
        for _person in range(plan["came"])
    )
    write_list(fair, people[: plan["listed"]], actor=house.actor, real_name=plan["real_name"])
    place = Place.ONSITE if fair.is_onsite else Place.ONLINE
    times = list(_times(fair, len(people)))
    came = [(person, place, at) for person, at in zip(people, times, strict=True)]
    write_arrivals(fair, came, actor=house.actor)
    adviser = User.objects.get(email=f"hongjing@{DOMAIN}")
    write_ledger(fair, _told(plan["stories"], people, times, positions, adviser, place))


def _times(fair: Fair, people: int) -> Iterator[datetime]:
    """Session after session in turn, and within each evenly through its first two thirds."""
    sessions = list(fair.sessions.all())
    each = -(-people // len(sessions))
    for number in range(people):
        session = sessions[number % len(sessions)]
        length = session.ends_at - session.starts_at
        yield session.starts_at + length * (number // len(sessions)) / each * 2 / 3


def _told(
    stories: dict[str, int],
    people: list[Person],
    times: list[datetime],
    positions: list[Position],
    adviser: User,
    place: Place,
) -> Iterator[Told]:
    """Each story with another person, through the adviser who wrote down what both said."""
    channel = Channel.ONSITE if place == Place.ONSITE else Channel.PHONE
    numbers = count()
    for story, amount in stories.items():
        for _again, number in zip(range(amount), numbers, strict=False):
            whose = number * STEP % len(people)
            at = times[whose] + BETWEEN_STEPS
            position = positions[number * STRIDE % len(positions)]
            for side, step in STORIES[story]:
                voice = Voice.JOBSEEKER if side == Side.JOBSEEKER else Voice.EMPLOYER
                yield Told(at, people[whose], position, side, step, adviser, channel, voice)
                at += BETWEEN_STEPS
