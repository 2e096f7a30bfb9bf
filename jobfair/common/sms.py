"""Text messages to telephones behind one small interface.

`SMS_BACKEND` names a class with `send(number, text)`; the default prints, so that a
laptop needs no contract with an operator.
"""

import sys
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Backend(Protocol):
    def send(self, number: str, text: str) -> None: ...


class ConsoleBackend:
    def send(self, number: str, text: str) -> None:
        sys.stdout.write(f"短信 SMS → {number}: {text}\n")
        sys.stdout.flush()


class MemoryBackend:
    """Keeps what was sent, for tests."""

    sent: list[tuple[str, str]] = []

    def send(self, number: str, text: str) -> None:
        self.sent.append((number, text))


def send_sms(number: str, text: str) -> None:
    backend: Backend = import_string(settings.SMS_BACKEND)()
    backend.send(number, text)
