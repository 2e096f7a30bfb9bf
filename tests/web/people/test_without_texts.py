"""A site for real people without an operator for text messages: by e-mail, and it says so."""

import pytest
from django.core import mail

from jobfair.common.sms import ConsoleBackend, can_text, send_sms
from jobfair.ops import checks, preflight
from tests.factories import make_employer, make_rep, make_user
from tests.factories.proof import sign_in

CONSOLE = "jobfair.common.sms.ConsoleBackend"
SAID = "这个网站现在发不了短信。请用电子邮箱。"


@pytest.fixture
def for_real_people(settings):
    settings.SECURE, settings.TESTING, settings.SMS_BACKEND = True, False, CONSOLE


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/accounts/login/", {"login": "13800000000"}),
        ("/accounts/signup/", {"name": "小林", "login": "13800000000"}),
    ],
)
def test_a_number_is_not_taken_where_a_code_would_be_sent(person, for_real_people, path, typed):
    page = person.post(path, **typed)
    assert page.request["PATH_INFO"] == path
    assert SAID in page.content.decode()
    assert "电子邮箱或手机号" not in page.content.decode()


def test_a_new_number_and_an_invitation_to_one_are_not_taken(person, for_real_people):
    employer = make_employer()
    sign_in(person.client, make_rep(employer))
    assert SAID in person.post("/accounts/phone/", phone="13800000000").content.decode()
    page = person.post(f"/employers/{employer.key}/people/", address="13800000000")
    assert SAID in page.content.decode()


def test_mail_and_a_password_go_on_to_work(person, for_real_people):
    make_user(email=None, phone="13800000000", phone_verified=True, password="纸盒与星星 42")
    person.post("/accounts/login/password/", login="13800000000", password="纸盒与星星 42")
    assert person.is_signed_in
    person.client.logout()
    person.post("/accounts/login/", login="lin@example.org")
    assert len(mail.outbox) == 1


def test_no_code_and_no_number_is_printed(for_real_people, capsys):
    send_sms("+8613800000000", "验证码 123456")
    assert "123456" not in capsys.readouterr().out


@pytest.mark.parametrize("trial", ["DEBUG", "DEMO", "TESTING"])
def test_who_tries_it_out_reads_the_messages(for_real_people, settings, capsys, trial):
    setattr(settings, trial, True)
    ConsoleBackend().send("+8613800000000", "验证码 123456")
    assert "123456" in capsys.readouterr().out


def test_with_an_operator_numbers_are_taken(for_real_people, settings):
    assert not can_text()
    settings.SMS_BACKEND = "jobfair.common.sms.MemoryBackend"
    assert can_text()


def test_serving_and_checking_say_so(for_real_people, settings, capsys):
    assert preflight.left_out() == [checks.WITHOUT_TEXTS]
    assert [found.id for found in checks.text_messages(None)] == ["jobfair.I002"]
    settings.SMS_BACKEND = "jobfair.common.sms.MemoryBackend"
    assert preflight.left_out() == []
    assert checks.text_messages(None) == []
