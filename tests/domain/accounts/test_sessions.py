"""A session knows whose it is: found, ended and moved by that."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from jobfair.accounts.models import BrowserSession
from jobfair.accounts.roles import Role
from jobfair.accounts.services import end_sessions, grant_role
from jobfair.accounts.sessions import SessionStore, person_in
from tests import factories as make

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(user, **more):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update(more)
    session.save()
    return session.session_key


def test_person_and_roles_are_read_with_the_session(django_assert_num_queries):
    organiser = make.make_organiser()
    user = make.make_user(name="林老师")
    grant_role(user=user, role=Role.ORGANISER, organiser=organiser)
    grant_role(user=user, role=Role.JOBSEEKER)
    key = sign_in(user)
    with django_assert_num_queries(1):
        found = person_in(SessionStore(key))
        held = found.held_roles
    assert held == user.held_roles
    fields = user._meta.concrete_fields
    user.refresh_from_db()
    assert [getattr(found, f.attname) for f in fields] == [getattr(user, f.attname) for f in fields]


def test_nobody_is_signed_in_without_an_account():
    visitor = SessionStore()
    visitor["shortlist"] = "x"
    visitor.save()
    gone = make.make_user()
    key = sign_in(gone)
    type(gone).objects.filter(pk=gone.pk)._raw_delete("default")
    for session in (SessionStore(visitor.session_key), SessionStore(key), SessionStore("unknown1")):
        assert not person_in(session).is_authenticated


def test_who_signs_out_leaves_no_account_in_the_session():
    session = SessionStore(sign_in(make.make_user()))
    del session[SESSION_KEY]
    session.save()
    assert BrowserSession.objects.get().account is None


def test_all_sessions_of_an_account_end_by_one_statement(django_assert_num_queries):
    user, other = make.make_user(), make.make_user()
    kept = sign_in(other)
    for _device in range(3):
        sign_in(user)
    with django_assert_num_queries(1):
        assert end_sessions(user) == 3
    assert BrowserSession.objects.get().pk == kept


@pytest.fixture
def before():
    """The table in which sessions were kept before they knew their account."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY, "
            f"session_data text, expire_date {'datetime' if is_sqlite() else 'timestamptz'})"
        )


def is_sqlite():
    return connection.vendor == "sqlite"


def keep_as_before(key, text, ends):
    if is_sqlite():
        ends = connection.ops.adapt_datetimefield_value(ends)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES (%s, %s, %s)", [key, text, ends])


@pytest.mark.usefixtures("before")
def test_whoever_was_signed_in_stays_so():
    user, later = make.make_user(), timezone.now() + timedelta(days=1)
    text = BrowserSession.objects.get(pk=sign_in(user)).session_data
    BrowserSession.objects.all().delete()
    keep_as_before("signed-in", text, later)
    keep_as_before("a-visitor", SessionStore().encode({"shortlist": "x"}), later)
    keep_as_before("expired", text, timezone.now() - timedelta(seconds=1))
    keep_as_before("nonsense", "nonsense", later)
    step = import_module("jobfair.accounts.migrations.0002_sessions_know_their_account")
    step.move(apps, SimpleNamespace(connection=connection))
    step.move(apps, SimpleNamespace(connection=connection))
    moved = BrowserSession.objects.order_by("pk").values_list("pk", "account", "expire_date")
    assert list(moved) == [("a-visitor", None, later), ("signed-in", user.pk, later)]
    assert person_in(SessionStore("signed-in")) == user
    assert SessionStore("a-visitor")["shortlist"] == "x"
