"""The log: one JSON object a line on standard error, with fixed event names and few fields.

Nothing a person wrote, no query string, file name or number of a person belongs in it: a field
that is not on the list here is left out. Addresses stand in it without the secrets of links,
which still open what they open.
"""

from __future__ import annotations

import logging.config
import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

FIELDS = frozenset(
    "app attempt changed code error event exception level logger restart_in stream timestamp verb".split()
)
#: What stands before the secret of a link.
SECRET_LINKS = ("invitation", "with", "wall")
SECRET = re.compile(rf"(/(?:{'|'.join(SECRET_LINKS)})/)[^/\s?'\"]+")


def configure(config: dict[str, Any]) -> None:
    """Set up the standard library's log, and structlog in front of it."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def only_listed_fields(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Drop what is not on the list, so that nothing private is logged by accident."""
    return {field: value for field, value in event.items() if field in FIELDS or field[0] == "_"}


def without_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Take the secrets out of the addresses of links, wherever they are named."""
    return {
        field: SECRET.sub(r"\1…", value) if isinstance(value, str) else value
        for field, value in event.items()
    }


BEFORE: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def formatter() -> logging.Formatter:
    """Return the formatter of every line, whoever logged it."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=BEFORE,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            only_listed_fields,
            without_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
