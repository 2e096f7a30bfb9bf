"""What the database itself refuses stands there, under these names, on both engines."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from jobfair.fairs.models import Fair
from tests.factories import make_fair

GUARDS = {
    "sqlite": """
        SELECT name FROM sqlite_master WHERE type = 'trigger'
    """,
    "postgresql": """
        SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    """,
}
THERE = {
    "sqlite": """
        category_table_kept_delete category_table_kept_update
        chat_decision_append_only_delete chat_decision_append_only_update
        chat_report_append_only_delete chat_report_append_only_update
        chat_stopstep_append_only_delete chat_stopstep_append_only_update
        common_search_delete common_search_insert common_search_update
        entry_append_only_delete entry_append_only_update
        fair_around_sessions session_inside_fair_insert session_inside_fair_update
        follow_up_append_only_delete follow_up_append_only_update
        review_append_only_delete review_append_only_maker review_append_only_update
        review_goes_with_position
    """,
    "postgresql": """
        category_table_kept chat_decision_append_only chat_report_append_only
        chat_stopstep_append_only entry_append_only fair_around_sessions session_inside_fair follow_up_append_only
        review_append_only review_goes_with_position
        attendance_categorytable_truncate booths_positionreview_truncate
        chat_decision_truncate chat_report_truncate chat_stopstep_truncate
        intents_entry_truncate outcomes_followup_truncate
    """,
}


@pytest.mark.django_db
def test_every_guard_stands():
    with connection.cursor() as cursor:
        cursor.execute(GUARDS[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    assert found == set(THERE[connection.vendor].split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "stands"),
    [
        (None, None, True),
        (-2, -1, True),
        (-2, None, False),
        (None, -1, False),
        (-1, -2, False),
        (-1, 1, False),
    ],
)
def test_a_window_of_registration_is_whole_or_not_there(opens, closes, stands):
    """Hours from the end of the fair."""
    fair = make_fair()
    at = [None if h is None else fair.ends_at + timedelta(hours=h) for h in (opens, closes)]
    window = dict(zip(("registration_opens_at", "registration_closes_at"), at, strict=True))
    try:
        with transaction.atomic():
            Fair.objects.filter(pk=fair.pk).update(**window)
    except IntegrityError:
        assert not stands
    else:
        assert stands
