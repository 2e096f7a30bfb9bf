"""What falls due for what everybody shares."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from jobfair.common import ticks

pytestmark = pytest.mark.django_db


def test_a_limit_that_ended_is_let_go_and_one_that_holds_stays(monkeypatch):
    monkeypatch.setattr(ticks, "AT_ONCE", 2)
    for number in range(3):
        cache.set(f"short:{number}", number, 60)
    cache.set("long", 1, 6000)
    later = timezone.now() + timedelta(minutes=2)
    assert [ticks.forget_counters(later) for _ in range(3)] == [2, 1, 0]
    assert cache.get("long") == 1
