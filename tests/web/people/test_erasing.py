"""Taking one's data along and giving up one's account, by the pages."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.accounts.services import person_of
from jobfair.attendance.services import register
from jobfair.intents.steps import Step
from jobfair.oneself.takeout import takeout_of
from jobfair.outcomes.calls import Call, Reason
from jobfair.outcomes.models import PlaceKind
from jobfair.outcomes.services import Heard, place_person, record_follow_up
from tests.factories import make_adviser, make_organiser, make_organiser_user, make_position
from tests.factories.intents import step
from tests.factories.talk import make_talk, new_cid, say

ERASE, DATA = "/me/erase/", "/me/data/"


@pytest.fixture
def talk(db):
    talk, seeker, rep = make_talk()
    User.objects.filter(pk=seeker.pk).update(email="chen@example.org")
    seeker.refresh_from_db()
    EmailAddress.objects.create(user=seeker, email=seeker.email, verified=True, primary=True)
    say(seeker, talk, "请问几点上班？")
    say(rep, talk, "九点。")
    register(seeker, fair=talk.booth.fair)
    step(seeker, make_position(talk.booth), Step.INTERESTED, remark="我住得近")
    return talk


def sign_in(person, user):
    person.client.logout()
    person.post("/accounts/login/", login=user.email)
    return person.post("/accounts/login/code/", code=person.mailed_code)


def test_an_old_sign_in_is_renewed_by_a_code_and_comes_back(person, talk):
    person.client.force_login(talk.jobseeker)
    page = person.get(ERASE)
    assert "请用验证码重新登录一次" in page.content.decode()
    page = person.post("/accounts/logout/", next=page.context["sign_in"])
    assert page.redirect_chain[-1][0] == "/accounts/login/?next=%2Fme%2Ferase%2F"
    person.post(page.redirect_chain[-1][0], login="chen@example.org", next=ERASE)
    page = person.post("/accounts/login/code/", code=person.mailed_code, next=ERASE)
    assert page.request["PATH_INFO"] == ERASE


def test_who_has_a_password_is_asked_for_it(person, talk):
    talk.jobseeker.set_password("xiaochen-2026-long")
    talk.jobseeker.save()
    person.client.force_login(talk.jobseeker)
    page = person.get(ERASE)
    assert page.request["PATH_INFO"] == "/accounts/again/"
    page = person.post(page.redirect_chain[-1][0], password="xiaochen-2026-long")
    assert page.request["PATH_INFO"] == ERASE


def test_nothing_is_erased_by_an_old_sign_in_or_unasked(person, talk):
    person.client.force_login(talk.jobseeker)
    person.post(ERASE, sure="on")
    sign_in(person, talk.jobseeker)
    page = person.post(ERASE)
    assert page.status_code == 422
    assert "请先勾上这一项" in page.content.decode()
    assert User.objects.get(pk=talk.jobseeker_id).is_active


def test_it_is_said_what_goes_stays_and_happens_then_it_is_done_with_a_letter(person, talk):
    sign_in(person, talk.jobseeker)
    text = person.get(ERASE).content.decode()
    for said in (
        "1 个会话",
        "补充的 1 句话",
        "还有 1 个意向在进行",
        talk.booth.fair.name,
        "先取消报名",
    ):
        assert said in text
    page = person.post(ERASE, sure="on")
    assert page.redirect_chain[-1] == ("/me/erased/?told=yes", 302)
    assert "账号已经删除" in page.content.decode()
    assert "我们给您发了一封邮件" in page.content.decode()
    assert not person.is_signed_in
    letter = mail.outbox[-1]
    assert letter.to == ["chen@example.org"]
    assert letter.subject == "您的账号已经删除 / Your account is deleted"
    assert not User.objects.get(pk=talk.jobseeker_id).is_active
    assert "我住得近" not in "".join(message.body for message in mail.outbox)


def test_who_came_by_telephone_gets_a_text_message(person, talk, texts):
    talk.jobseeker.email, talk.jobseeker.phone = None, "+8613900139222"
    talk.jobseeker.phone_verified = True
    talk.jobseeker.save()
    person.post("/accounts/login/", login="13900139222")
    person.post("/accounts/login/code/", code=person.texted_code)
    person.post(ERASE, sure="on")
    assert texts[-1][0] == "+8613900139222"
    assert "已按您的要求删除" in texts[-1][1]


def test_the_last_person_of_a_body_reads_what_to_do_first(person, db):
    boss = make_organiser_user(make_organiser(name="海湾市残联"), email="boss@example.org")
    EmailAddress.objects.create(user=boss, email=boss.email, verified=True, primary=True)
    sign_in(person, boss)
    text = person.get(ERASE).content.decode()
    assert "现在还不能删除" in text
    assert 'name="sure"' not in text
    assert person.post(ERASE, sure="on").status_code == 422
    assert User.objects.get(pk=boss.pk).is_active


@pytest.fixture
def followed(talk):
    """An adviser has noted where the jobseeker works, and called once."""
    fair = talk.booth.fair
    adviser = make_adviser(fair.organiser, name="郑老师")
    day = timezone.localdate() - timezone.timedelta(days=35)
    work = place_person(
        adviser,
        fair=fair,
        person=person_of(talk.jobseeker),
        kind=PlaceKind.AID_CENTRE,
        place="向阳工疗站",
        started_on=day,
    )
    nobody = Heard(reason=Reason.NO_ANSWER)
    record_follow_up(adviser, work=work, call=Call.MONTH_1, heard=nobody, cid=new_cid())
    return talk


def test_everything_stored_is_read_and_taken_along(person, followed):
    sign_in(person, followed.jobseeker)
    page = person.get(DATA).content.decode()
    kept = person.get(f"{DATA}html").content.decode()
    for said in (
        "chen@example.org",
        "请问几点上班？",
        "九点。",
        "我住得近",
        "向阳工疗站",
        "没有人接",
    ):
        assert said in page
        assert said in kept
    assert "<link" not in kept
    assert "<script" not in kept
    answer = person.get(f"{DATA}json")
    assert answer["Content-Disposition"].startswith("attachment")
    found = json.loads(answer.content)
    assert found["account"][0]["email"] == "chen@example.org"
    assert [line["text"] for line in found["conversations"][0]["lines"]] == [
        "请问几点上班？",
        "九点。",
    ]
    assert found["registrations"][0]["number"] == 1
    assert person.get(f"{DATA}xml").status_code == 404


def test_a_long_life_is_read_in_as_many_queries(
    person, followed, django_assert_max_num_queries, django_assert_num_queries
):
    seeker = followed.jobseeker
    with django_assert_max_num_queries(20) as first:
        takeout_of(seeker)
    for _n in range(2):
        step(seeker, make_position(followed.booth), Step.INTERESTED, remark="也想试试")
        say(seeker, followed, "还有一个问题")
    again = User.objects.get(pk=seeker.pk)
    with django_assert_num_queries(len(first.captured_queries)):
        takeout_of(again)
