"""Which accounts and records were erased, kept beside the database and not in its backup.

A backup holds people who have asked since to be forgotten. The marks are empty files
under random ids: they say nothing about anybody, and who puts a backup back asks them
whom to erase again.
"""

from collections.abc import Iterator
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from jobfair.common.ids import decode, encode
from jobfair.common.storage import private_storage

ACCOUNTS, RECORDS = "erased/accounts", "erased/records"


def mark_erased(folder: str, key: UUID) -> None:
    """Once the erasure is committed."""
    name = f"{folder}/{encode(key)}"

    def mark() -> None:
        storage = private_storage()
        if not storage.exists(name):
            storage.save(name, ContentFile(b""))

    transaction.on_commit(mark, robust=True)


def marked(folder: str) -> Iterator[UUID]:
    """The ids of all that were erased."""
    storage = private_storage()
    if storage.exists(folder):
        yield from map(decode, storage.listdir(folder)[1])
