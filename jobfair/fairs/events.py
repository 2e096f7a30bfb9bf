"""What is told live about a fair, to everybody who may see it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from jobfair.common.ids import encode
from jobfair.fairs.models import Announcement
from jobfair.outbox.events import Event


def fair_stream(fair_id: UUID) -> str:
    return f"fair.{encode(fair_id)}"


def desk_stream(fair_id: UUID) -> str:
    """Those who run and co-run the fair."""
    return f"fair.{encode(fair_id)}.desk"


@dataclass(frozen=True)
class AnnouncementMade(Event):
    type: ClassVar[str] = "announcement.made"
    id: str
    title: str
    title_en: str
    body: str
    body_en: str
    is_urgent: bool
    at: str

    @classmethod
    def of(cls, announcement: Announcement) -> "AnnouncementMade":
        return cls(
            id=announcement.key,
            title=announcement.title,
            title_en=announcement.title_en,
            body=announcement.body,
            body_en=announcement.body_en,
            is_urgent=announcement.is_urgent,
            at=announcement.created_at.isoformat(),
        )


@dataclass(frozen=True)
class AnnouncementWithdrawn(Event):
    type: ClassVar[str] = "announcement.withdrawn"
    id: str


@dataclass(frozen=True)
class FairStateChanged(Event):
    type: ClassVar[str] = "fair.state"
    state: str
