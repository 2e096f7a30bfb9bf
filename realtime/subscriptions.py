"""Which streams there are, and who may hear each.

A stream's name is a kind and an identifier, such as `fair.01j…`. The right to hear
it is asked when a socket subscribes; nobody asks again for each event.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from jobfair.common.ids import decode
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_see_fair

Rule = Callable[[Any, UUID], bool]


def _hears_fair(user: Any, key: UUID) -> bool:
    fair = Fair.objects.filter(pk=key).first()
    return fair is not None and may_see_fair(user, fair)


RULES: dict[str, Rule] = {
    "fair": _hears_fair,
}


def may_hear(user: Any, stream: str) -> bool:
    """False for what the person may not hear and for what there is not, alike."""
    kind, _dot, key = stream.partition(".")
    rule = RULES.get(kind)
    if rule is None:
        return False
    try:
        return rule(user, decode(key))
    except ValueError:
        return False
