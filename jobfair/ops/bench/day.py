"""What a day leaves at a fair, made quickly: who came and talked, what was said, and the counts of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jobfair.accounts.models import Membership, Person, User
from jobfair.accounts.roles import Role
from jobfair.attendance.models import Arrival, Place
from jobfair.booths.models import Booth, Position
from jobfair.chat.models import Conversation
from jobfair.common.ids import new_id
from jobfair.common.rows import insert_all
from jobfair.fairs.models import Fair
from jobfair.intents.audit import rebuild, recount
from jobfair.intents.chain import GENESIS, fingerprint
from jobfair.intents.counts import QUARTER, quarter
from jobfair.intents.models import Change, Channel, Entry, Intent, Ledger, Tally
from jobfair.intents.steps import Side, Standing, Step, Word
from jobfair.watch.models import Alert, Kind

#: Both sides' words: what a pair that agreed has in the ledger.
ENTRIES_OF_A_PAIR = 2
PAIRS_OF_A_PERSON = 10
#: A day of eight hours.
QUARTERS = 32
#: Of so many who wrote one still waits, and of so many booths one is on the list of alerts.
WAITS, ALERTS = 12, 30
MINUTE = timedelta(minutes=1)


@transaction.atomic
def fill(fair: Fair, entries: int) -> Ledger:
    """A whole day: visits, conversations, alerts, and a ledger that verifies from its first entry."""
    people = jobseekers(people_of(fair, entries))
    pairs = pairs_of(fair, entries, people)
    _come(fair, people)
    _talk(list(Booth.objects.filter(fair=fair)), people)
    _write(fair, pairs)
    insert_all(pairs)
    ledger = Ledger.objects.create(fair=fair)
    rebuild(ledger)
    return Ledger.objects.get(pk=ledger.pk)


def counted(fair: Fair, pairs: Sequence[Intent]) -> Ledger:
    """How the pairs stand and the counts of it, without the entries that led there."""
    insert_all(pairs)
    counts = recount(fair.pk)
    Change.objects.bulk_create(_changes(fair, counts))
    agreed = Counter(pair.position_id for pair in pairs)
    Tally.objects.bulk_create(
        Tally(fair=fair, position_id=position, mutual=number) for position, number in agreed.items()
    )
    return Ledger.objects.create(fair=fair, last=len(pairs) * ENTRIES_OF_A_PAIR, **counts)


def people_of(fair: Fair, entries: int) -> int:
    """How many people it takes."""
    positions = Position.objects.filter(booth__fair=fair).count()
    return -(-(entries // ENTRIES_OF_A_PAIR) // min(PAIRS_OF_A_PERSON, positions))


def pairs_of(fair: Fair, entries: int, people: Sequence[Person]) -> list[Intent]:
    """The pairs that agree by so many entries, not stored yet."""
    positions = list(Position.objects.filter(booth__fair=fair).select_related("booth"))
    return [_agreed(people, positions, number) for number in range(entries // ENTRIES_OF_A_PAIR)]


def _agreed(people: Sequence[Person], positions: list[Position], number: int) -> Intent:
    """Each goes through the positions from a place of their own, so that no pair comes twice."""
    turn, place = divmod(number, len(people))
    position = positions[(place * PAIRS_OF_A_PERSON + turn) % len(positions)]
    first = number * ENTRIES_OF_A_PAIR + 1
    intent = Intent(
        fair_id=position.booth.fair_id,
        booth_id=position.booth_id,
        position_id=position.pk,
        person=people[place],
        last_number=first + 1,
    )
    intent.standing = Standing(
        Word.YES, Word.YES, jobseeker_number=first, employer_number=first + 1
    )
    return intent


def jobseekers(count: int) -> list[Person]:
    """So many people with an account."""
    users = [User(email=f"{new_id().hex}@example.org", name="测试者") for _n in range(count)]
    User.objects.bulk_create(users)
    people = Person.objects.bulk_create(Person(user=user) for user in users)
    Membership.objects.bulk_create(Membership(user=user, role=Role.JOBSEEKER) for user in users)
    return people


def _come(fair: Fair, people: Sequence[Person]) -> None:
    """One in three is there, the others are online."""
    places = (Place.ONSITE, Place.ONLINE, Place.ONLINE)
    Arrival.objects.bulk_create(
        Arrival(
            fair=fair,
            person=person,
            place=places[number % len(places)],
            day=timezone.localdate(),
            recorded_by=person.user,
        )
        for number, person in enumerate(people)
    )


def _talk(booths: Sequence[Booth], people: Sequence[Person]) -> None:
    """Each has written to one booth; most were answered within minutes."""
    now = timezone.now()
    waiting = dict.fromkeys(range(len(booths)), 0)
    talks = []
    for number, person in enumerate(people):
        place, asked = number % len(booths), now - number % 60 * MINUTE
        waits = number % WAITS == 0
        waiting[place] += waits
        talks.append(_conversation(booths[place], person, asked, waits=waits))
    Conversation.objects.bulk_create(talks)
    for place, number in waiting.items():
        booths[place].waiting = number
    Booth.objects.bulk_update(booths, ["waiting"])
    Alert.objects.bulk_create(
        Alert(fair_id=booth.fair_id, booth=booth, kind=Kind.SILENT, since=now - 20 * MINUTE)
        for booth in booths[::ALERTS]
    )


def _conversation(booth: Booth, person: Person, asked: datetime, *, waits: bool) -> Conversation:
    return Conversation(
        booth=booth,
        jobseeker=person.user,
        first_asked_at=asked,
        first_answered_at=None if waits else asked + 2 * MINUTE,
        waiting_since=asked if waits else None,
    )


def _write(fair: Fair, pairs: Sequence[Intent]) -> None:
    """Both sides' words of every pair through the day, each chained to the one before."""
    recorder = User.objects.create(email=f"{new_id().hex}@example.org", name="测试者")
    head, entries, now = GENESIS, list[Entry](), timezone.now()
    for place, pair in enumerate(pairs):
        at = now - (len(pairs) - place) * QUARTERS * QUARTER / len(pairs)
        words = {
            Side.JOBSEEKER: pair.jobseeker_number,
            Side.EMPLOYER: pair.employer_number,
        }
        for side, number in words.items():
            entry = Entry(
                fair=fair,
                number=number,
                person_id=pair.person_id,
                position_id=pair.position_id,
                side=side,
                step=Step.INTERESTED,
                channel=Channel.FORM,
                recorder=recorder,
                cid=new_id().hex,
                at=at,
                previous=head,
            )
            head = entry.hash = fingerprint(entry, head)
            entries.append(entry)
    insert_all(entries)


def _changes(fair: Fair, counts: dict[str, int]) -> Iterator[Change]:
    """What brought the counts about, as a day leaves it: every quarter of an hour its share."""
    last = quarter(timezone.now())
    for number in range(QUARTERS):
        share = {
            name: count * (number + 1) // QUARTERS - count * number // QUARTERS
            for name, count in counts.items()
        }
        at = last - number * QUARTER
        yield Change(fair=fair, quarter=at, channel=Channel.FORM, **share)
