"""Who hears and who speaks in a conversation: both sides, and nobody else."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import User
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth
from jobfair.booths.permissions import may_see_booth, may_staff_booth
from jobfair.chat.models import (
    BESIDE_JOBSEEKER,
    Attachment,
    Conversation,
    Handover,
    Message,
    Report,
    Seat,
    SeatInvitation,
)
from jobfair.fairs.permissions import may_help_fair


def seat_of(user: User | AnonymousUser, conversation: Conversation) -> Seat | None:
    """As what this person sits in the conversation, None for everybody outside it."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if conversation.jobseeker_id == user.pk:
        return Seat.JOBSEEKER
    if roles_of(user).has(Role.REP, conversation.booth.employer_id):
        return Seat.REP
    if conversation.is_with_organiser:
        return Seat.ORGANISER if may_help_fair(user, conversation.booth.fair) else None
    beside = conversation.participants.filter(
        user=user, left_at=None, seat__in=BESIDE_JOBSEEKER
    ).first()
    return Seat(beside.seat) if beside else None


def may_hear_conversation(user: User | AnonymousUser, conversation: Conversation) -> bool:
    return seat_of(user, conversation) is not None


def may_hear_with_jobseeker(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Everybody in a jobseeker's conversation: company, intents and reports are for these alone."""
    return not conversation.is_with_organiser and may_hear_conversation(user, conversation)


def may_begin_conversation(user: User | AnonymousUser, booth: Booth) -> bool:
    """Any signed-in jobseeker who can see the booth; never the booth's own reps."""
    is_jobseeker = roles_of(user).has(Role.JOBSEEKER, None)
    return is_jobseeker and may_see_booth(user, booth) and not may_staff_booth(user, booth)


def may_begin_with_organiser(user: User | AnonymousUser, booth: Booth) -> bool:
    """Either side: the booth's reps, and who helps with its fair."""
    return may_staff_booth(user, booth) or may_help_fair(user, booth.fair)


def may_add_beside(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Only the jobseeker decides who sits beside them."""
    return seat_of(user, conversation) == Seat.JOBSEEKER


def may_withdraw_seat(user: User | AnonymousUser, invitation: SeatInvitation) -> bool:
    return may_add_beside(user, invitation.conversation)


def may_stop_conversation(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """The two sides themselves, not who sits beside one of them."""
    is_side = seat_of(user, conversation) in (Seat.JOBSEEKER, Seat.REP)
    return is_side and not conversation.is_with_organiser


def may_report_message(user: User | AnonymousUser, message: Message) -> bool:
    """Everybody in the conversation, about what another person said there."""
    if message.happening or not isinstance(user, User) or message.author_id == user.pk:
        return False
    return may_hear_with_jobseeker(user, message.conversation)


def may_judge_message(user: User | AnonymousUser, message: Message) -> bool:
    """See what was reported, also when it was taken back: who helps with the fair and is no party."""
    conversation = message.conversation
    is_helper = may_help_fair(user, conversation.booth.fair)
    is_outside = is_helper and not may_hear_conversation(user, conversation)
    return is_outside and message.reports.exists()


def may_decide_report(user: User | AnonymousUser, report: Report) -> bool:
    return may_judge_message(user, report.message)


def may_open_attachment(user: User | AnonymousUser, attachment: Attachment) -> bool:
    """Who hears the conversation, and a booth to which the jobseeker agreed to show that message."""
    message = attachment.message
    if attachment.removed_at:
        return False
    if may_judge_message(user, message):
        return True
    if message.withdrawn_at:
        return False
    if may_hear_conversation(user, message.conversation):
        return True
    shown = message.conversation.handovers.filter(history_to__gte=message.number)
    return any(may_read_handed(user, one) for one in shown.in_full())


def may_work_desk(user: User | AnonymousUser, booth: Booth) -> bool:
    return may_staff_booth(user, booth)


def may_hand_over(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Ask that somebody else goes on, and take that back: the reps of the booth."""
    return seat_of(user, conversation) == Seat.REP and not conversation.is_with_organiser


def may_take_back_handover(user: User | AnonymousUser, handover: Handover) -> bool:
    return may_hand_over(user, handover.conversation)


def may_answer_handover(user: User | AnonymousUser, handover: Handover) -> bool:
    """Only the jobseeker decides who goes on, and what is shown to them."""
    return seat_of(user, handover.conversation) == Seat.JOBSEEKER


def may_read_handed(user: User | AnonymousUser, handover: Handover) -> bool:
    """What the jobseeker agreed to show, to the booth it was shown to and to the jobseeker."""
    if handover.history_to is None:
        return False
    return may_answer_handover(user, handover) or may_staff_booth(user, handover.to_booth)


def may_read_notes(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """The reps of the booth, who also write them; never anybody on the jobseeker's side."""
    return not conversation.is_with_organiser and may_work_desk(user, conversation.booth)
