"""What is told live about intents, and to which audiences."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from jobfair.accounts.events import user_stream
from jobfair.booths.events import staff_stream
from jobfair.common.ids import encode
from jobfair.intents.models import Entry, Intent, Ledger
from jobfair.outbox.events import Event


def counts_stream(fair_id: UUID) -> str:
    """The figures of a fair, for those who run and co-run it."""
    return f"fair.{encode(fair_id)}.counts"


def streams_of(intent: Intent) -> list[str]:
    """Where both sides hear of their intent: the booth's desk, and the person with an account."""
    user = intent.person.user_id
    return [staff_stream(intent.booth_id), *([user_stream(user)] if user else [])]


@dataclass(frozen=True)
class IntentMoved(Event):
    """One step of one intent, told to both sides alike."""

    type: ClassVar[str] = "intent.moved"
    id: str
    number: int
    position: str
    title: str
    employer: str
    person: str
    name: str
    side: str
    step: str
    state: str
    at: str

    @classmethod
    def of(cls, entry: Entry, intent: Intent) -> "IntentMoved":
        return cls(
            id=intent.key,
            number=entry.number,
            position=intent.position.key,
            title=intent.position.title,
            employer=str(intent.booth.employer),
            person=intent.person.key,
            name=str(intent.person),
            side=entry.side,
            step=entry.step,
            state=intent.state,
            at=entry.at.isoformat(),
        )


@dataclass(frozen=True)
class WordAdded(Event):
    """Somebody added a word to an intent: fetch it afresh. The words themselves are not told."""

    type: ClassVar[str] = "intent.word"
    id: str


@dataclass(frozen=True)
class CountsMoved(Event):
    """A fair's counts, true of ledger number `number`."""

    type: ClassVar[str] = "intents.counted"
    number: int
    counts: dict[str, int]

    @classmethod
    def of(cls, ledger: Ledger) -> "CountsMoved":
        counts = ledger.counted | {"mutual_people": ledger.mutual_people}
        return cls(number=ledger.last, counts=counts)
