"""One text that goes down many sockets: encoded and framed once."""

from jobfair.fairs.events import FairStateChanged
from jobfair.fairs.models import FairState
from jobfair.outbox.events import as_json
from realtime.servers import text_frame

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
