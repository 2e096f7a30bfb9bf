"""Conversations for tests."""

from io import BytesIO
from secrets import token_hex

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.chat.models import Conversation, Message, Report, ReportReason
from jobfair.chat.services import (
    begin_conversation,
    begin_with_organiser,
    report_message,
    send_attachment,
    send_message,
)
from tests.domain.pictures import picture_bytes
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_rep,
)


def new_cid() -> str:
    return token_hex(16)


def make_talk(booth: Booth | None = None) -> tuple[Conversation, User, User]:
    """A conversation at an open fair, its jobseeker, and a rep of the booth."""
    booth = booth or make_booth(make_open_fair())
    jobseeker = make_jobseeker(name="小陈")
    rep = make_rep(booth.employer, name="王老师")
    return begin_conversation(jobseeker, booth=booth), jobseeker, rep


def make_organiser_talk(booth: Booth | None = None) -> tuple[Conversation, User, User]:
    """A conversation of the organiser and a booth, one of the organiser's people, and a rep."""
    booth = booth or make_booth(make_open_fair())
    organiser = make_organiser_user(booth.fair.organiser, name="李主任")
    rep = make_rep(booth.employer, name="王老师")
    return begin_with_organiser(organiser, booth=booth), organiser, rep


def say(
    user: User, conversation: Conversation, text: str = "您好", *, for_jobseeker: bool = False
) -> Message:
    return send_message(
        user, conversation=conversation, cid=new_cid(), text=text, for_jobseeker=for_jobseeker
    )


def send_picture(user: User, conversation: Conversation, text: str = "我做的盒子") -> Message:
    upload = BytesIO(picture_bytes())
    return send_attachment(
        user, conversation=conversation, cid=new_cid(), upload=upload, name="盒子.png", text=text
    )


def make_report(booth: Booth, text: str = "先交 200 元押金") -> Report:
    """What a rep said in a new conversation of the booth, reported by its jobseeker."""
    conversation, jobseeker, rep = make_talk(booth)
    return report_message(
        jobseeker, message=say(rep, conversation, text), reason=ReportReason.MONEY
    )
