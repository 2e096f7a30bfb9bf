"""What an event is: a frozen dataclass with a type's name, and nothing that is not declared.

A domain app declares its events in its own `events.py`:

    @dataclass(frozen=True)
    class AnnouncementMade(Event):
        type: ClassVar[str] = "announcement.made"
        id: str
        title: str

Fields hold what JSON can hold. A missing or extra field is a TypeError where the
event is made, never a surprise where it is read.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    type: ClassVar[str]
    #: For so many seconds a latest value is told to who comes later; None: until there is another.
    lasts: ClassVar[float | None] = None

    def data(self) -> dict[str, Any]:
        return vars(self)

    @property
    def mark(self) -> str:
        """What a latest value takes the place of: the one before of its type, and of nobody else's."""
        return self.type


def lifetime_of(mark: str) -> float | None:
    """How long a latest value is told to who comes later."""
    return _lifetime(mark.partition(" ")[0])


@cache
def _lifetime(name: str) -> float | None:
    return next((kind.lasts for kind in Event.__subclasses__() if kind.type == name), None)


#: Made once: `json.dumps` would make another for every text.
as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def frame(stream: str, seq: int, event: Event) -> str:
    """The finished text of one numbered fact."""
    return (
        f'{{"stream":"{stream}","seq":{seq},"type":"{event.type}","data":{as_json(event.data())}}}'
    )


def latest_frame(stream: str, event: Event) -> str:
    """The finished text of a value that only counts until the next one of its type."""
    return f'{{"stream":"{stream}","type":"{event.type}","data":{as_json(event.data())}}}'
