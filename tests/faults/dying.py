"""`manage.py serve` that ends by force once, at a point of storing a message that is named first.

As a power cut between two instructions: nothing is closed, nothing is said. The file
`die` in the data folder is the order; it is gone before the end, so the next start lives.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import django
from django.core.management import execute_from_command_line
from django.db import transaction

ORDER = Path(os.environ["DATA_DIR"]) / "die"


def die_if_ordered() -> None:
    if ORDER.exists():
        ORDER.unlink()
        os._exit(9)


def before_commit() -> None:
    from realtime import writer

    store = writer.messages._store

    def stored_and_not_committed(wishes: Sequence[Any]) -> list[Any]:
        with transaction.atomic():
            answers = store(wishes)
            die_if_ordered()
        return answers

    writer.messages._store = stored_and_not_committed


def between_commit_and_hint() -> None:
    from jobfair.outbox.bus import bus

    hint = bus.hint

    def not_told(hints: Any) -> None:
        die_if_ordered()
        hint(hints)

    bus.hint = not_told  # type: ignore[method-assign]


def between_hint_and_answer() -> None:
    from realtime import writer

    write = writer.messages.write

    async def not_answered(wish: Any) -> Any:
        answer = await write(wish)
        die_if_ordered()
        return answer

    writer.messages.write = not_answered  # type: ignore[method-assign]


POINTS: dict[str, Callable[[], None]] = {
    point.__name__: point
    for point in (before_commit, between_commit_and_hint, between_hint_and_answer)
}


if __name__ == "__main__":
    django.setup()
    POINTS[sys.argv[1]]()
    execute_from_command_line(["manage.py", *sys.argv[2:]])
