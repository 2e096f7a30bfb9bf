"""Files in a conversation: what may be sent, who may open it, and when it goes."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from jobfair.chat import services
from jobfair.chat.models import Attachment, Message, Seat
from jobfair.chat.permissions import may_open_attachment
from jobfair.chat.services import attaching
from jobfair.chat.uploads import checked
from jobfair.common.errors import Conflict, Invalid, Missing
from jobfair.outbox.models import StoredEvent
from tests.domain.pictures import picture_bytes
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_organiser_user,
    make_rep,
    make_user,
)
from tests.factories.broken_files import zip_bomb, zipped
from tests.factories.talk import make_talk, new_cid

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF\n"
TYPES = {"[Content_Types].xml": b"<Types/>"}
DOCX = zipped(**TYPES, **{"word/document.xml": b"<w:document/>"})


@pytest.fixture(autouse=True)
def private(kept_files):
    return kept_files


@pytest.fixture
def talk():
    return make_talk()


def attach(talk, content=PDF, name="简历.pdf", **given):
    conversation, jobseeker, _rep = talk
    given = {"cid": new_cid(), **given}
    return services.send_attachment(
        given.pop("actor", jobseeker),
        conversation=conversation,
        upload=BytesIO(content),
        name=name,
        **given,
    )


def stored(folder):
    return [path for path in (folder / "attachments").glob("*") if path.is_file()]


def marked(folder):
    return list((folder / "attachments" / "pending").glob("*"))


@pytest.mark.parametrize(
    ("content", "name", "kind", "shown"),
    [
        (PDF, "简历.pdf", "pdf", "简历.pdf"),
        (PDF, "C:\\cv\\小陈.exe", "pdf", "小陈.pdf"),
        (DOCX, "../../etc/passwd", "docx", "passwd.docx"),
        (picture_bytes(), "a\u202egpj.<b>", "picture", "agpj.webp"),
        (PDF, "...", "pdf", "文件.pdf"),
    ],
)
def test_a_file_is_known_by_its_content_and_named_safely(content, name, kind, shown):
    file = checked(BytesIO(content), name)
    assert (file.kind, file.name) == (kind, shown)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"x" * (8 * 1024 * 1024 + 1), "file_too_large"),
        (b"%PDF-1.4 cut", "pdf_damaged"),
        (b"PK\x03\x04 broken", "file_unknown"),
        (zipped(**TYPES), "file_unknown"),
        (zip_bomb(), "file_unknown"),
        (b"\xd0\xcf\x11\xe0 old", "word_old"),
        (zipped(**TYPES, **{"word/document.xml": b"", "word/vbaProject.bin": b""}), "word_macros"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_unknown"),
        (b"MZ\x90 program", "file_unknown"),
    ],
)
def test_what_cannot_be_sent_says_what_to_do(private, talk, content, code):
    with pytest.raises(Invalid, match=code) as refused:
        attach(talk, content)
    assert "upload" in refused.value.fields
    assert not stored(private)
    assert not Message.objects.exists()


def test_a_picture_is_encoded_afresh_without_metadata(private, talk):
    exif = Image.Exif()
    exif[0x010E] = "鼓浪屿的家"
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "JPEG", exif=exif)
    attach(talk, buffer.getvalue(), "家.jpg", text="我家门口")
    (path,) = stored(private)
    assert "家" not in path.name
    picture = Image.open(path)
    assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (40, 30), {})


def test_a_picture_needs_a_description_and_a_document_has_its_name(talk):
    with pytest.raises(Invalid, match="description_missing") as refused:
        attach(talk, picture_bytes(), "a.png", text="  ")
    assert "text" in refused.value.fields
    assert attach(talk).text == "简历.pdf"


def test_a_file_is_told_like_any_message_and_moves_the_turn(talk):
    conversation, _jobseeker, _rep = talk
    message = attach(talk, text="我的简历")
    conversation.refresh_from_db()
    assert conversation.waiting_since == message.created_at
    told = StoredEvent.objects.get(text__contains='"message.sent"')
    assert f'"file":{{"id":"{message.attachment.key}","kind":"pdf"' in told.text


def test_a_retry_sends_one_file_and_other_content_is_refused(private, talk):
    cid = new_cid()
    sent = [attach(talk, cid=cid) for _try in range(3)]
    assert {message.pk for message in sent} == {sent[0].pk}
    assert len(stored(private)) == Attachment.objects.count() == 1
    with pytest.raises(Conflict, match="cid_reused"):
        attach(talk, PDF + b"%%EOF", cid=cid)
    with pytest.raises(Conflict, match="cid_reused"):
        services.send_message(talk[1], conversation=talk[0], cid=cid, text="简历.pdf")
    assert len(stored(private)) == 1


def test_people_outside_send_nothing(private, talk):
    with pytest.raises(Missing):
        attach(talk, actor=make_jobseeker())
    assert not stored(private)


def test_twenty_files_a_day_are_enough(talk):
    cid = new_cid()
    sent = [*(attach(talk) for _n in range(19)), attach(talk, cid=cid)]
    assert attach(talk, cid=cid) == sent[-1], "a lost answer to the last one"
    with pytest.raises(Conflict, match="files_full"):
        attach(talk)
    yesterday = timezone.now() - timedelta(days=1, seconds=1)
    Message.objects.filter(pk=sent[0].pk).update(created_at=yesterday)
    assert attach(talk)


def test_a_file_taken_back_opens_for_nobody_and_that_is_said(talk):
    conversation, jobseeker, _rep = talk
    message = attach(talk)
    services.withdraw_message(jobseeker, message=message)
    attachment = Attachment.objects.get()
    assert not may_open_attachment(jobseeker, attachment)
    line = conversation.messages.get(happening="file_taken_back")
    assert line.shown_text == "小陈 撤回了一个文件，现在谁也打不开"


def test_who_may_open_a_file(talk):
    conversation, jobseeker, rep = talk
    fair = conversation.booth.fair
    attachment = attach(talk).attachment
    supporter, gone = make_user(), make_user()
    for user in (supporter, gone):
        services.add_beside(jobseeker, conversation=conversation, user=user, seat=Seat.SUPPORTER)
    services.leave_conversation(gone, conversation=conversation, user=gone)
    shown, unshown = (make_booth(fair) for _n in range(2))
    for booth in (shown, unshown):
        handover = services.offer_handover(rep, conversation=conversation, to_booth=booth)
        services.accept_handover(jobseeker, handover=handover, shows_history=booth == shown)
    people = {
        "jobseeker": jobseeker,
        "rep": rep,
        "colleague": make_rep(conversation.employer),
        "supporter": supporter,
        "gone": gone,
        "rep it was shown to": make_rep(shown.employer),
        "rep it was not shown to": make_rep(unshown.employer),
        "other jobseeker": make_jobseeker(),
        "organiser": make_organiser_user(fair.organiser),
        "adviser": make_adviser(fair.organiser),
        "stranger": make_user(),
    }
    may = {name for name, user in people.items() if may_open_attachment(user, attachment)}
    assert may == {"jobseeker", "rep", "colleague", "supporter", "rep it was shown to"}
    later = attach(talk).attachment
    assert not may_open_attachment(people["rep it was shown to"], later)


def test_documents_go_ninety_days_after_the_fair_and_pictures_with_the_talk(private, talk):
    document = attach(talk).attachment
    picture = attach(talk, picture_bytes(), "a.png", text="门口").attachment
    due = talk[0].booth.fair.ends_at + timedelta(days=90)
    assert services.remove_due_files(now=due) == 0
    assert services.remove_due_files(now=due + timedelta(seconds=1)) == 1
    document.refresh_from_db()
    assert document.removed_at
    assert not may_open_attachment(talk[2], document)
    assert [path.name for path in stored(private)] == [picture.file.name.split("/")[-1]]
    assert services.remove_due_files(now=timezone.now() + timedelta(days=181)) == 1
    assert not stored(private)


class Killed(BaseException):
    """Nothing after this is done, not even tidying up."""


@pytest.fixture
def dies_before_the_commit(monkeypatch):
    monkeypatch.setattr(attaching, "_unlink", lambda attachment: None)

    def die(saying):
        raise Killed

    monkeypatch.setattr(attaching, "say", die)


def test_a_file_of_a_server_that_was_killed_is_swept(talk, private, dies_before_the_commit):
    with pytest.raises(Killed):
        attach(talk)
    assert len(stored(private)) == len(marked(private)) == 1
    assert services.discard_unkept_files(timezone.now()) == 0
    assert services.discard_unkept_files(timezone.now() + timedelta(hours=2)) == 1
    assert stored(private) == marked(private) == []


def test_a_file_that_was_sent_is_never_swept(talk, private, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as after_commit:
        attach(talk)
    assert len(marked(private)) == 1, "as if the server was killed just after the commit"
    assert services.discard_unkept_files(timezone.now() + timedelta(hours=2)) == 0
    assert (len(stored(private)), marked(private)) == (1, [])
    with django_capture_on_commit_callbacks(execute=True):
        attach(talk)
    assert (len(stored(private)), marked(private)) == (2, [])
    assert after_commit
