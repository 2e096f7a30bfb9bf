"""What the sides agreed by telephone or on site, written down by an adviser in one go."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import Invalid
from jobfair.common.ids import is_cid
from jobfair.intents.models import Channel, Voice
from jobfair.intents.services.recording import Answer, Recorded, Wish, record_all
from jobfair.intents.steps import Side, Step


@dataclass(frozen=True)
class Agreement:
    """Who said yes to whom: for each side that spoke, by whose voice. Once for each `cid`."""

    person_id: UUID
    position_id: UUID
    said: Mapping[Side, Voice]
    channel: Channel
    cid: str
    remark: str = ""


@transaction.atomic
def record_agreement(actor: User, *, agreement: Agreement) -> dict[Side, Answer]:
    """An answer for each side that spoke; the remark goes with the first one that is recorded."""
    if not is_cid(agreement.cid):
        raise Invalid("cid_malformed", _("没有记录。请刷新页面再试。"))
    answers: dict[Side, Answer] = {}
    for side in Side:
        if side in agreement.said:
            is_kept = any(isinstance(answer, Recorded) for answer in answers.values())
            remark = "" if is_kept else agreement.remark
            answers[side] = record_all([_wish(actor, agreement, side, remark)])[0]
    return answers


def _wish(actor: User, agreement: Agreement, side: Side, remark: str) -> Wish:
    """Each side's entry has a `cid` of its own, which is the same when the page is sent again."""
    return Wish(
        actor,
        agreement.person_id,
        agreement.position_id,
        side,
        Step.INTERESTED,
        hashlib.sha256(f"{agreement.cid} {side}".encode()).hexdigest()[:32],
        channel=agreement.channel,
        voice=agreement.said[side],
        remark=remark,
    )
