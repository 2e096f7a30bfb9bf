"""The shape and colour that go with the word of each state. The word alone already says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    kind: str
    symbol: str


NEUTRAL = Look("", "circle")

LOOKS: dict[str, Look] = {
    # fairs
    "draft": Look("", "pencil-line"),
    "published": Look("info", "calendar-days"),
    "open": Look("success", "door-open"),
    "closed": Look("", "door-closed"),
    "archived": Look("", "archive"),
    # reviews
    "submitted": Look("warning", "hourglass"),
    "approved": Look("success", "circle-check"),
    "returned": Look("error", "undo-2"),
    "rejected": Look("error", "circle-x"),
    # booths in the hall
    "busy": Look("warning", "users"),
    "away": Look("warning", "clock"),
    # what becomes of a file
    "reading": Look("info", "hourglass"),
    "refused": Look("error", "circle-x"),
    "ready": Look("warning", "eye"),
    "applying": Look("info", "hourglass"),
    "applied": Look("success", "circle-check"),
    "undoing": Look("info", "hourglass"),
    "undone": Look("", "undo-2"),
    # intents
    "asked": Look("warning", "hand"),
    "invited": Look("info", "hand"),
    "mutual": Look("success", "handshake"),
    "planned": Look("info", "calendar-days"),
    "interviewed": Look("info", "message-circle"),
    "offered": Look("success", "badge-check"),
    "accepted": Look("success", "badge-check"),
    "started": Look("success", "briefcase"),
    "left": Look("", "door-closed"),
    "withdrawn": Look("", "circle-x"),
    "declined": Look("", "circle-x"),
    # modes of a fair
    "online": Look("plain", "monitor"),
    "onsite": Look("plain", "map-pin"),
    "hybrid": Look("plain", "split"),
}


def look_of(state: str) -> Look:
    """The look of a state; one that is not listed gets a plain circle."""
    return LOOKS.get(str(state), NEUTRAL)
