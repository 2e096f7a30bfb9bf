"""Guessing is stopped, mistyping is not; and nobody learns who has an account."""

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.test import override_settings

from jobfair.accounts.models import User
from jobfair.web.sign_in.waiting import in_words
from tests.factories import make_user

LOGIN = "/accounts/login/"
PASSWORD = "/accounts/login/password/"
SIGNUP = "/accounts/signup/"

UNREACHABLE = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "a_table_that_is_not_there",
    },
    "fragments": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}


def test_mistyping_a_few_times_meets_no_limit(person):
    make_user(email="lin@example.org", password="纸盒与星星 42")
    for _ in range(6):
        page = person.post(PASSWORD, login="lin@example.org", password="不对")
        assert "密码不对" in page.content.decode()
    page = person.post(PASSWORD, login="lin@example.org", password="纸盒与星星 42")
    assert page.request["PATH_INFO"] == "/accounts/email/code/"


def test_guessing_a_password_is_stopped_with_the_wait(person):
    make_user(email="lin@example.org", password="纸盒与星星 42")
    for _ in range(8):
        person.post(PASSWORD, login="lin@example.org", password="不对")
    page = person.post(PASSWORD, login="lin@example.org", password="纸盒与星星 42")
    (sentence,) = page.context["form"].non_field_errors()
    assert "请 10 分钟后再试" in sentence


def test_guessing_stays_stopped_however_much_else_is_counted(person):
    make_user(email="lin@example.org", password="纸盒与星星 42")
    for _ in range(8):
        person.post(PASSWORD, login="lin@example.org", password="不对")
    for number in range(1000):
        cache.set(f"zz:{number}", number, 600)
    person.post(PASSWORD, login="lin@example.org", password="纸盒与星星 42")
    assert not person.is_signed_in
    assert cache.get("zz:0") == 0


def test_guessing_at_one_telephone_does_not_stop_another(person):
    make_user(phone="13800000000", phone_verified=True, email=None, password="纸盒与星星 42")
    for _ in range(9):
        person.post(PASSWORD, login="13900000000", password="不对")
    person.post(PASSWORD, login="13800000000", password="纸盒与星星 42")
    assert person.is_signed_in


def test_asking_for_codes_without_end_is_stopped_with_the_wait(person):
    for _ in range(6):
        assert person.post(LOGIN, login="lin@example.org").request["PATH_INFO"] != LOGIN
    (sentence,) = person.post(LOGIN, login="lin@example.org").context["form"].non_field_errors()
    assert "请 10 分钟后再试" in sentence
    assert len(mail.outbox) == 6


def test_a_hall_full_of_people_behind_one_address_signs_in(person):
    for number in range(50):
        person.post(LOGIN, login=f"person{number}@example.org")
    assert len(mail.outbox) == 50


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, " 1 秒"), (45, " 45 秒"), (91, " 2 分钟"), (600, " 10 分钟"), (86_400, " 24 小时")],
)
def test_a_wait_is_said_in_words_and_never_too_short(seconds, words):
    assert in_words(seconds) == words


@pytest.mark.django_db(transaction=True)  # PostgreSQL takes no more questions after one that failed
@pytest.mark.parametrize(
    "path", [LOGIN, PASSWORD, SIGNUP, "/accounts/login/code/", "/accounts/login/second-step/"]
)
def test_nobody_comes_in_while_tries_cannot_be_counted(person, path):
    make_user(email="lin@example.org", password="纸盒与星星 42")
    typed = {"login": "lin@example.org", "password": "纸盒与星星 42", "name": "小林", "code": "1"}
    with override_settings(CACHES=UNREACHABLE):
        page = person.client.post(path, typed)
    assert page.status_code == 503
    assert "请 5 分钟后再试" in page.content.decode()
    assert not person.is_signed_in
    assert mail.outbox == []


def test_a_broken_mail_server_is_said_so(person, settings):
    settings.EMAIL_BACKEND = "tests.web.people.broken.Backend"
    page = person.post(LOGIN, login="lin@example.org")
    assert page.status_code == 503
    assert "验证码暂时发不出去" in page.content.decode()


def answer_without_secrets(page, *typed):
    text = page.content.decode()
    for word in typed:
        text = text.replace(word, "…")
    return (
        page.status_code,
        page.request["PATH_INFO"],
        [m.message for m in page.context["messages"]],
    )


@pytest.mark.parametrize(
    ("known", "unknown"),
    [("lin@example.org", "nobody@example.org"), ("13800000000", "13900000000")],
)
@pytest.mark.parametrize(
    ("path", "more"), [(LOGIN, {}), (PASSWORD, {"password": "不对"}), (SIGNUP, {"name": "小林"})]
)
def test_known_and_unknown_addresses_get_the_same_answer(
    client, person, texts, known, unknown, path, more
):
    make_user(email="lin@example.org", phone="13800000000", password="纸盒与星星 42")
    answers = []
    for address in (known, unknown):
        page = person.post(path, login=address, **more)
        answers.append(answer_without_secrets(page, address))
        client.logout()
        client.session.flush()
    assert answers[0] == answers[1]


@pytest.mark.parametrize("address", ["lin@example.org", "nobody@example.org"])
def test_a_message_leaves_whether_or_not_the_address_is_known(person, address):
    make_user(email="lin@example.org")
    person.post(LOGIN, login=address)
    person.post(SIGNUP, login=address, name="小林")
    assert len(mail.outbox) == 2


def test_signing_up_twice_makes_one_account_and_tells_its_owner(person):
    make_user(email="lin@example.org", name="林女士")
    person.post(SIGNUP, login="lin@example.org", name="别人")
    assert User.objects.get().name == "林女士"
    assert mail.outbox[-1].subject == "这个邮箱已经注册过"


def test_a_wrong_password_costs_the_same_work_as_an_unknown_address(person, monkeypatch):
    make_user(email="lin@example.org", password="纸盒与星星 42")
    hasher, worked = type(hashers.get_hasher()), []
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda *args, **kw: worked.append(1) or encode(*args, **kw)
    )
    person.post(PASSWORD, login="lin@example.org", password="不对")
    for_known = len(worked)
    person.post(PASSWORD, login="nobody@example.org", password="不对")
    assert for_known == len(worked) - for_known == 1
