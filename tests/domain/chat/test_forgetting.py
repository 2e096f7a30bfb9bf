"""What was said is kept for half a year, what was reported for as long as the report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.chat import services
from jobfair.chat.models import Attachment, Draft, Message, ReportReason
from tests.factories.talk import make_talk, say, send_picture

pytestmark = pytest.mark.django_db

KEPT = timedelta(days=180)


@pytest.fixture(autouse=True)
def private(kept_files):
    """Files that go with this test."""


def test_a_reported_file_stays(private):
    conversation, jobseeker, rep = make_talk()
    message = send_picture(rep, conversation)
    services.report_message(jobseeker, message=message, reason=ReportReason.ABUSE)
    later = timezone.now() + KEPT + timedelta(days=1)
    assert services.remove_due_files(later) == services.forget_old_talk(later) == 0
    assert message.attachment.file.storage.exists(message.attachment.file.name)


def test_old_talk_is_let_go_and_what_was_reported_stays():
    conversation, jobseeker, rep = make_talk()
    say(jobseeker, conversation, "旧的")
    reported = say(rep, conversation, "先交钱")
    services.report_message(jobseeker, message=reported, reason=ReportReason.MONEY)
    send_picture(rep, conversation)
    services.save_draft(jobseeker, conversation=conversation, text="没写完")
    assert services.forget_old_talk(timezone.now() + KEPT - timedelta(minutes=1)) == 0
    later = timezone.now() + KEPT + timedelta(seconds=1)
    assert services.forget_old_talk(later) == 2
    assert services.remove_due_files(later) == 1
    assert services.forget_old_talk(later) == 1
    assert list(Message.objects.all()) == [reported]
    assert not Attachment.objects.exists()
    assert not Draft.objects.exists()
    assert say(jobseeker, conversation).number == 4
