"""Intents as pages show them, and the entries behind each."""

from jobfair.accounts.models import User
from jobfair.booths.models import Booth, Position
from jobfair.intents.history import Replay
from jobfair.intents.models import Entry, Intent, IntentQuerySet
from jobfair.intents.steps import Side


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
