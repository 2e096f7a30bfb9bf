"""Phrases with a picture beside the words, for those who find typing hard (简单版): seven, no more."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PicturedPhrase:
    """What is put into the composer, and the picture of it."""

    icon: str
    text: str | Promise


PICTURED = (
    PicturedPhrase("hand", _("您好！")),
    PicturedPhrase("banknote", _("工资是多少？")),
    PicturedPhrase("clock", _("几点上班，几点下班？")),
    PicturedPhrase("map-pin", _("在哪里上班？")),
    PicturedPhrase("message-circle-question-mark", _("我没看懂，请说简单一点。")),
    PicturedPhrase("hourglass", _("请等一等，我写得慢。")),
    PicturedPhrase("heart", _("谢谢！")),
)
