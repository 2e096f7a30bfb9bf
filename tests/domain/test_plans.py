"""What is done all the time finds its rows by an index: it costs as much late in a fair as at its beginning."""

import re
from collections.abc import Callable

import pytest
from django.db import connection

from jobfair.chat.models import Message
from jobfair.chat.services import Saying, send_messages
from jobfair.intents.models import Entry
from jobfair.intents.services import record_all
from jobfair.intents.steps import Step
from jobfair.outbox.models import StoredEvent
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


@pytest.mark.parametrize("model", [Message, Entry, StoredEvent])
def test_what_grows_with_every_fact_keeps_no_index_that_another_begins_with(model):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    kept = {name: one["columns"] for name, one in found.items() if one["index"] or one["unique"]}
    begun = [
        (one, other)
        for one, columns in kept.items()
        for other in kept.keys() - {one}
        if kept[other][: len(columns)] == columns
    ]
    assert kept
    assert begun == []
