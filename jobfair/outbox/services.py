"""Telling facts: numbered and stored with the change, hinted at after the commit."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from jobfair.common.ids import encode, new_id
from jobfair.common.statements import fetch, run_each
from jobfair.outbox.bus import Hint, bus
from jobfair.outbox.events import Event, as_json, frame, latest_frame
from jobfair.outbox.models import Epoch, StoredEvent

ADVANCE = """
    INSERT INTO outbox_stream (name, last) VALUES {rows}
    ON CONFLICT (name) DO UPDATE SET last = outbox_stream.last + excluded.last
    RETURNING name, last
"""

STORE = "INSERT INTO outbox_storedevent (stream_id, seq, text, created_at) VALUES (%s, %s, %s, %s)"


def publish(stream: str, event: Event) -> int:
    """Number and store one fact; its number. Only inside the transaction of the change.

    The stream's row stays locked until the commit, so numbers are seen in order and
    without gaps. The hint to listeners leaves after the commit and may be lost:
    whoever listens finds the stored text by its number.
    """
    return publish_all([(stream, event)])[0]


def publish_all(told: Sequence[tuple[str, Event]]) -> list[int]:
    """The numbers of many facts to many streams, given and stored together.

    Streams are locked in the order of their names, so that nobody waits in a ring.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("publish inside the change's transaction")
    if not told:
        return []
    following = _advance(Counter(stream for stream, _event in told))
    numbers: list[int] = []
    hints: list[Hint] = []
    for stream, event in told:
        seq = following[stream]
        following[stream] = seq + 1
        numbers.append(seq)
        hints.append((stream, seq, frame(stream, seq, event)))
    _store(hints)
    transaction.on_commit(lambda: bus.hint(hints), robust=True)
    return numbers


def amend(
    streams: Collection[str],
    event: type[Event],
    *,
    key: str,
    number: int,
    since: datetime,
    **said: Any,
) -> int:
    """Let stored facts say something else from now on, under their numbers; how many.

    They are those of one type about `key` and `number`, told since a moment. Who has heard
    them hears nothing; who comes later is told the new words.
    """
    about = f'"type":"{event.type}","data":{{"id":"{key}"'
    told = StoredEvent.objects.filter(stream__in=list(streams), created_at__gte=since)
    changed = 0
    for row in told.filter(text__contains=about):
        fact = json.loads(row.text)
        if fact["data"]["number"] == number:
            fact["data"] |= said
            StoredEvent.objects.filter(pk=row.pk).update(text=as_json(fact))
            changed += 1
    return changed


def show(stream: str, event: Event) -> None:
    """Tell a value that counts only until the next with its mark: presence, typing, a live count.

    It is neither numbered nor stored, may be lost, and reaches listeners at most once a
    second for each stream; who comes later is told the last one. After the commit, if a
    transaction is under way; never blocks otherwise.
    """
    hint = (stream, event.mark, latest_frame(stream, event))
    if connection.in_atomic_block:
        transaction.on_commit(lambda: bus.hint([hint]), robust=True)
    else:
        bus.hint([hint])


def _advance(counts: Counter[str]) -> dict[str, int]:
    """Take that many numbers of each stream; the first one taken of each."""
    rows = ", ".join(["(%s, %s)"] * len(counts))
    values = [value for pair in sorted(counts.items()) for value in pair]
    found = fetch(ADVANCE.format(rows=rows), values)
    return {name: last - counts[name] + 1 for name, last in found}


def hold_streams(names: Collection[str]) -> None:
    """Lock streams, in the order of their names, before a change that tells them one after the other.

    `publish_all` locks in that order too; who told a later one first and then an earlier one
    would meet it in a ring.
    """
    if names:
        _advance(Counter(dict.fromkeys(names, 0)))


def _store(hints: Sequence[Hint]) -> None:
    """One prepared statement for every row: model instances would cost more than the writing."""
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    run_each(STORE, [(stream, seq, text, at) for stream, seq, text in hints])


def current_epoch() -> str:
    """The name of this database's life, made when there is none; asked with every subscription."""
    for (value,) in fetch("SELECT value FROM outbox_epoch WHERE id = 1", []):
        return str(value)
    return Epoch.objects.get_or_create(pk=1, defaults={"value": encode(new_id())})[0].value


def begin_epoch() -> str:
    """Say that numbers may run again, after a restore; every page fetches afresh."""
    return Epoch.objects.update_or_create(pk=1, defaults={"value": encode(new_id())})[0].value


def forget_streams(names: Collection[str]) -> int:
    """Delete what was told to these audiences; how many. Who comes back is told to fetch afresh."""
    return StoredEvent.objects.filter(stream__in=list(names)).delete()[0]


def forget_before(moment: datetime, *, at_most: int) -> int:
    """Delete the oldest events from before `moment`; how many. Who needs one is told to fetch afresh."""
    oldest = StoredEvent.objects.order_by("pk").values_list("pk", "created_at")[:at_most]
    keys = [key for key, created_at in oldest if created_at < moment]
    return StoredEvent.objects.filter(pk__in=keys).delete()[0] if keys else 0
