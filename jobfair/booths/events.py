"""What is told live about booths: to everybody who may see the fair, and to those at the desk."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from jobfair.booths.models import Booth
from jobfair.booths.presence import BoothPresence, Presence
from jobfair.common.ids import encode
from jobfair.outbox.events import Event


def staff_stream(booth_id: UUID) -> str:
    """The reps of the booth."""
    return f"booth.{encode(booth_id)}.staff"


@dataclass(frozen=True)
class DeskChanged(Event):
    """Who is at the desk, or what visitors are told of the booth: fetch it afresh."""

    type: ClassVar[str] = "desk.changed"


@dataclass(frozen=True)
class BoothStateChanged(Event):
    """Whether a booth can be asked now: `until` for a break, `waiting` while people wait."""

    type: ClassVar[str] = "booth.state"
    id: str
    state: str
    until: str
    waiting: int

    @classmethod
    def of(cls, booth: Booth, presence: BoothPresence) -> "BoothStateChanged":
        away = presence.until if presence.state == Presence.AWAY else None
        return cls(
            id=booth.key,
            state=presence.state,
            until=away.isoformat() if away else "",
            waiting=presence.waiting,
        )
