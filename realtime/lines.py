"""One text that goes down many sockets: encoded and framed once."""

from realtime.servers import text_frame


class Line:
    """A frame of the protocol as text, and finished for the wire."""

    __slots__ = ("frame", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.frame = text_frame(text)
