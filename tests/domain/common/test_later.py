"""A moment so much later, to the last digit, also over midnight and the end of a year."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F, Q

from jobfair.chat.models import Conversation
from jobfair.common.later import Later
from tests.factories.talk import make_talk

pytestmark = pytest.mark.django_db

MOST = timedelta(minutes=5)
STEP = timedelta(microseconds=1)


@pytest.mark.parametrize("microsecond", [0, 1, 500_000, 999_999])
@pytest.mark.parametrize("more", [-MOST, -STEP, timedelta(), STEP, timedelta(seconds=1)])
def test_it_compares_as_the_duration_added_up_does(microsecond, more):
    asked = datetime(2026, 12, 31, 23, 57, 30, microsecond, tzinfo=UTC)
    talk, _asking, _answering = make_talk()
    rows = Conversation.objects.filter(pk=talk.pk)
    rows.update(first_asked_at=asked, first_answered_at=asked + MOST + more)
    added = rows.filter(first_answered_at__lte=F("first_asked_at") + MOST).exists()
    later = rows.filter(Q(first_answered_at__lte=Later("first_asked_at", MOST))).exists()
    assert later == added == (more <= timedelta())


def test_what_has_no_answer_is_neither_quick_nor_late():
    talk, _asking, _answering = make_talk()
    rows = Conversation.objects.filter(pk=talk.pk)
    rows.update(first_asked_at=datetime(2026, 12, 1, tzinfo=UTC), first_answered_at=None)
    assert not rows.filter(first_answered_at__lte=Later("first_asked_at", MOST)).exists()
