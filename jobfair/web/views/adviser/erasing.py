"""Somebody without an account asks to be forgotten: what goes, what stays, and letting it go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobfair.accounts.models import Person
from jobfair.accounts.permissions import roles_of
from jobfair.accounts.roles import Role
from jobfair.intents.models import Remark, StaffNote
from jobfair.intents.permissions import may_erase
from jobfair.intents.services import erase_person
from jobfair.web.access import SignedInRequest, opens_at_desk

opens_record = opens_at_desk("person", lambda: Person.objects.known().filter(user=None), may_erase)


@opens_record
def erase(request: SignedInRequest, person: Person) -> HttpResponse:
    back = _back(request)
    if request.method == "POST":
        if request.POST.get("confirmed") != "yes":
            raise Http404
        erase_person(request.user, person=person)
        messages.success(request, _("已删除。数据没有变，只是不再知道是谁。"))
        return redirect(back)
    context: dict[str, Any] = {
        "question": _("要删除“%(name)s”的资料吗？") % {"name": person},
        "consequences": _consequences(person),
        "yes": _("删除资料"),
        "danger": True,
        "action": reverse("web:erase_record", args=[person.pk]),
        "back": back,
    }
    return render(request, "adviser/erase.html", context)


def _consequences(person: Person) -> list[str]:
    everyone = [person.pk, *person.duplicates.values_list("pk", flat=True)]
    words = Remark.objects.filter(intent__person__in=everyone).count()
    notes = StaffNote.objects.filter(intent__person__in=everyone).count()
    said = ngettext("留言 %(n)d 条、", "留言 %(n)d 条、", words) % {"n": words}
    kept = ngettext("单位的备注 %(n)d 条。", "单位的备注 %(n)d 条。", notes) % {"n": notes}
    return [
        _("会删掉：姓名、电话、") + said + kept,
        _("会留下：报名、签到和意向的数，里面没有姓名。所有总数都不变。"),
        _("删了就找不回来。请先确认是本人要求的。"),
    ]


def _back(request: SignedInRequest) -> str:
    is_adviser = roles_of(request.user).any(Role.ADVISER)
    return reverse("web:adviser_home" if is_adviser else "web:duplicates")
