"""What falls due for accounts."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from jobfair.accounts.models import BrowserSession, User
from jobfair.accounts.sessions import SessionStore
from jobfair.accounts.ticks import UNFINISHED_FOR, tidy
from tests import factories as make

pytestmark = pytest.mark.django_db


def signed_up(*, verified=False, **fields):
    user = make.make_jobseeker(**fields)
    EmailAddress.objects.create(user=user, email=f"{user.key}@example.org", verified=verified)
    return user


def test_a_sign_up_never_finished_is_forgotten_after_a_week():
    signed_up()
    assert tidy(now=timezone.now() + UNFINISHED_FOR - timedelta(minutes=1)) == 0
    assert tidy(now=timezone.now() + UNFINISHED_FOR + timedelta(minutes=1)) == 1
    assert not User.objects.exists()


def test_a_number_that_was_never_shown_to_be_theirs_is_free_again_after_a_week():
    make.make_jobseeker(phone="+8613800138001", email=None)
    assert tidy(now=timezone.now() + UNFINISHED_FOR + timedelta(minutes=1)) == 1
    assert not User.objects.filter(phone="+8613800138001").exists()


def test_whoever_came_in_or_showed_an_address_stays():
    stay = {
        signed_up(verified=True),
        signed_up(last_login=timezone.now()),
        signed_up(phone="+8613800138000", phone_verified=True),
        make.make_jobseeker(),
    }
    assert tidy(now=timezone.now() + timedelta(days=400)) == 0
    assert set(User.objects.all()) == stay


def test_an_ended_session_is_forgotten_and_a_running_one_stays():
    for age in (60, 600):
        session = SessionStore()
        session.set_expiry(age)
        session.create()
    assert tidy(now=timezone.now() + timedelta(seconds=120)) == 1
    assert BrowserSession.objects.get().pk == session.session_key
