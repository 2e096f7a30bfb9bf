"""Text messages to telephones behind one small interface.

`SMS_BACKEND` names a class with `send(number, text)`; the default prints, so that a
laptop needs no contract with an operator. A site for real people prints no codes and
numbers into its log: without a backend it offers nothing that needs a text message.
"""

import sys
from typing import Protocol

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

log = structlog.get_logger(__name__)


class Backend(Protocol):
    def send(self, number: str, text: str) -> None: ...


class ConsoleBackend:
    def send(self, number: str, text: str) -> None:
        if not can_text():
            log.warning("sms_not_sent")
            return
        sys.stdout.write(f"短信 SMS → {number}: {text}\n")
        sys.stdout.flush()


class MemoryBackend:
    """Keeps what was sent, for tests."""

    sent: list[tuple[str, str]] = []

    def send(self, number: str, text: str) -> None:
        self.sent.append((number, text))


def can_text() -> bool:
    """Whether a text message reaches anybody: its person, or whoever tries this out on a laptop."""
    is_trial = settings.DEBUG or settings.DEMO or settings.TESTING or not settings.SECURE
    return is_trial or import_string(settings.SMS_BACKEND) is not ConsoleBackend


def send_sms(number: str, text: str) -> None:
    backend: Backend = import_string(settings.SMS_BACKEND)()
    backend.send(number, text)
