"""Reporting a message, and a person's decision about it within a day."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.chat.events import ReportDecided, conversation_stream
from jobfair.chat.models import Decision, Message, Report, ReportReason, Side, Verdict
from jobfair.chat.permissions import may_decide_report, may_report_message
from jobfair.chat.services.guard import locked, seated
from jobfair.chat.services.pace import pace
from jobfair.chat.services.stopping import set_stop
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from jobfair.outbox.services import publish

DECIDED_WITHIN = timedelta(days=1)
LONGEST_WHY = 500


@transaction.atomic
def report_message(
    actor: User,
    *,
    message: Message,
    reason: ReportReason,
    words: str = "",
    now: datetime | None = None,
) -> Report:
    """Ask the organiser to look at a message; again by the same person gives the first report."""
    seated(actor, message.conversation)
    if not may_report_message(actor, message):
        raise NotAllowed("not_reportable", _("只能举报别人发的消息。"))
    pace.keep(actor)
    report, _made = Report.objects.get_or_create(
        message=message,
        reporter=actor,
        defaults={
            "reason": reason,
            "words": words.strip()[:500],
            "text": message.text,
            "due_at": (now or timezone.now()) + DECIDED_WITHIN,
        },
    )
    return report


@transaction.atomic
def decide_report(actor: User, *, report: Report, verdict: Verdict, why: str) -> Decision:
    """Say what comes of a report, and why, once; stopping the conversation is part of it."""
    if not may_decide_report(actor, report):
        raise Missing("no_report", _("没有找到这个举报。"))
    why = why.strip()
    if not why or len(why) > LONGEST_WHY:
        sentence = _("请写 1 到 500 字的理由，双方都会看到。")
        raise Invalid("why_length", sentence, {"why": sentence})
    conversation = locked(report.message.conversation)
    if Decision.objects.filter(report=report).exists():
        raise Conflict("report_decided", _("这个举报已经有人处理了。"))
    decision = Decision.objects.create(report=report, made_by=actor, verdict=verdict, why=why)
    publish(conversation_stream(conversation.pk), ReportDecided())
    if verdict == Verdict.STOPPED:
        set_stop(actor, Side.ORGANISER, conversation, is_stop=True)
    return decision
