"""Telling facts: numbered and stored with the change, hinted at after the commit."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from jobfair.common.ids import encode, new_id
from jobfair.outbox.bus import bus
from jobfair.outbox.events import Event, frame
from jobfair.outbox.models import Epoch, StoredEvent

NEXT_NUMBER = """
    INSERT INTO outbox_stream (name, last) VALUES (%s, 1)
    ON CONFLICT (name) DO UPDATE SET last = outbox_stream.last + 1
    RETURNING last
"""


def publish(stream: str, event: Event) -> int:
    """Number and store one fact; its number. Only inside the transaction of the change.

    The stream's row stays locked until the commit, so numbers are seen in order and
    without gaps. The hint to listeners leaves after the commit and may be lost:
    whoever listens finds the stored text by its number.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("publish inside the change's transaction")
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [stream])
        seq = cursor.fetchone()[0]
    text = frame(stream, seq, event)
    StoredEvent.objects.create(stream_id=stream, seq=seq, text=text)
    transaction.on_commit(lambda: bus.hint(stream, seq, text), robust=True)
    return seq


def publish_to(streams: Iterable[str], event: Event) -> None:
    """The same fact to several audiences, locked in one order so that nobody waits in a ring."""
    for stream in sorted(streams):
        publish(stream, event)


def current_epoch() -> str:
    """The name of this database's life, made when there is none."""
    return Epoch.objects.get_or_create(pk=1, defaults={"value": encode(new_id())})[0].value


def begin_epoch() -> str:
    """Say that numbers may run again, after a restore; every page fetches afresh."""
    return Epoch.objects.update_or_create(pk=1, defaults={"value": encode(new_id())})[0].value


def forget_before(moment: datetime | None = None, *, days: int = 30) -> int:
    """Delete events older than `days`; how many. Who needs them is told to fetch afresh."""
    limit = (moment or timezone.now()) - timedelta(days=days)
    return StoredEvent.objects.filter(created_at__lt=limit).delete()[0]
