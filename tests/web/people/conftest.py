"""A person at the sign-in pages: what they send, and what reaches their mailbox and telephone."""

import re
from dataclasses import dataclass

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from jobfair.common.sms import MemoryBackend


@pytest.fixture(autouse=True)
def _fresh_channels(settings):
    settings.SMS_BACKEND = "jobfair.common.sms.MemoryBackend"
    MemoryBackend.sent.clear()
    yield
    MemoryBackend.sent.clear()


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    cache.clear()


@dataclass
class Person:
    """Walks the pages as a browser would, following where they lead."""

    client: Client

    def post(self, path: str, **data):
        return self.client.post(path, data, follow=True)

    def get(self, path: str):
        return self.client.get(path, follow=True)

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    @property
    def mailed_code(self) -> str:
        return re.search(r"\d{6}", mail.outbox[-1].body).group()

    @property
    def texted_code(self) -> str:
        return re.search(r"\d{6}", MemoryBackend.sent[-1][1]).group()


@pytest.fixture
def person(client) -> Person:
    return Person(client)


@pytest.fixture
def texts() -> list[tuple[str, str]]:
    return MemoryBackend.sent
