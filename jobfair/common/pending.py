"""Marks beside files that are written before the row that names them is committed.

A file cannot be part of a transaction. The mark is there before the file and goes after the
commit; when it is still there an hour later, whoever wrote it was killed or changed their
mind, and the file is deleted unless its row is there after all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Model

from jobfair.common.ids import decode, encode

#: A change is committed or taken back long before.
UNKEPT_FOR = timedelta(hours=1)


def mark(storage: Storage, folder: str, key: str) -> None:
    """Say that files of this key are about to be written into the folder."""
    storage.save(_mark(folder, key), ContentFile(b""))


def forget_after_commit(storage: Storage, folder: str, key: str) -> None:
    """The row stands: its files are kept."""

    def forget() -> None:
        storage.delete(_mark(folder, key))

    transaction.on_commit(forget, robust=True)


def discard_unkept(
    storage: Storage,
    folder: str,
    model: type[Model],
    files_of: Callable[[str], Iterable[str]],
    now: datetime,
) -> int:
    """Delete the files whose row was never committed; of how many keys."""
    pending = f"{folder}/pending"
    marks = storage.listdir(pending)[1] if storage.exists(pending) else []
    limit = now - UNKEPT_FOR
    old = {key for key in marks if storage.get_modified_time(_mark(folder, key)) < limit}
    unkept = old - _kept(model, map(decode, old))
    for key in old:
        for name in files_of(key) if key in unkept else ():
            storage.delete(name)
        storage.delete(_mark(folder, key))
    return len(unkept)


def _kept(model: type[Model], keys: Iterable[UUID]) -> set[str]:
    rows = model._default_manager.filter(pk__in=list(keys))
    return {encode(pk) for pk in rows.values_list("pk", flat=True)}


def _mark(folder: str, key: str) -> str:
    return f"{folder}/pending/{key}"
