"""The frames of `jobfair.v1`: what may come up, and the texts that go down.

Everything is one JSON object. What comes up is checked here, completely, before
anything else looks at it.
"""

import json
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from jobfair.outbox.events import as_json

SUBPROTOCOL = "jobfair.v1"
MAX_ID = 2**53 - 1


class Close(IntEnum):
    """Why the server ends a connection."""

    NOT_UNDERSTOOD = 4400
    SIGN_IN = 4401
    LAGGING = 4408
    TOO_MANY = 4429
    TOO_BIG = 1009
    FAILED = 1011
    RESTARTING = 1012


class Code(StrEnum):
    """Why a request was refused; the connection stays."""

    INVALID = "invalid"
    UNKNOWN = "unknown"
    NOT_ALLOWED = "not_allowed"
    SIGN_IN = "sign_in"
    CONFLICT = "conflict"
    CID_REUSED = "cid_reused"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


class NotUnderstood(Exception):
    """A frame no client of this protocol sends."""


class Unbearable(Exception):
    """One frame too many that had to be refused."""


@dataclass(frozen=True)
class Request:
    """One frame from a client: `do` with its other members, answered under `id`."""

    id: int
    do: str
    given: dict[str, Any]


def _refuse(name: str) -> None:
    raise ValueError(name)


#: JSON without the numbers that are none.
STRICT = json.JSONDecoder(parse_constant=_refuse)


def read(text: str) -> Request:
    """The request in a frame's text; NotUnderstood when it is none."""
    try:
        given = STRICT.decode(text)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error
    if not isinstance(given, dict):
        raise NotUnderstood
    number, verb = given.pop("id", 0), given.pop("do", None)
    if type(number) is not int or not 0 <= number <= MAX_ID or not isinstance(verb, str):
        raise NotUnderstood
    return Request(number, verb, given)


def ok(number: int, answer: dict[str, Any]) -> str:
    return as_json({"id": number, "ok": answer})


def refused(number: int, code: Code, message: str, retry_after: int | None = None) -> str:
    error: dict[str, Any] = {"code": code, "message": message}
    if retry_after is not None:
        error["retry_after"] = retry_after
    return as_json({"id": number, "error": error})


def hello(epoch: str, now: str, ack_every: int) -> str:
    acks = {"ack_every": ack_every} if ack_every else {}
    return as_json({"type": "hello", "epoch": epoch, "now": now, **acks})


def reset(stream: str) -> str:
    return as_json({"type": "reset", "stream": stream})


def ended(stream: str) -> str:
    """The person may not hear this stream any longer."""
    return as_json({"type": "ended", "stream": stream})


def bye(retry_ms: int) -> str:
    return as_json({"type": "bye", "retry_ms": retry_ms})
