"""Somebody gives up their account: nothing by which they could be known is left, and no figure moves."""

from secrets import token_hex

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.utils.translation import override

from jobfair.accounts import erasures
from jobfair.accounts.models import BrowserSession, Person, User
from jobfair.accounts.roles import Role
from jobfair.accounts.services import create_token, grant_role, invite, person_of, record_person
from jobfair.accounts.sessions import SessionStore
from jobfair.attendance.services import arrive_online, register
from jobfair.chat.models import Attachment, Conversation, ReportReason, Seat
from jobfair.chat.selectors import desk_conversations, notes_on
from jobfair.chat.services import (
    add_beside,
    add_note,
    leave_conversation,
    offer_handover,
    report_message,
    resume_conversation,
    save_draft,
)
from jobfair.common.errors import Conflict
from jobfair.insights.breakdowns import BREAKDOWNS, break_down
from jobfair.insights.figures import figures_of
from jobfair.intents.audit import verify
from jobfair.intents.models import Ledger, Remark, StaffNote
from jobfair.intents.services import erase_person, merge_people, write_staff_note
from jobfair.intents.steps import Step
from jobfair.oneself.selectors import Holdings
from jobfair.oneself.services import erase_account
from jobfair.outbox.services import current_epoch
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.intents import step
from tests.factories.talk import make_talk, say, send_picture

pytestmark = pytest.mark.django_db

NAME, EMAIL, PHONE = "陈谷雨", "guyu@example.org", "+8613900139111"
SECRET = "我的事只说给您听"


@pytest.fixture(autouse=True)
def files(monkeypatch, tmp_path):
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    monkeypatch.setattr(erasures, "private_storage", lambda: FileSystemStorage(tmp_path))
    return tmp_path


@pytest.fixture
def talk():
    """A conversation whose jobseeker has done everything that leaves a trace."""
    talk, seeker, rep = make_talk()
    fair = talk.booth.fair
    User.objects.filter(pk=seeker.pk).update(name=NAME, email=EMAIL, phone=PHONE)
    seeker.refresh_from_db()
    talk.refresh_from_db()
    EmailAddress.objects.create(user=seeker, email=EMAIL, verified=True, primary=True)
    create_token(seeker, name="导出")
    _talked(talk, seeker, rep)
    register(seeker, fair=fair)
    arrive_online(seeker, fair=fair)
    position = make_position(talk.booth)
    step(seeker, position, Step.INTERESTED, remark=SECRET)
    intent = step(rep, position, Step.INTERESTED, person=person_of(seeker)).intent
    write_staff_note(rep, intent=intent, text=SECRET)
    adviser = make_adviser(fair.organiser)
    paper = record_person(adviser, organiser=fair.organiser, name=NAME, phone=PHONE)
    merge_people(adviser, kept=person_of(seeker), duplicate=paper)
    return Conversation.objects.get(pk=talk.pk)


def _talked(talk, seeker, rep):
    helper = make_jobseeker(name="陪同的人")
    add_beside(seeker, conversation=talk, user=helper, seat=Seat.SUPPORTER)
    say(seeker, talk, SECRET)
    say(rep, talk, f"{NAME}您好")
    say(helper, talk, SECRET, for_jobseeker=True)
    send_picture(seeker, talk, text=SECRET)
    save_draft(seeker, conversation=talk, text=SECRET)
    add_note(rep, conversation=talk, text=SECRET)
    offer_handover(rep, conversation=talk, to_booth=make_booth(talk.booth.fair), reason=SECRET)


def sign_in_elsewhere(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session["kept_forms"] = {"/x/": {"typed": token_hex(4)}}
    session.save()


def traces(*words):
    """Every text in every table of ours in which any of these words still stands."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, (CharField, TextField, JSONField)):
                rows = model._default_manager.values_list(field.attname, flat=True)
                found += [
                    (model.__name__, field.name)
                    for text in rows
                    if any(w in str(text) for w in words)
                ]
    return found


def sent_files(folder):
    return [path for path in (folder / "attachments").iterdir() if path.is_file()]


def numbers(fair):
    whole = {key: value.number for key, value in figures_of(fair).values.items()}
    parts = {by: [(p.key, p.numbers) for p in break_down(fair, by).parts] for by in BREAKDOWNS}
    return whole, parts


def test_no_word_is_left_and_no_figure_moves(talk, files, django_capture_on_commit_callbacks):
    fair, seeker = talk.booth.fair, talk.jobseeker
    before = numbers(fair)
    assert before[0]["mutual"] == before[0]["conversations"] == before[0]["registered"] == 1
    assert sent_files(files)
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(seeker)
    assert traces(NAME, EMAIL, PHONE, PHONE[3:], SECRET, "盒子.png") == []
    assert sent_files(files) == []
    assert [model.objects.count() for model in (Remark, StaffNote)] == [0, 0]
    assert numbers(fair) == before
    assert verify(Ledger.objects.get(pk=fair.pk)).is_sound
    assert str(person_now(fair)).endswith("（已删除资料）")


def person_now(fair):
    return Person.objects.get(merged_into=None, registrations__fair=fair)


def test_every_way_in_is_closed(talk):
    seeker = talk.jobseeker
    sign_in_elsewhere(seeker)
    sign_in_elsewhere(make_jobseeker())
    erase_account(seeker)
    assert BrowserSession.objects.count() == 1
    seeker = User.objects.get(pk=seeker.pk)
    assert [seeker.is_active, seeker.has_usable_password()] == [False, False]
    left = (seeker.access_tokens, seeker.memberships, seeker.emailaddress_set)
    assert [rows.count() for rows in left] == [0, 0, 0]
    assert make_jobseeker(email=EMAIL, phone=PHONE).pk != seeker.pk
    with override("en"):
        assert str(seeker) == "a deleted account"


def test_the_conversation_is_over_and_says_why(talk):
    rep = make_rep(talk.booth.employer)
    erase_account(talk.jobseeker)
    talk.refresh_from_db()
    assert talk.waiting_since is None
    assert "求职者删除了账号" in talk.messages.last().shown_text
    assert [str(one.facing) for one in desk_conversations(talk.booth, rep)] == ["已删除的账号"]
    assert not notes_on(talk).exists()
    resume_conversation(rep, conversation=talk)
    with pytest.raises(Conflict):
        say(rep, talk, "您还在吗")
    assert not talk.participants.filter(left_at=None, seat=Seat.SUPPORTER).exists()


def test_what_was_reported_is_kept_for_who_decides(talk, django_capture_on_commit_callbacks):
    message = send_picture(talk.participants.get(seat=Seat.REP).user, talk, text="先交 200 元")
    report = report_message(talk.jobseeker, message=message, reason=ReportReason.MONEY)
    assert Holdings(talk.jobseeker).reports == 1
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(talk.jobseeker)
    report.refresh_from_db()
    assert report.text == "先交 200 元"
    kept = Attachment.objects.get(removed_at=None)
    assert kept.file.storage.exists(kept.file.name)


def test_in_the_conversations_of_others_a_neutral_word_stands(talk):
    helper = talk.participants.get(seat=Seat.SUPPORTER).user
    other, friend, _rep = make_talk(talk.booth)
    for host, conversation in ((talk.jobseeker, talk), (friend, other)):
        add_beside(host, conversation=conversation, user=helper, seat=Seat.SUPPORTER)
    leave_conversation(talk.jobseeker, conversation=talk, user=helper)
    said = say(helper, other, "我来帮忙").number
    erase_account(helper)
    lines = [line.shown_text for line in talk.messages.all()] + [
        line.shown_text for line in other.messages.all()
    ]
    assert not any("陪同的人" in line for line in lines)
    assert f"{NAME} 请 已删除的账号（陪同人）离开了会话" in lines
    assert other.messages.get(number=said).shown_text == "我来帮忙"
    with override("en"):
        assert "a deleted account" in other.messages.last().shown_text


def test_a_body_is_never_left_without_anybody():
    organiser = make_organiser()
    only = make_organiser_user(organiser, name="李主任")
    assert not Holdings(only).may_leave
    with pytest.raises(Conflict):
        erase_account(only)
    only.refresh_from_db()
    assert (only.name, only.is_active) == ("李主任", True)
    invite(make_organiser_user(organiser), role=Role.ADVISER, body=organiser, email=only.email)
    assert Holdings(only).may_leave
    erase_account(only)
    assert organiser.memberships.count() == 1


def test_a_backup_that_was_put_back_brings_nobody_back(
    talk, django_capture_on_commit_callbacks, capsys
):
    seeker, fair = talk.jobseeker, talk.booth.fair
    keeper = make_adviser(fair.organiser)
    record = record_person(keeper, organiser=fair.organiser, name="林阿满")
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(seeker)
        erase_person(keeper, person=record)
    User.objects.filter(pk=seeker.pk).update(name=NAME, email=EMAIL, is_active=True)
    Person.objects.filter(pk=record.pk).update(name="林阿满", erased_at=None)
    epoch = current_epoch()
    call_command("restored")
    assert traces(NAME, EMAIL, "林阿满") == []
    assert "账号 1 个，登记 1 份" in capsys.readouterr().out
    assert current_epoch() != epoch
    call_command("restored")
    assert "账号 0 个，登记 0 份" in capsys.readouterr().out


def test_the_only_rep_is_told_and_may_go():
    talk, _seeker, rep = make_talk()
    grant_role(user=rep, role=Role.JOBSEEKER)
    (held,) = Holdings(rep).roles
    assert held.is_only
    assert not held.must_be_handed_on
    said = say(rep, talk, "下午见")
    erase_account(rep)
    said.refresh_from_db()
    assert (said.text, str(said.author)) == ("下午见", "已删除的账号")
