"""What goes down many sockets: encoded and framed once, and what goes together joined once."""

from __future__ import annotations

from collections.abc import Sequence

from jobfair.fairs.events import FairStateChanged
from jobfair.fairs.models import FairState
from jobfair.outbox.events import as_json
from realtime.servers.frames import text_frame

NARROWING = (
    f'"type":"{FairStateChanged.type}",'
    f'"data":{as_json(FairStateChanged(FairState.DRAFT.value).data())}'
)


class Line:
    """A frame of the protocol as text, and finished for the wire."""

    __slots__ = ("frame", "narrows", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        #: Whether fewer people may hear the stream from now on: a fair was put back to draft.
        self.narrows = NARROWING in text
        self.frame = text_frame(text)


class Facts:
    """Facts of one stream that follow each other, joined for the wire."""

    __slots__ = ("first", "frame", "last", "lines", "narrows")

    def __init__(self, first: int, lines: Sequence[Line]) -> None:
        self.first, self.last = first, first + len(lines) - 1
        self.lines = lines
        self.narrows = lines[-1].narrows  # nothing is joined behind such a one
        self.frame = lines[0].frame if len(lines) == 1 else b"".join(one.frame for one in lines)

    def after(self, position: int) -> Facts:
        """Those with a higher number than `position`, of which there must be one."""
        if self.first > position:
            return self
        return Facts(position + 1, self.lines[position + 1 - self.first :])
