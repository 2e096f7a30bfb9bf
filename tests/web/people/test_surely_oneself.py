"""Ways into an account are changed only by who has proved, a short while ago, whose it is."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from jobfair.accounts.models import AccessToken
from jobfair.accounts.services import create_token
from tests.factories import make_user
from tests.factories.proof import sign_in

EMAIL, PHONE = "/accounts/email/", "/accounts/phone/"
PASSWORD, SECOND_STEP = "/accounts/password/new/", "/accounts/second-step/on/"
TOKENS = "/me/tokens/"

ASKED = {
    EMAIL: {"email": "new@example.org", "action_add": "yes"},
    PHONE: {"phone": "139 0000 0000"},
    PASSWORD: {"password1": "新的密码 2026"},
    SECOND_STEP: {"code": "123456"},
    TOKENS: {"name": "每周导出"},
}


@pytest.fixture
def lin(db):
    """Signs in by codes only: there is no password and no second step to ask for."""
    return make_user(email="lin@example.org")


@pytest.mark.parametrize("address", ASKED)
def test_an_old_sign_in_is_asked_once_more_and_changes_nothing(person, lin, address):
    sign_in(person.client, lin, minutes_ago=31)
    for page in (person.get(address), person.post(address, **ASKED[address])):
        assert "请用验证码重新登录一次" in page.content.decode()
    lin.refresh_from_db()
    assert not lin.has_usable_password()
    assert not Authenticator.objects.exists()
    assert not AccessToken.objects.exists()
    assert reverse("account_verify_phone") not in [url for url, _code in page.redirect_chain]


@pytest.mark.parametrize("address", ASKED)
def test_a_fresh_sign_in_is_enough(person, lin, address):
    sign_in(person.client, lin, minutes_ago=29)
    page = person.get(address)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == address
    assert "form" in page.context


@pytest.mark.parametrize(
    ("address", "field"), [(EMAIL, "email"), (PHONE, "phone"), (TOKENS, "name")]
)
def test_what_was_typed_too_late_is_found_again(person, lin, address, field):
    sign_in(person.client, lin, minutes_ago=31)
    person.post(address, **ASKED[address])
    sign_in(person.client, lin)
    assert person.get(address).context["form"][field].value() == ASKED[address][field]


@pytest.fixture
def keyed(lin, person):
    create_token(lin, name="每周导出")
    sign_in(person.client, lin)
    return lin


def test_a_new_password_withdraws_every_key(person, keyed):
    person.post(PASSWORD, **ASKED[PASSWORD])
    assert not AccessToken.objects.exists()


def test_a_new_address_withdraws_every_key_once_it_is_proven(person, keyed):
    person.post(EMAIL, **ASKED[EMAIL])
    assert AccessToken.objects.exists()
    person.post("/accounts/email/code/", code=person.mailed_code)
    assert not AccessToken.objects.exists()


def test_a_new_number_withdraws_every_key_once_it_is_proven(person, keyed):
    person.post(PHONE, **ASKED[PHONE])
    assert AccessToken.objects.exists()
    person.post("/accounts/phone/code/", code=person.texted_code)
    assert not AccessToken.objects.exists()
