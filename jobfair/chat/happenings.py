"""What may happen in a conversation besides talk, and the sentence that says it.

Names are kept as they were then. A fact with a twin ending in `_en` is said in the
language of the sentence; a seat or a side is kept by its code and said in words.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jobfair.accounts.models import ERASED
from jobfair.chat.seats import Seat, Side
from jobfair.common.models import is_english

LABELLED: dict[str, type[models.TextChoices]] = {"seat": Seat, "side": Side}


class Happening(models.TextChoices):
    """The label is the sentence, with places for the facts."""

    CAME = "came", _("%(name)s（%(seat)s）加入了会话")
    LEFT = "left", _("%(name)s（%(seat)s）离开了会话")
    SENT_AWAY = "sent_away", _("%(host)s 请 %(name)s（%(seat)s）离开了会话")
    FILE_TAKEN_BACK = "file_taken_back", _("%(name)s 撤回了一个文件，现在谁也打不开")
    ASKED_COLLEAGUE = "asked_colleague", _("%(host)s 想请同事 %(name)s 接着谈，等答复")
    ASKED_BOOTH = "asked_booth", _("%(host)s 想请 %(booth)s 接着谈，等答复")
    TAKEN_BACK = "taken_back", _("%(host)s 收回了转交的请求，会话照旧")
    DECLINED = "declined", _("%(name)s 没有同意转交，会话照旧")
    EXPIRED = "expired", _("转交的请求过了时间没有人回答，已经失效，会话照旧")
    HELD = "held", _("%(seeker)s 同意了，以后由 %(name)s 接着谈")
    MOVED = "moved", _("%(seeker)s 同意了，会话转到 %(booth)s")
    ARRIVED = "arrived", _("%(booth)s 把会话转到了这里，%(seeker)s 同意转，但不让看之前的消息")
    ARRIVED_OPEN = (
        "arrived_open",
        _("%(booth)s 把会话转到了这里，%(seeker)s 同意让这里看之前的消息"),
    )
    HISTORY_CLOSED = "history_closed", _("%(seeker)s 不再让这里看和 %(booth)s 的消息")
    STOPPED = "stopped", _("%(side)s停止了这个会话，双方都不能再发消息")
    RESUMED = "resumed", _("%(side)s恢复了这个会话，可以接着说了")
    STILL_STOPPED = "still_stopped", _("%(side)s不再停止这个会话，但另一方还没有恢复")
    ERASED = "erased", _("求职者删除了账号，消息都已删掉，这个会话结束了")


#: The fact that names who did it.
DOER: dict[str, str] = {
    Happening.CAME: "name",
    Happening.LEFT: "name",
    Happening.SENT_AWAY: "host",
    Happening.FILE_TAKEN_BACK: "name",
    Happening.ASKED_COLLEAGUE: "host",
    Happening.ASKED_BOOTH: "host",
    Happening.TAKEN_BACK: "host",
    Happening.DECLINED: "name",
    Happening.HELD: "seeker",
    Happening.MOVED: "seeker",
    Happening.ARRIVED: "seeker",
    Happening.ARRIVED_OPEN: "seeker",
    Happening.HISTORY_CLOSED: "seeker",
}


def sentence(happening: str, facts: Mapping[str, Any]) -> str:
    """What happened, in the reader's language."""
    words = {name: _said(name, facts) for name in facts}
    return str(Happening(happening).label) % words


def in_both_languages(happening: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence in Chinese and in English: what is told live is one text for everybody."""
    with override("zh-hans"):
        chinese = sentence(happening, facts)
    with override("en"):
        return chinese, sentence(happening, facts)


def without_name(
    happening: str, facts: Mapping[str, Any], name: str, *, is_doer: bool
) -> dict[str, Any]:
    """The facts when somebody called `name` has given up their account; `is_doer`: who did it."""
    doer = DOER.get(happening) if is_doer else None
    named = [fact for fact, value in facts.items() if fact == doer or (name and value == name)]
    with override("zh-hans"):
        chinese = {fact: str(ERASED) for fact in named}
    with override("en"):
        return dict(facts) | chinese | {f"{fact}_en": str(ERASED) for fact in named}


def _said(name: str, facts: Mapping[str, Any]) -> str:
    if name in LABELLED:
        return str(LABELLED[name](facts[name]).label).lower()
    english = facts.get(f"{name}_en") if is_english() else ""
    return str(english or facts[name])
