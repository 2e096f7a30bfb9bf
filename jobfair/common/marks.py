"""What a person had before them when they began to write, so that no colleague's words get lost."""

from datetime import datetime

from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict

#: The mark of what was not there yet.
NOTHING = "none"


class ChangedMeanwhile(Conflict):
    """Somebody wrote after this person had read; nothing of either is lost."""


def mark_of(changed_at: datetime | None) -> str:
    return changed_at.isoformat() if changed_at else NOTHING


def require_known(known: str, changed_at: datetime | None) -> None:
    """Refuse when `known` is the mark of an older state; call it with the row locked.

    Without a mark nobody asks.
    """
    if known and known != mark_of(changed_at):
        raise ChangedMeanwhile(
            "changed_meanwhile",
            _("同事刚改过。现在的内容写在旁边，您写的还在框里。看一看，再保存。"),
        )
