"""The demo's words, read from the files beside this one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """The content of `data/<name>.json`; not to be changed by its readers."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class BoothText:
    """What a file says of one booth; without a number its place is its order in the file."""

    employer: str
    number: int
    sessions: tuple[int, ...]
    intro: str
    intro_en: str
    positions: tuple[dict[str, Any], ...]


def booths(name: str) -> Iterator[BoothText]:
    for order, entry in enumerate(read(f"booths-{name}"), start=1):
        yield BoothText(
            employer=entry["employer"],
            number=entry.get("number", order),
            sessions=tuple(entry.get("sessions", ())),
            intro=entry.get("intro", ""),
            intro_en=entry.get("intro_en", ""),
            positions=tuple(entry["positions"]),
        )


def without(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in names}
