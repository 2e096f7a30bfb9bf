"""Reading streams: where each stands, and what came after a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from jobfair.common.prepared import Prepared
from jobfair.common.statements import fetch
from jobfair.outbox.models import StoredEvent, Stream

LONGEST_REPLAY = 500
#: Streams looked up by one question; each power of two up to it is put together once and kept.
MOST_AT_ONCE = 256
#: Where several write at once, what was numbered earlier may be committed later.
COMMITTED_LATER = 0 if connection.vendor == "sqlite" else 500


@dataclass(frozen=True)
class Replay:
    """What came after a number: `texts` from `after + 1` to `last`, or None for "fetch afresh"."""

    last: int
    texts: list[str] | None


def position(stream: str) -> int:
    """The number of a stream's newest event, 0 before the first."""
    found = fetch("SELECT last FROM outbox_stream WHERE name = %s", [stream])
    return found[0][0] if found else 0


def position_beside(stream: str) -> Coalesce:
    """`position` as an expression, to be asked for together with something else."""
    return Coalesce(Subquery(Stream.objects.filter(pk=stream).values("last")), 0)


def positions(streams: Iterable[str]) -> dict[str, int]:
    """Where each of these stands; what nothing was told to is left out."""
    names, found = list(streams), dict[str, int]()
    for begin in range(0, len(names), MOST_AT_ONCE):
        found |= dict(_standing.rows(*_filled(names[begin : begin + MOST_AT_ONCE])))
    return found


def newest_event() -> int:
    """The number in which all events were written, whatever their stream."""
    ((newest,),) = fetch("SELECT COALESCE(MAX(id), 0) FROM outbox_storedevent", [])
    return int(newest)


def told_after(number: int) -> tuple[int, dict[str, int]]:
    """The newest event's number, and where the streams stand that were told something after `number`.

    At rest that is nothing, however many streams there are.
    """
    asked = "SELECT stream_id, MAX(seq), MAX(id) FROM outbox_storedevent WHERE id > %s GROUP BY stream_id"
    rows = fetch(asked, [number - COMMITTED_LATER])
    return max((row[2] for row in rows), default=number), {row[0]: row[1] for row in rows}


def _filled(names: list[str]) -> list[str]:
    """As many as the next power of two, the last one said again: an audience changes all the time."""
    return names + names[-1:] * ((1 << (len(names) - 1).bit_length()) - len(names))


@Prepared
def _standing(*names: str) -> QuerySet[Stream, Any]:
    return Stream.objects.filter(pk__in=names).values_list("name", "last")


def events_after(stream: str, after: int, limit: int = LONGEST_REPLAY) -> Replay:
    """Everything after `after`, complete or not at all.

    Not at all when that is more than `limit` events, when some of them are no longer
    kept, or when the stream has not come that far (a number of another epoch).
    """
    last = position(stream)
    if last == after:
        return Replay(last, [])
    if not after < last <= after + limit:
        return Replay(last, None)
    rows = StoredEvent.objects.filter(stream=stream, seq__gt=after, seq__lte=last)
    texts = list(rows.order_by("seq").values_list("text", flat=True))
    return Replay(last, texts if len(texts) == last - after else None)
