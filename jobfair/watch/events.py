"""What is told live to those who run a fair."""

from dataclasses import dataclass
from typing import ClassVar

from jobfair.outbox.events import Event


@dataclass(frozen=True)
class AlertsChanged(Event):
    """What is to be done now is another: fetch it afresh."""

    type: ClassVar[str] = "alerts.changed"
