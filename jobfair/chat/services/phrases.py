"""Prepared phrases of a rep or of a whole employer."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer, User
from jobfair.accounts.permissions import may_represent
from jobfair.chat.models import Phrase
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed

MOST_PHRASES = 30


@transaction.atomic
def add_phrase(actor: User, *, employer: Employer, text: str, is_shared: bool = False) -> Phrase:
    if not may_represent(actor, employer):
        raise NotAllowed("not_rep", _("只有这家单位的招聘人员可以这样做。"))
    text = text.strip()
    if not text or len(text) > 300:
        raise Invalid("phrase_length", _("常用语请写 1 到 300 字。"), {"text": _("请改长度。")})
    owner = None if is_shared else actor
    held = Phrase.objects.filter(employer=employer, owner=owner)
    if held.count() >= MOST_PHRASES:
        raise Conflict("phrases_full", _("最多 30 条常用语。请先删去一条。"))
    return Phrase.objects.create(employer=employer, owner=owner, text=text, order=held.count())


@transaction.atomic
def remove_phrase(actor: User, *, phrase: Phrase) -> None:
    """One's own, or one that all share."""
    if not may_represent(actor, phrase.employer) or phrase.owner_id not in (None, actor.pk):
        raise Missing("no_phrase", _("没有找到这条常用语。"))
    phrase.delete()
