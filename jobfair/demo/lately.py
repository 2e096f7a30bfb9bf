"""The online fair of last month, whose people registered by themselves: it is over, and is counted.

What they said of their disability is there as they said it; the worker makes the table, as after
any fair.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from jobfair.attendance.models import Place
from jobfair.booths.models import Booth, Position
from jobfair.demo.content import BoothText, booths, read
from jobfair.demo.crowd import Crowd
from jobfair.demo.dates import ZONE, at
from jobfair.demo.house import House
from jobfair.demo.past import PUBLISHED_BEFORE, add_history
from jobfair.demo.present import series
from jobfair.demo.records import Told, write_arrivals, write_ledger, write_list, write_tellings
from jobfair.demo.stands import fill
from jobfair.demo.today import STEP, STRIDE, Day, story_of
from jobfair.fairs.models import Fair, FairState, Mode, Session, Zone
from jobfair.intents.models import Channel


def add_fair_of_last_month(house: House, crowd: Crowd, now: datetime) -> Fair:
    plan = read("last-month")
    fair = _closed_fair(house, now)
    positions = _fill_hall(house, fair)
    came = crowd.online[: plan["came"]]
    day = Day(house, fair, fair.ends_at, crowd)
    for number, person in enumerate(came):
        day.came[person.pk] = day.moment(number * STEP % len(came), len(came))
    write_list(fair, crowd.online, actor=house.actor, real_name=0)
    write_tellings(fair, came, plan["categories"])
    rows = [(person, Place.ONLINE, day.came[person.pk]) for person in came]
    write_arrivals(fair, rows, actor=house.actor)
    write_ledger(fair, _wishes(day, positions))
    return fair


def _closed_fair(house: House, now: datetime) -> Fair:
    plan = read("last-month")
    date = now.astimezone(ZONE).date() - timedelta(days=plan["days_ago"])
    fair = Fair.objects.create(
        organiser=house.organiser,
        series=series(house, plan["series"]),
        mode=Mode.ONLINE,
        state=FairState.CLOSED,
        starts_at=at(date, plan["from"]),
        ends_at=at(date, plan["to"]),
        contact_phone=house.organiser.phone,
        help_available="全程可以打字，有手语翻译在线。",
        created_at=at(date, plan["from"]) - PUBLISHED_BEFORE * 2,
        **plan["fair"],
    )
    add_history(fair)
    return fair


def _fill_hall(house: House, fair: Fair) -> list[Position]:
    """A row of booths with the positions their employers still offer today."""
    plan = read("last-month")
    texts = list(booths(f"zone-{plan['zone']}"))[: plan["booths"]]
    session = Session.objects.create(fair=fair, starts_at=fair.starts_at, ends_at=fair.ends_at)
    zone = Zone.objects.create(
        fair=fair, code="W", name="线上展区", name_en="Online", places_per_row=len(texts)
    )
    rows = Booth.objects.bulk_create(
        _booth(house, fair, zone, number, text) for number, text in enumerate(texts, start=1)
    )
    session.booths.add(*rows)
    return fill(house, rows, texts)


def _booth(house: House, fair: Fair, zone: Zone, number: int, text: BoothText) -> Booth:
    made = fair.starts_at - PUBLISHED_BEFORE
    return Booth(
        fair=fair,
        employer=house.employers[text.employer],
        zone=zone,
        number=number,
        intro=text.intro,
        intro_en=text.intro_en,
        published_at=made,
        created_at=made,
    )


def _wishes(day: Day, positions: list[Position]) -> Iterator[Told]:
    """Each story with another person and another position, in their talks."""
    people = [person for person in day.crowd.online if person.pk in day.came]
    numbers = count()
    for story, amount in read("last-month")["stories"].items():
        for _again, number in zip(range(amount), numbers, strict=False):
            person = people[number * STEP % len(people)]
            position = positions[number * STRIDE % len(positions)]
            yield from story_of(day, person, position, story, Channel.CHAT)
