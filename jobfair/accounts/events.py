"""What is told live to one person's own devices."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from jobfair.common.ids import encode
from jobfair.outbox.events import Event


def user_stream(user_id: UUID) -> str:
    return f"user.{encode(user_id)}"


@dataclass(frozen=True)
class RightsChanged(Event):
    """Something this person could see may be theirs no longer: open sockets ask again."""

    type: ClassVar[str] = "rights.changed"


@dataclass(frozen=True)
class TasksChanged(Event):
    """How much waits for this person at work is another.

    `conversation` is the one that began to wait last, where it is that somebody waits.
    """

    type: ClassVar[str] = "tasks.changed"
    conversation: str
