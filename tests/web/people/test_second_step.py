"""The second step of signing in: anybody's choice, an organiser's duty where it is set."""

import re
from base64 import b64encode

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import CommandError, call_command

from jobfair.accounts.permissions import may_organise
from jobfair.common.sealing import seal
from jobfair.web.sign_in.second_step import ABOUT
from tests.factories import make_organiser, make_organiser_user, make_user
from tests.factories.proof import sign_in

ON = "/accounts/second-step/on/"
STEP = "/accounts/login/second-step/"


def digits(secret: str) -> str:
    """As the device shows them now; they hold a little before and after."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


@pytest.fixture
def lin():
    user = make_user(email="lin@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def turn_on(person, user) -> tuple[str, list[str]]:
    """The secret, and the recovery codes that are shown next."""
    sign_in(person.client, user)
    secret = person.get(ON).context["form"].secret
    code = digits(secret)
    page = person.post(ON, code=f"{code[:3]} {code[3:]}")
    assert page.request["PATH_INFO"] == "/accounts/second-step/recovery/"
    return secret, page.context["unused_codes"]


def sign_in_by_code(person):
    person.client.logout()
    person.post("/accounts/login/", login="lin@example.org")
    return person.post("/accounts/login/code/", code=person.mailed_code)


def test_signing_in_then_asks_for_the_digits(person, lin):
    secret, _codes = turn_on(person, lin)
    page = sign_in_by_code(person)
    assert page.request["PATH_INFO"] == STEP
    assert not person.is_signed_in
    person.post(STEP, code=digits(secret))
    assert person.is_signed_in


def test_a_recovery_code_opens_once(person, lin):
    _secret, codes = turn_on(person, lin)
    sign_in_by_code(person)
    person.post(STEP, code=codes[0])
    assert person.is_signed_in
    sign_in_by_code(person)
    person.post(STEP, code=codes[0])
    assert not person.is_signed_in


def test_who_has_the_database_has_no_second_step(person, lin):
    secret, codes = turn_on(person, lin)
    kept = "".join(str(row.data) for row in Authenticator.objects.filter(user=lin))
    assert secret not in kept
    assert not [code for code in codes if code in kept]
    assert kept.count("sealed-for:") == 2


def test_a_second_step_from_before_there_was_a_key_still_opens(person, lin, settings):
    keys, settings.SEALING_KEYS = settings.SEALING_KEYS, []
    secret, _codes = turn_on(person, lin)
    settings.SEALING_KEYS = keys
    sign_in_by_code(person)
    person.post(STEP, code=digits(secret))
    assert person.is_signed_in


def reseal(capsys) -> str:
    call_command("reseal")
    return capsys.readouterr().out


def kept_of(user) -> list[str]:
    rows = Authenticator.objects.filter(user=user).order_by("pk")
    return [row.data.get("secret") or row.data["seed"] for row in rows]


def test_what_is_from_before_there_was_a_key_is_sealed_by_a_command(person, lin, settings, capsys):
    keys, settings.SEALING_KEYS = settings.SEALING_KEYS, []
    secret, codes = turn_on(person, lin)
    settings.SEALING_KEYS = keys
    assert "2 secrets" in reseal(capsys)
    assert all(kept.startswith("sealed-for:") for kept in kept_of(lin))
    sign_in_by_code(person)
    person.post(STEP, code=digits(secret))
    assert person.is_signed_in
    sign_in_by_code(person)
    person.post(STEP, code=codes[0])
    assert person.is_signed_in


def test_what_was_sealed_for_nobody_in_particular_is_bound_by_the_same_command(person, lin, capsys):
    secret, _codes = turn_on(person, lin)
    row = Authenticator.objects.get(user=lin, type="totp")
    row.data["secret"] = "sealed:" + b64encode(seal(secret.encode(), about=ABOUT)).decode()
    row.save()
    reseal(capsys)
    assert kept_of(lin)[0].startswith("sealed-for:")
    sign_in_by_code(person)
    person.post(STEP, code=digits(secret))
    assert person.is_signed_in


def test_after_resealing_the_old_key_may_go(person, lin, settings, capsys):
    settings.SEALING_KEYS = ["x" * 43]
    secret, _codes = turn_on(person, lin)
    settings.SEALING_KEYS = ["y" * 43, "x" * 43]
    reseal(capsys)
    settings.SEALING_KEYS = ["y" * 43]
    sign_in_by_code(person)
    person.post(STEP, code=digits(secret))
    assert person.is_signed_in


@pytest.mark.parametrize("is_copied", [True, False])
def test_a_secret_in_another_persons_row_opens_nothing(person, lin, is_copied):
    """Who can write to the database puts their own device's secret where another's stood."""
    thief = make_user(email="thief@example.org")
    EmailAddress.objects.create(user=thief, email=thief.email, verified=True, primary=True)
    stolen, _codes = turn_on(person, thief)
    kept = kept_of(thief)[0]
    person.client.logout()
    turn_on(person, lin)
    Authenticator.objects.filter(user=lin, type="totp").update(data={"secret": kept})
    if not is_copied:
        Authenticator.objects.filter(user=thief).delete()
    sign_in_by_code(person)
    person.post(STEP, code=digits(stolen))
    assert not person.is_signed_in


def test_what_no_key_opens_is_counted_and_left(person, lin, settings, capsys):
    turn_on(person, lin)
    before = kept_of(lin)
    settings.SEALING_KEYS = ["z" * 43]
    with pytest.raises(CommandError, match="2 are opened by none"):
        call_command("reseal")
    assert kept_of(lin) == before
    settings.SEALING_KEYS = []
    with pytest.raises(CommandError, match="not set"):
        call_command("reseal")


def test_where_the_key_was_lost_nobody_comes_in_and_reads_why(person, lin, settings):
    secret, _codes = turn_on(person, lin)
    settings.SEALING_KEYS = ["z" * 43]
    sign_in_by_code(person)
    page = person.post(STEP, code=digits(secret))
    assert "SEALING_KEY" in page.content.decode()
    assert not person.is_signed_in


def test_recovery_codes_can_be_kept_in_a_file(person, lin):
    _secret, codes = turn_on(person, lin)
    page = person.get("/accounts/second-step/recovery/download/")
    assert re.findall(r"\d{8}", page.content.decode()) == codes


def test_it_can_be_turned_off_again(person, lin):
    turn_on(person, lin)
    person.post("/accounts/second-step/off/")
    assert not Authenticator.objects.filter(user=lin).exists()


def test_an_organisers_role_sleeps_until_it_is_on(person, settings):
    settings.ORGANISERS_NEED_SECOND_STEP = True
    organiser = make_organiser()
    user = make_organiser_user(organiser)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    assert not may_organise(user, organiser)
    person.client.force_login(user)
    page = person.get("/me/")
    assert "请先开启两步验证" in page.content.decode()
    assert "/desk/" not in page.content.decode()
    turn_on(person, user)
    user.forget_roles()
    assert may_organise(user, organiser)
    assert "/desk/" in person.get("/me/").content.decode()


def test_where_it_is_not_set_an_organiser_works_without(settings):
    settings.ORGANISERS_NEED_SECOND_STEP = False
    organiser = make_organiser()
    assert may_organise(make_organiser_user(organiser), organiser)
