"""Each entry carries a fingerprint of itself and of the entry before: no row can be changed alone."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobfair.intents.models import Entry

GENESIS = "0" * 64


def content(entry: "Entry") -> dict[str, Any]:
    """Everything that an entry says, as plain data in the order in which it is fingerprinted."""
    return {
        "fair": entry.fair_id.hex,
        "number": entry.number,
        "person": entry.person_id.hex,
        "position": entry.position_id.hex,
        "side": entry.side,
        "step": entry.step,
        "channel": entry.channel,
        "voice": entry.voice,
        "recorder": entry.recorder_id.hex,
        "cid": entry.cid,
        "corrects": entry.corrects,
        "duplicate": entry.duplicate_id.hex if entry.duplicate_id else None,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def fingerprint(entry: "Entry", previous: str) -> str:
    """SHA-256 of everything the entry says, after the fingerprint of the one before, in hex."""
    said = [previous, *content(entry).values()]
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


class Chain:
    """A fair's entries followed from the first on; `wrong` are numbers at which it does not hold."""

    def __init__(self) -> None:
        self.entries = 0
        self.newest = (0, GENESIS)
        self.wrong: list[int] = []

    def through(self, entries: Iterable["Entry"]) -> Iterator["Entry"]:
        """Hand each on, one at a time, after it was looked at."""
        for entry in entries:
            self._follow(entry)
            yield entry

    def _follow(self, entry: "Entry") -> None:
        previous = self.newest[1]
        self.entries += 1
        is_whole = (
            entry.number == self.entries
            and entry.previous == previous
            and entry.hash == fingerprint(entry, previous)
        )
        if not is_whole:
            self.wrong.append(entry.number)
        self.newest = (entry.number, entry.hash)
