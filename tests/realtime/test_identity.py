"""Who a socket is, read by plain statements, is who Django says it is."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client as Browser
from django.utils import timezone

from jobfair.accounts.models import BrowserSession
from jobfair.common.ids import new_id
from jobfair.outbox.services import current_epoch
from realtime.identity import enter, user_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def leave_it(browser, user):
    """The session of somebody who is signed in, as it is."""


def change(**kept):
    def changed(browser, user):
        session = browser.session
        session.update(kept)
        session.save()

    return changed


def forget(name):
    def forgotten(browser, user):
        session = browser.session
        del session[name]
        session.save()

    return forgotten


def deactivate(browser, user):
    user.is_active = False
    user.save()


def change_password(browser, user):
    user.set_password("another one, and a long one")
    user.save()


def delete_person(browser, user):
    user.delete()


def end_session(browser, user):
    BrowserSession.objects.all().delete()


def let_it_expire(browser, user):
    BrowserSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def break_it(browser, user):
    BrowserSession.objects.update(session_data="nonsense")


def change_the_secret(settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, as long as the first one was, and kept as well"


def scope_of(browser):
    cookie = f"csrftoken=x; sessionid={browser.cookies['sessionid'].value}; a bad one"
    return {"headers": [(b"cookie", cookie.encode())]}


@pytest.mark.parametrize(
    ("what", "is_known"),
    [
        (leave_it, True),
        (deactivate, False),
        (change_password, False),
        (delete_person, False),
        (end_session, False),
        (let_it_expire, False),
        (break_it, False),
        (change(**{SESSION_KEY: str(new_id())}), False),
        (change(**{HASH_SESSION_KEY: "0" * 64}), False),
        (change(**{BACKEND_SESSION_KEY: "some.other.Backend"}), False),
        (forget(HASH_SESSION_KEY), False),
        (forget(BACKEND_SESSION_KEY), False),
        (forget(SESSION_KEY), False),
    ],
)
def test_a_socket_is_whoever_the_page_is(what, is_known):
    browser, user = Browser(), make_user()
    browser.force_login(user)
    what(browser, user)
    entered = enter(scope_of(browser)).user
    assert entered.is_authenticated == is_known
    assert entered.pk == (user.pk if is_known else None) == user_of(scope_of(browser)).pk


def test_a_session_signed_by_the_last_secret_counts(settings):
    browser, user = Browser(), make_user()
    browser.force_login(user)
    change_the_secret(settings)
    assert enter(scope_of(browser)).user == user


@pytest.mark.parametrize(
    "cookie", [b"", b"sessionid=", b"sessionid=\xff\xfe", b'a="b; sessionid=x']
)
def test_who_brings_no_session_is_a_visitor(cookie):
    assert not enter({"headers": [(b"cookie", cookie)]}).user.is_authenticated


def test_somebody_signed_in_costs_three_questions(django_assert_num_queries):
    browser = Browser()
    browser.force_login(make_user())
    current_epoch()
    with django_assert_num_queries(3):
        enter(scope_of(browser))
