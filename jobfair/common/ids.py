"""Random identifiers that sort by time, and how they stand in an address.

A UUIDv7 (RFC 9562) carries 48 bits of Unix milliseconds and 74 random bits. In
addresses and streams it is written as 26 characters of Crockford's base 32.
"""

import os
import re
import time
from datetime import datetime
from functools import lru_cache
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
#: No letter that looks like another, and not more than 128 bits.
WRITTEN = "[0-7][0-9a-hjkmnp-tv-z]{25}"
IDENTIFIER = re.compile(WRITTEN)
#: The same values in the digits that `int` reads.
AS_DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
CID = re.compile(r"[0-9a-f]{32}")
#: Two characters at a time: identifiers are written far more often than read.
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
SHIFTS = range(LENGTH * 5 - 10, -1, -10)


def new_id() -> UUID:
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high = milliseconds << 16 | 0x7000 | random >> 68
    low = 0b10 << 62 | random & (1 << 62) - 1
    return UUID(int=high << 64 | low)


def is_cid(text: str) -> bool:
    """Whether this may be what a client calls a wish by, so that a retry is known: 32 hex digits."""
    return CID.fullmatch(text) is not None


def lowest_id(moment: datetime) -> UUID:
    """What every identifier made before a moment is below: a key's own index finds what is old."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


@lru_cache(4096)
def encode(value: UUID) -> str:
    number = value.int
    return "".join([PAIRS[number >> shift & 1023] for shift in SHIFTS])


def decode(text: str) -> UUID:
    """The identifier behind 26 characters; ValueError when it is none."""
    if IDENTIFIER.fullmatch(text) is None:
        raise ValueError("an identifier is 26 characters of Crockford's base 32, 128 bits")
    return UUID(int=int(text.translate(AS_DIGITS), 32))


class IdConverter:
    """`<id:name>` in a path."""

    regex = WRITTEN

    def to_python(self, value: str) -> UUID:
        return decode(value)

    def to_url(self, value: UUID | str) -> str:
        return encode(value) if isinstance(value, UUID) else value
