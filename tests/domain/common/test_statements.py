"""What goes straight to the driver gives, refuses and shows what Django's cursor does."""

from datetime import timedelta

import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from jobfair.chat.models import Message
from jobfair.common.rows import find_all, insert_all, update_all
from jobfair.common.statements import fetch, run_each
from tests.factories.talk import make_talk, new_cid

INSERT = "INSERT INTO outbox_stream (name, last) VALUES (%s, %s)"
SELECT = "SELECT name, last FROM outbox_stream WHERE last > %s ORDER BY name"


@pytest.fixture(params=["straight", "watched"])
def way(db, request, monkeypatch):
    """In a transaction it is the driver that runs a statement, and Django's cursor where somebody watches."""
    assert connection.in_atomic_block
    own = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setattr(own, "force_debug_cursor", request.param == "watched")


def test_it_runs_for_each_and_fetches_all(way):
    run_each(INSERT, [["a", 1], ["b", 7], ["c", 8]])
    assert fetch(SELECT, [1]) == [("b", 7), ("c", 8)]
    assert fetch(SELECT, [9]) == []
    run_each(INSERT, [])


def test_what_is_wrong_is_said_in_djangos_words(way):
    with pytest.raises(IntegrityError), transaction.atomic():
        run_each(INSERT, [["a", 1], ["a", 2]])
    with pytest.raises((OperationalError, ProgrammingError)), transaction.atomic():
        fetch("SELECT nothing FROM nowhere", [])
    assert fetch(SELECT, [0]) == []


def test_after_an_error_a_transaction_runs_nothing_more(way):
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            fetch(SELECT, [0])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_runs_too():
    run_each(INSERT, [["a", 1]])
    assert fetch(SELECT, [0]) == [("a", 1)]


@pytest.mark.django_db
def test_who_counts_statements_counts_these(django_assert_num_queries):
    with django_assert_num_queries(2):
        run_each(INSERT, [["a", 1], ["b", 2]])
        fetch(SELECT, [0])


@pytest.mark.django_db
def test_who_watches_statements_sees_these():
    seen = []

    def watch(execute, sql, params, many, context):
        seen.append(many)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        run_each(INSERT, [["a", 1]])
        fetch(SELECT, [0])
    assert seen == [True, False]


def test_rows_are_written_and_read_as_the_orm_does(way):
    talk, seeker, _rep = make_talk()
    now = timezone.now()
    elsewhere = now.astimezone(timezone.get_fixed_timezone(8 * 60))
    said = {"cid": new_cid(), "text": "您好", "created_at": elsewhere, "facts": {"n": [1]}}
    insert_all([Message(conversation=talk, number=1, author=seeker, **said)])
    (found,), kept = find_all(Message, ["cid"], [(said["cid"],)]), Message.objects.get()
    assert (fields(found), found.created_at.utcoffset()) == (fields(kept), timedelta(0))
    assert (kept.created_at, kept.facts) == (now, {"n": [1]})
    found.withdrawn_at, found.text = elsewhere + timedelta(days=1), ""
    update_all([found], ["withdrawn_at", "text"])
    again = Message.objects.get()
    assert (again.withdrawn_at, again.text) == (now + timedelta(days=1), "")


def fields(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
