"""Signing in, up and out, as people really type."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as project
from django.core import mail
from django.urls import reverse

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from tests.factories import (
    make_adviser,
    make_door,
    make_employer,
    make_organiser,
    make_organiser_user,
    make_rep,
    make_user,
)
from tests.factories.proof import sign_in

LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
PASSWORD = "/accounts/login/password/"
SIGNUP = "/accounts/signup/"


def test_a_code_by_mail_signs_in(person):
    user = make_user(email="lin@example.org")
    page = person.post(LOGIN, login=" LIN＠example.org ")
    assert page.request["PATH_INFO"] == CODE
    assert mail.outbox[-1].to == ["lin@example.org"]
    person.post(CODE, code=person.mailed_code)
    assert person.client.session["_auth_user_id"] == str(user.pk)
    assert len(mail.outbox) == 1
    assert EmailAddress.objects.get(user=user).verified


@pytest.mark.parametrize("typed", ["138 0000 0000", "１３８００００００００", "+86 138-0000-0000"])
def test_a_code_by_text_message_signs_in(person, texts, typed):
    user = make_user(email=None, phone="13800000000")
    person.post(LOGIN, login=typed)
    assert texts[-1][0] == "+8613800000000"
    person.post(CODE, code=person.texted_code)
    assert person.client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    "mangle", [" ".join, "-".join, lambda c: c.translate(FULL_WIDTH), "\u200b".join]
)
def test_a_code_may_be_pasted_with_anything_around_it(person, mangle):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    person.post(CODE, code=f" {mangle(person.mailed_code)}\n")
    assert person.is_signed_in


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def test_where_the_person_was_going_survives_the_whole_way(person):
    make_user(email="lin@example.org")
    wanted = reverse("web:me")
    person.post(f"{LOGIN}?next={wanted}", login="lin@example.org", next=wanted)
    page = person.post(f"{CODE}?next={wanted}", code=person.mailed_code)
    assert page.request["PATH_INFO"] == wanted


def test_what_was_typed_stays_after_a_mistake_and_on_the_way_to_the_password(person):
    page = person.post(LOGIN, login="lin@example")
    assert 'value="lin@example"' in page.content.decode()
    page = person.post(PASSWORD, ask="password", login="lin@example.org")
    assert 'value="lin@example.org"' in page.content.decode()
    assert not page.context["form"].errors


def test_a_landline_gets_its_own_sentence(person):
    page = person.post(LOGIN, login="0592-5550000")
    assert "座机收不到短信" in page.context["form"].errors["login"][0]


def test_a_wrong_code_says_so_and_counts_down(person):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    wrong = "000000" if person.mailed_code != "000000" else "111111"
    page = person.post(CODE, code=wrong)
    assert "验证码不对" in page.content.decode()
    assert "还可以再试 4 次" in page.content.decode()
    for _ in range(4):
        page = person.post(CODE, code=wrong)
    assert "已经作废" in page.content.decode()
    person.post(CODE, code=person.mailed_code)
    assert not person.is_signed_in


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (11, False)])
def test_a_code_lasts_ten_minutes(person, monkeypatch, minutes, works):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60)
    person.post(CODE, code=person.mailed_code)
    assert person.is_signed_in is works


def test_an_expired_code_page_says_so(person, monkeypatch):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3700)
    page = person.get(f"{CODE}?next=/me/")
    assert "已经过期" in page.content.decode()
    assert page.request["QUERY_STRING"] == "next=%2Fme%2F"


def test_another_code_may_be_asked_for_after_a_minute_and_lives_as_long(person, monkeypatch):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    page = person.post(CODE, action="resend")
    assert "秒后再重新发送" in page.content.decode()
    assert len(mail.outbox) == 1
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 9 * 60)
    page = person.post(CODE, action="resend")
    assert "新的验证码已发出" in page.content.decode()
    first, second = (message.body for message in mail.outbox)
    assert first != second
    monkeypatch.setattr(time, "time", lambda: now + 18 * 60)
    person.post(CODE, code=person.mailed_code)
    assert person.is_signed_in


@pytest.mark.parametrize("address", ["nobody@example.org", "139 0000 0000"])
def test_asking_again_for_an_unknown_address_looks_the_same(person, monkeypatch, address):
    person.post(LOGIN, login=address)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 61)
    page = person.post(CODE, action="resend")
    assert "新的验证码已发出" in page.content.decode()


def test_the_login_page_never_traps_on_the_code_page(person):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    assert person.get(LOGIN).request["PATH_INFO"] == LOGIN
    assert person.get(SIGNUP).request["PATH_INFO"] == SIGNUP


def test_a_password_signs_in_by_mail_or_telephone(person):
    user = make_user(email="lin@example.org", phone="13800000000", password="纸盒与星星 42")
    User.objects.update(phone_verified=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    person.post(PASSWORD, login="13800000000", password="纸盒与星星 42")
    assert person.is_signed_in
    person.post("/accounts/logout/")
    assert not person.is_signed_in
    person.post(PASSWORD, login="lin@example.org", password="纸盒与星星 42")
    assert person.is_signed_in


def test_a_password_of_an_unproven_address_asks_for_a_code_first(person):
    make_user(email="lin@example.org", password="纸盒与星星 42")
    page = person.post(PASSWORD, login="lin@example.org", password="纸盒与星星 42")
    assert page.request["PATH_INFO"] == "/accounts/email/code/"
    person.post("/accounts/email/code/", code=person.mailed_code)
    assert person.is_signed_in


def test_signing_up_by_mail_takes_a_name_and_an_address(person):
    page = person.post(SIGNUP, name="小林", login="lin@example.org")
    assert page.request["PATH_INFO"] == "/accounts/email/code/"
    assert not person.is_signed_in
    person.post("/accounts/email/code/", code=person.mailed_code)
    assert person.is_signed_in
    user = User.objects.get(email="lin@example.org")
    assert (user.name, user.has_usable_password()) == ("小林", False)
    assert user.roles.has(Role.JOBSEEKER, None)


def test_signing_up_by_telephone(person):
    page = person.post(SIGNUP, name="小林", login="138 0000 0000")
    assert page.request["PATH_INFO"] == "/accounts/phone/code/"
    person.post("/accounts/phone/code/", code=person.texted_code)
    assert person.is_signed_in
    user = User.objects.get()
    assert (user.phone, user.phone_verified, user.email) == ("+8613800000000", True, None)


def test_signing_up_leads_back_to_where_one_was_going(person):
    wanted = reverse("web:my_name")
    person.post(f"{SIGNUP}?next={wanted}", name="小林", login="lin@example.org", next=wanted)
    page = person.post("/accounts/email/code/", code=person.mailed_code)
    assert page.request["PATH_INFO"] == wanted


def test_both_fields_are_needed_and_say_so(person):
    form = person.post(SIGNUP).context["form"]
    assert form.errors == {"name": ["请填写称呼。"], "login": ["请填写电子邮箱或手机号。"]}


def test_signing_out_asks_first_and_needs_a_post(person):
    person.client.force_login(make_user())
    assert "要退出登录吗" in person.get("/accounts/logout/").content.decode()
    assert person.is_signed_in
    person.post("/accounts/logout/")
    assert not person.is_signed_in


def test_the_session_key_changes_at_sign_in(person):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    before = person.client.session.session_key
    person.post(CODE, code=person.mailed_code)
    assert person.client.session.session_key != before


def test_a_forgotten_password_is_replaced_after_a_code(person):
    user = make_user(email="lin@example.org", password="旧的密码 2020")
    page = person.post("/accounts/forgotten/", login="lin@example.org")
    assert page.request["PATH_INFO"] == CODE
    page = person.client.post(
        f"{CODE}?{page.request['QUERY_STRING']}", {"code": person.mailed_code}, follow=True
    )
    assert page.request["PATH_INFO"] == "/accounts/password/new/"
    page = person.post("/accounts/password/new/", password1="新的密码 2026")
    assert page.request["PATH_INFO"] == reverse("web:me")
    user.refresh_from_db()
    assert user.check_password("新的密码 2026")
    assert person.is_signed_in


def test_who_did_not_come_by_code_must_give_the_old_password(person):
    user = make_user(password="旧的密码 2020")
    sign_in(person.client, user, method="password")
    page = person.get("/accounts/password/new/")
    assert page.request["PATH_INFO"] == "/accounts/password/"
    page = person.post("/accounts/password/", oldpassword="不对", password1="新的密码 2026")
    assert page.context["form"].errors == {"oldpassword": ["现在的密码不对。请再试一次。"]}


def test_changing_the_password_tells_the_person_by_mail(person):
    person.client.force_login(make_user(email="lin@example.org", password="旧的密码 2020"))
    person.post("/accounts/password/", oldpassword="旧的密码 2020", password1="新的密码 2026")
    assert mail.outbox[-1].subject == "您的账号有一处改动"
    assert "登录密码改了" in mail.outbox[-1].body


def test_a_new_mail_address_counts_only_when_proven(person):
    user = make_user(email="old@example.org")
    sign_in(person.client, user)
    person.post("/accounts/email/", email="new@example.org", action_add="yes")
    user.refresh_from_db()
    assert user.email == "old@example.org"
    person.post("/accounts/email/code/", code=person.mailed_code)
    user.refresh_from_db()
    assert user.email == "new@example.org"


def test_a_new_telephone_number_counts_only_when_proven(person):
    user = make_user(phone="13800000000")
    sign_in(person.client, user)
    person.post("/accounts/phone/", phone="139 0000 0000")
    page = person.post("/accounts/phone/code/", code=person.texted_code)
    user.refresh_from_db()
    assert user.phone == "+8613900000000"
    assert page.request["PATH_INFO"] == reverse("web:me")


def test_signing_in_leads_to_where_the_role_works(person):
    organiser = make_organiser()
    for user, landing in [
        (make_organiser_user(organiser), "/desk/"),
        (make_rep(make_employer(organiser)), "/rep/"),
        (make_adviser(organiser), "/adviser/"),
        (make_door(organiser), "/door/"),
        (make_user(), reverse("web:me")),
    ]:
        person.client.logout()
        person.post(LOGIN, login=user.email)
        answer = person.client.post(CODE, {"code": person.mailed_code})
        assert answer.headers["Location"] == landing


def test_signing_out_leaves_no_page_to_go_back_to(person):
    person.client.force_login(make_user())
    assert "Clear-Site-Data" not in person.client.get("/accounts/logout/").headers
    assert person.client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_cookies_are_for_this_site_and_not_for_scripts(person):
    make_user(email="lin@example.org")
    person.post(LOGIN, login="lin@example.org")
    cookie = person.client.cookies[project.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "path", ["/accounts/login/code/request/", "/accounts/password/reset/", "/accounts/2fa/"]
)
def test_pages_of_the_library_that_are_not_ours_are_not_there(client, path):
    assert client.get(path).status_code == 404
