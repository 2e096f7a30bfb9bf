"""What is to be done now at a fair that runs, and who still waits for an answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jobfair.accounts.models import User
from jobfair.chat.selectors import booths_with_news
from jobfair.fairs.events import desk_stream
from jobfair.fairs.models import Fair
from jobfair.outbox.selectors import position
from jobfair.watch import services
from jobfair.watch.models import Alert, Kind
from jobfair.watch.permissions import may_handle_alert
from jobfair.watch.selectors import alerts_of, reps_of, unanswered_at
from jobfair.web import formatting
from jobfair.web.access import SignedInRequest, opens_at_desk
from jobfair.web.views.organiser.doors import helps_fair


def _alerts() -> QuerySet[Alert]:
    return Alert.objects.select_related("fair__organiser", "booth__employer", "booth__zone")


handles_alert = opens_at_desk("alert", _alerts, may_handle_alert)


@helps_fair
def part(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """The list alone, for the page that fetches it again."""
    return render(request, "organiser/parts/now.html", now_context(fair, request.user))


@require_POST
@handles_alert
def known(request: SignedInRequest, alert: Alert) -> HttpResponse:
    services.mark_known(request.user, alert=alert)
    return redirect(_list_of(request, alert.fair))


@require_POST
@handles_alert
def remind(request: SignedInRequest, alert: Alert) -> HttpResponse:
    """Call the booth's reps: on their desk, and by mail to those who gave an address."""
    services.remind(request.user, alert=alert)
    sent = _mail_to_reps(alert)
    messages.success(
        request,
        ngettext(
            "已提醒：接待台上会马上看到，并给 %(n)d 位招聘人员发了邮件。",
            "已提醒：接待台上会马上看到，并给 %(n)d 位招聘人员发了邮件。",
            sent,
        )
        % {"n": sent},
    )
    return redirect(_list_of(request, alert.fair))


@helps_fair
def unanswered(request: SignedInRequest, fair: Fair) -> HttpResponse:
    """People who have waited too long, the longest wait first; after the fair, all of them."""
    waiting = unanswered_at(fair)
    reps = reps_of({conversation.booth.employer_id for conversation in waiting})
    rows = [(one, reps.get(one.booth.employer_id, [])) for one in waiting]
    return render(request, "organiser/unanswered.html", {"fair": fair, "rows": rows})


def now_context(fair: Fair, user: User) -> dict[str, Any]:
    """The list as the page and its refetch show it; its number is read before it."""
    stream = desk_stream(fair.pk)
    number = position(stream)
    alerts = list(alerts_of(fair)) if fair.is_open else []
    for alert in alerts:
        alert.booth.fair = fair
    reps = reps_of({alert.booth.employer_id for alert in alerts})
    waiting = len(unanswered_at(fair)) if fair.is_open or fair.is_over else 0
    return {
        "fair": fair,
        "now_stream": stream,
        "now_seq": number,
        "now_rows": [(a, sentence_of(a), reps.get(a.booth.employer_id, [])) for a in alerts],
        "now_waiting": waiting,
        "now_news": booths_with_news(fair, user),
        "now_said": _said(sum(alert.known_at is None for alert in alerts)),
    }


def sentence_of(alert: Alert) -> str:
    since = formatting.clock(timezone.localtime(alert.since, alert.booth.fair.zone_info))
    if alert.kind == Kind.UNSTAFFED:
        return _("从%(time)s起没有人") % {"time": since}
    return _("有求职者从%(time)s起没有等到回复") % {"time": since}


def _said(number: int) -> str:
    return ngettext("%(n)d 个展位要您处理", "%(n)d 个展位要您处理", number) % {"n": number}


def _list_of(request: SignedInRequest, fair: Fair) -> str:
    """Back to the list on which the button was pressed."""
    page = "web:desk_board" if request.POST.get("from") == "board" else "web:desk_fair"
    return reverse(page, args=[fair.key]) + "#now"


def _mail_to_reps(alert: Alert) -> int:
    booth = alert.booth
    addresses = [rep.email for rep in reps_of([booth.employer_id]).get(booth.employer_id, [])]
    desk = reverse("web:rep_desk", args=[booth.pk])
    facts = {"booth": booth, "fair": alert.fair, "alert": alert, "said": sentence_of(alert)}
    text = render_to_string("mail/come_to_booth.txt", facts | {"link": settings.SITE_URL + desk})
    subject, _empty, body = text.partition("\n")
    sent = [address for address in addresses if address]
    for address in sent:  # one by one: nobody learns another's address
        send_mail(subject.strip(), body.strip() + "\n", None, [address], fail_silently=True)
    return len(sent)
