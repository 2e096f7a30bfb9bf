"""What a person had before them when they began to write, so that no colleague's words get lost.

The mark of a row is the moment of its last change where it keeps one, else what its fields
say: then a change of other fields is nobody's conflict.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.translation import gettext as _

from jobfair.common.errors import Conflict

#: The mark of what was not there yet.
NOTHING = "none"


class ChangedMeanwhile(Conflict):
    """Somebody wrote after this person had read; nothing of either is lost."""


def mark_of(changed_at: datetime | None) -> str:
    return changed_at.isoformat() if changed_at else NOTHING


def mark_of_fields(row: Model, names: Iterable[str]) -> str:
    """The mark of what these fields say."""
    return mark_of_content({name: row.serializable_value(name) for name in names})


def mark_of_content(said: Mapping[str, Any]) -> str:
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:32]


def require_known(known: str, mark: str) -> None:
    """Refuse when `known` is the mark of an older state than `mark`; call it with the row locked.

    Without a mark nobody asks.
    """
    if known and known != mark:
        raise ChangedMeanwhile(
            "changed_meanwhile",
            _("同事刚改过。现在的内容写在旁边，您写的还在框里。看一看，再保存。"),
        )
