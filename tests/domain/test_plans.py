"""What is done all the time finds its rows by an index: it costs as much late in a fair as at its beginning."""

import re
from collections.abc import Callable

import pytest
from django.db import connection

from jobfair.chat.services import Saying, send_messages
from jobfair.intents.services import record_all
from jobfair.intents.steps import Step
from tests.factories import make_booth, make_open_fair, make_position
from tests.factories.intents import make_stand, wish
from tests.factories.talk import make_talk, new_cid

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite says how it will search"),
]


def scanned(doing: Callable[[], object]) -> list[str]:
    """The tables that were read from beginning to end, each with the statement."""
    asked: dict[str, object] = {}

    def note(execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            asked[sql] = params[0] if many else params
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        doing()
    tables = set(connection.introspection.table_names())
    found = []
    with connection.cursor() as cursor:
        for sql, params in asked.items():
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
            steps = [re.match(r"SCAN (\w+)$", step) for *_numbers, step in plan]
            found += [f"{step[1]}: {sql}" for step in steps if step and step[1] in tables]
    return found


def test_a_plan_that_reads_a_whole_table_is_noticed():
    with connection.cursor() as cursor:
        assert scanned(lambda: cursor.execute("SELECT * FROM chat_message WHERE text = ''"))


def test_a_batch_of_messages_reads_no_whole_table():
    talks = [make_talk() for _n in range(3)]
    sayings = [
        Saying(actor, conversation.pk, new_cid(), "您好")
        for conversation, jobseeker, rep in talks
        for actor in (jobseeker, rep)
    ]
    assert scanned(lambda: send_messages(sayings)) == []


def test_a_batch_of_intents_reads_no_whole_table():
    booth = make_booth(make_open_fair())
    stands = [make_stand(make_position(booth)) for _n in range(3)]
    wishes = [wish(jobseeker, position, Step.INTERESTED) for position, jobseeker, _rep in stands]
    assert scanned(lambda: record_all(wishes)) == []
