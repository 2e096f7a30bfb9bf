"""Intents as pages show them, and the entries behind each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from jobfair.accounts.models import Person, User
from jobfair.booths.models import Booth, Position
from jobfair.common.errors import Invalid
from jobfair.common.phones import mobile_number
from jobfair.fairs.models import Fair
from jobfair.intents.history import History, Pair, Replay
from jobfair.intents.models import Entry, Intent, IntentQuerySet
from jobfair.intents.steps import NOTHING_SAID, Side, State, combined


@dataclass(frozen=True)
class Joined:
    """One position of two records: how it stands in the duplicate and in the kept one, if at all."""

    duplicate: Intent
    kept: Intent | None

    @property
    def after(self) -> State:
        """How it will stand when both are one."""
        before = self.kept.standing if self.kept else NOTHING_SAID
        return combined(before, self.duplicate.standing).state


def intent_rows() -> IntentQuerySet:
    """Intents with everything that a line about one needs."""
    return Intent.objects.select_related(
        "position", "booth__employer", "booth__zone", "booth__fair__organiser", "person__user"
    )


def intents_of(user: User) -> IntentQuerySet:
    """The jobseeker's own, the newest change first."""
    return intent_rows().filter(person__user=user).said().order_by("-last_at")


def intents_at(booth: Booth) -> IntentQuerySet:
    """A booth's, by position and then the newest change first."""
    rows = intent_rows().filter(booth=booth).select_related("staff_note").said()
    return rows.order_by("position__order", "position__created_at", "-last_at")


def intents_between(booth: Booth, user: User) -> IntentQuerySet:
    """What this jobseeker and this booth have said of each other."""
    return intents_at(booth).filter(person__user=user)


def intent_for(user: User, position: Position) -> Intent | None:
    return intent_rows().filter(person__user=user, position=position).said().first()


def story(intent: Intent) -> list[Entry]:
    """Every entry about the pair, also those of records that were merged into it, in order."""
    duplicates = intent.person.duplicates.values_list("pk", flat=True)
    rows = Entry.objects.filter(
        person__in=[intent.person_id, *duplicates], position=intent.position_id
    )
    return list(rows.select_related("recorder").order_by("number"))


def undoable(intent: Intent, entries: list[Entry], side: Side) -> int | None:
    """The number of the step that this side may take back now; `entries` are its story."""
    history = Replay.of(entries).histories.get((intent.person_id, intent.position_id))
    return history.undoable(side) if history else None


def histories(people: Sequence[UUID], positions: Sequence[UUID]) -> dict[Pair, History]:
    """The steps that still hold, of every pair of these people and positions that has any."""
    duplicates = Person.objects.filter(merged_into__in=people).values_list("pk", flat=True)
    rows = Entry.objects.filter(person__in=[*people, *duplicates], position__in=positions)
    return Replay.of(rows.order_by("fair", "number")).histories


def find_people(fair: Fair, text: str, most: int = 20) -> list[Person]:
    """Whom an adviser of the fair may mean: by part of a name, or by a whole telephone number.

    Names are looked for on the organiser's own record and among those with an intent at
    the fair; accounts of people who have had nothing to do with it need their number.
    """
    text = " ".join(text.split())
    if not text:
        return []
    on_record = Q(organiser=fair.organiser_id, name__icontains=text)
    known_here = Q(user__name__icontains=text, intents__fair=fair)
    wanted = on_record | known_here
    phone = _as_phone(text)
    if phone:
        wanted |= Q(user__phone=phone) | Q(organiser=fair.organiser_id, phone=phone)
    rows = Person.objects.known().select_related("user").filter(wanted).distinct()
    return list(rows.order_by("name", "created_at")[:most])


def duplicates_on_record(organisers: Collection[UUID]) -> list[tuple[Person, Person]]:
    """Records without an account, each with the one it may be: (the record, the one to keep).

    The same telephone on an account or on an earlier record, or the same name on two
    records of one body. Accounts are never looked for by name: too many share one.
    """
    records = list(
        Person.objects.known()
        .filter(organiser__in=organisers, user=None)
        .order_by("created_at")
        .select_related("organiser")
    )
    phones = {record.phone for record in records if record.phone}
    accounts = Person.objects.known().filter(user__phone__in=phones).select_related("user")
    first: dict[tuple[UUID | None, str], Person] = {}
    by_phone = {account.user.phone: account for account in accounts if account.user}
    found = []
    for record in records:
        words = [word for word in (record.phone, record.name) if word]
        marks = [(record.organiser_id, word) for word in words]
        earlier = next((first[mark] for mark in marks if mark in first), None)
        kept = by_phone.get(record.phone) or earlier
        if kept is not None:
            found.append((record, kept))
        for mark in marks:
            first.setdefault(mark, record)
    return found


def joined(kept: Person, duplicate: Person) -> list[Joined]:
    """What becomes of each position of which either record says anything, were they one."""
    theirs = {one.position_id: one for one in intent_rows().filter(person=kept).said()}
    rows = list(intent_rows().filter(person=duplicate).said().order_by("fair", "created_at"))
    return [Joined(one, theirs.get(one.position_id)) for one in rows]


def intents_here(person: Person, fair: Fair) -> IntentQuerySet:
    """What a person has said and heard at one fair."""
    return intent_rows().filter(person=person, fair=fair).said().order_by("-last_at")


def _as_phone(text: str) -> str:
    try:
        return mobile_number(text)
    except Invalid:
        return ""
