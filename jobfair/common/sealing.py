"""What nobody but its owner should read, closed with a key that is kept outside the database.

AES-256-GCM under keys made from `SEALING_KEY`, which stands neither in the database nor in its
backup. The first key seals, each of them opens, so that a new one may be put before the old.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

K = TypeVar("K")
NONCE = 12
SHORTEST_KEY = 43


class Unreadable(Exception):
    """No key opens this: the key is another, or what was sealed was changed or moved."""


def can_seal() -> bool:
    """Whether there is a key; without one nothing that needs it is asked of anybody."""
    return bool(settings.SEALING_KEYS)


def seal(value: bytes, *, about: str) -> bytes:
    """Close a value so that it opens only under the same `about`: its table, column and row.

    The length of a value shows in what is sealed; values that must not be told apart need one length.
    """
    nonce = os.urandom(NONCE)
    return nonce + _cipher(settings.SEALING_KEYS[0]).encrypt(nonce, value, about.encode())


def unseal(sealed: bytes, *, about: str) -> bytes:
    """Open what was sealed; Unreadable if no key of today does."""
    from cryptography.exceptions import InvalidTag

    for key in settings.SEALING_KEYS:
        with suppress(InvalidTag):
            return _cipher(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
    raise Unreadable(about)


def _cipher(key: str) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    # The key is long and random, as `manage.py check --deploy` sees to: it needs no stretching.
    return AESGCM(hashlib.blake2b(key.encode(), digest_size=32, person=b"jobfair sealing").digest())


def reseal_each(keys: Iterable[K], reseal: Callable[[K], int]) -> tuple[int, int]:
    """Go over everything that is sealed, each by itself; how many, and how many no key opens."""
    done = unreadable = 0
    for key in keys:
        try:
            done += reseal(key)
        except Unreadable:
            unreadable += 1
    return done, unreadable
