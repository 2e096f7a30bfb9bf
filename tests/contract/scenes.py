"""What the scenes of the contract are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Scene:
    """`user` looks at `parts` of the page at `path`, which hears `stream`; `happens()` makes the event.

    Where a change in place would move the person, the page says `told` in its bar instead, once.
    """

    user: Any
    path: str
    stream: str
    parts: str
    happens: Callable[[], object]
    told: str = ""
