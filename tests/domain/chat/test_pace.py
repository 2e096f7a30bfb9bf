"""What one account makes counts together, by whichever door; retries and reading count nothing."""

import pytest

from jobfair.chat.models import Draft, Message, ReportReason
from jobfair.chat.services import report_message, save_draft, send_message
from jobfair.common.errors import TooMany
from tests.factories.talk import make_talk, new_cid, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(settings):
    settings.MADE_AT_ONCE, settings.MADE_A_SECOND = 3, 0.01
    return make_talk()


def test_words_drafts_and_reports_count_together(talk):
    conversation, jobseeker, rep = talk
    theirs = say(rep, conversation, "先交钱")
    say(jobseeker, conversation, "一")
    save_draft(jobseeker, conversation=conversation, text="二")
    report_message(jobseeker, message=theirs, reason=ReportReason.MONEY)
    with pytest.raises(TooMany) as refused:
        say(jobseeker, conversation, "四")
    assert refused.value.retry_after >= 1
    with pytest.raises(TooMany):
        save_draft(jobseeker, conversation=conversation, text="五")
    say(rep, conversation, "别人照常说话")
    assert Message.objects.filter(author=jobseeker).count() == 1
    assert Draft.objects.get().text == "二"


def test_what_makes_nothing_is_never_refused(talk):
    conversation, jobseeker, _rep = talk
    cid = new_cid()
    for _try in range(9):
        send_message(jobseeker, conversation=conversation, cid=cid, text="一")
        save_draft(jobseeker, conversation=conversation, text="")
    say(jobseeker, conversation, "二")
