"""Streams of numbered facts, kept beside the data they speak of.

A stream is an audience: whoever may hear it hears all of it. Its events carry
numbers without gaps, given inside the transaction of the change itself, and the
finished text that goes to every listener, live or later.
"""

from django.db import models
from django.utils import timezone


class Stream(models.Model):
    """One audience; `last` is the number of its newest event."""

    name = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class StoredEvent(models.Model):
    """One fact as it was told; `text` is the whole frame, the same for everybody."""

    stream = models.ForeignKey(Stream, models.CASCADE, related_name="events", db_index=False)
    seq = models.PositiveBigIntegerField()
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="event_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.seq}"


class Epoch(models.Model):
    """The life of this database. After a restore numbers run again: a new epoch says so."""

    value = models.CharField(max_length=26)

    def __str__(self) -> str:
        return self.value
