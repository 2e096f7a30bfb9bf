"""Who watches over a fair, and who may say that somebody was answered."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from jobfair.accounts.models import User
from jobfair.booths.permissions import may_staff_booth
from jobfair.chat.models import Conversation
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair
from jobfair.watch.models import Alert


def may_watch_fair(user: User | AnonymousUser, fair: Fair) -> bool:
    return may_help_fair(user, fair)


def may_handle_alert(user: User | AnonymousUser, alert: Alert) -> bool:
    return may_watch_fair(user, alert.fair)


def may_settle(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """The employer's reps; after the fair's limit, or when it is over, its organisers too."""
    booth = conversation.booth
    if conversation.is_with_organiser:
        return False
    if may_staff_booth(user, booth):
        return True
    return is_overdue(conversation) and may_watch_fair(user, booth.fair)


def is_overdue(conversation: Conversation) -> bool:
    """Nobody has answered within the fair's limit."""
    since, fair = conversation.waiting_since, conversation.booth.fair
    if since is None:
        return False
    return fair.is_over or since <= timezone.now() - fair.answer_limit
