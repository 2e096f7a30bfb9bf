"""Which streams there are, and who may hear each.

A stream's name is a kind and an identifier, such as `fair.01j…`. The right to hear
it is asked when a socket subscribes; nobody asks again for each event.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from jobfair.booths.models import Booth
from jobfair.chat.models import Conversation
from jobfair.chat.permissions import may_hear_conversation, may_work_desk
from jobfair.common.ids import IDENTIFIER, decode
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair, may_see_fair

Rule = Callable[[Any, UUID], bool]


def _hears_fair(user: Any, key: UUID) -> bool:
    fair = Fair.objects.filter(pk=key).first()
    return fair is not None and may_see_fair(user, fair)


def _helps_fair(user: Any, key: UUID) -> bool:
    fair = Fair.objects.filter(pk=key).first()
    return fair is not None and may_help_fair(user, fair)


def _hears_conversation(user: Any, key: UUID) -> bool:
    rows = Conversation.objects.select_related("booth__employer")
    conversation = rows.filter(pk=key).first()
    return conversation is not None and may_hear_conversation(user, conversation)


def _works_desk(user: Any, key: UUID) -> bool:
    booth = Booth.objects.select_related("employer").filter(pk=key).first()
    return booth is not None and may_work_desk(user, booth)


def _is_oneself(user: Any, key: UUID) -> bool:
    return user.is_authenticated and user.pk == key


#: A stream is `kind.<id>` or `kind.<id>.<part>`; its rule stands under `kind` or `kind.part`.
RULES: dict[str, Rule] = {
    "fair": _hears_fair,
    "fair.desk": _helps_fair,
    "fair.counts": _helps_fair,
    "conversation": _hears_conversation,
    "booth.staff": _works_desk,
    "user": _is_oneself,
}


def parted(stream: str) -> tuple[str, str]:
    """What kind of stream a name says, as `booth.staff`, and the identifier between."""
    kind, _dot, rest = stream.partition(".")
    key, dot, part = rest.partition(".")
    return f"{kind}{dot}{part}", key


def is_stream(name: str) -> bool:
    """Whether it is the name of a stream that there may be."""
    kind, key = parted(name)
    return kind in RULES and IDENTIFIER.fullmatch(key) is not None


def may_hear(user: Any, stream: str) -> bool:
    """False for what the person may not hear and for what there is not, alike."""
    kind, key = parted(stream)
    return is_stream(stream) and RULES[kind](user, decode(key))
