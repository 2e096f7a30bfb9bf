"""One's own data to take along: collected once, written as a page or as JSON."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.attendance.models import Arrival, Look, Registration
from jobfair.attendance.selectors import own_categories
from jobfair.chat.models import Conversation, Message, Report
from jobfair.intents.models import Entry, Remark
from jobfair.intents.selectors import intent_rows
from jobfair.intents.steps import Side
from jobfair.intents.words import side_word, speaker, state_word, voice_word
from jobfair.outcomes.models import FollowUp, Placement

Value = str | int | datetime | date | None
#: Whoever takes their data along reads of themselves.
ONESELF = Side.JOBSEEKER


@dataclass(frozen=True)
class Fact:
    """One thing that is held: `key` for programs, `term` for people."""

    key: str
    term: str
    value: Value


@dataclass(frozen=True)
class Line:
    """Something said or done, when and by whom."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True)
class Piece:
    """One thing with what is known of it, and its story in order."""

    title: str
    facts: list[Fact]
    lines: list[Line]


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Takeout:
    """Everything about one person as it stood at that moment; what is empty is left out."""

    at: datetime
    sections: list[Section]


def takeout_of(user: User) -> Takeout:
    """What is stored about this person and what this person wrote, to be read by nobody else."""
    people = list(Person.objects.of(user).values_list("pk", flat=True))
    sections = [
        Section("account", _("账号"), [_account(user)]),
        Section("roles", _("身份"), _roles(user)),
        Section("registrations", _("报名"), _registrations(people)),
        Section("arrivals", _("签到"), _arrivals(people)),
        Section("categories", _("您说的残疾类别"), _categories(user, people)),
        Section("intents", _("意向"), _intents(people)),
        Section("conversations", _("会话"), _conversations(user)),
        Section("said_elsewhere", _("在别人的会话里说的话"), _elsewhere(user)),
        Section("follow_ups", _("就业回访"), _follow_ups(people)),
        Section("reports", _("您举报的消息"), _reports(user)),
    ]
    return Takeout(timezone.now(), [section for section in sections if section.pieces])


def as_json(takeout: Takeout) -> bytes:
    """The same for programs: a list of things under each section's key."""
    everything: dict[str, Any] = {"at": takeout.at.isoformat()}
    everything |= {s.key: [_plain(piece) for piece in s.pieces] for s in takeout.sections}
    return json.dumps(everything, ensure_ascii=False, indent=2).encode()


def _plain(piece: Piece) -> dict[str, Any]:
    plain: dict[str, Any] = {"title": piece.title}
    for fact in piece.facts:
        is_time = isinstance(fact.value, date)  # a moment is one, too
        plain[fact.key] = fact.value.isoformat() if is_time else fact.value  # type: ignore[union-attr]
    if piece.lines:
        plain["lines"] = [
            {"at": line.at.isoformat(), "who": line.who, "text": line.text} for line in piece.lines
        ]
    return plain


def _piece(title: str, *facts: Fact, lines: Iterable[Line] = ()) -> Piece:
    """Without what is not known."""
    return Piece(title, [fact for fact in facts if fact.value], list(lines))


def _account(user: User) -> Piece:
    return _piece(
        str(user),
        Fact("name", _("称呼"), user.name),
        Fact("email", _("电子邮箱"), user.email),
        Fact("phone", _("手机号"), user.phone),
        Fact("since", _("注册时间"), user.created_at),
    )


def _roles(user: User) -> list[Piece]:
    rows = user.memberships.select_related("organiser", "employer").order_by("created_at")
    return [
        _piece(
            str(one.get_role_display()),
            Fact("body", _("单位"), str(one.body) if one.body else None),
        )
        for one in rows
    ]


def _registrations(people: list[UUID]) -> list[Piece]:
    rows = Registration.objects.filter(person__in=people).select_related("fair")
    return [
        _piece(
            one.fair.in_language("name"),
            Fact("number", _("报名号"), one.number),
            Fact("place", _("怎么参加"), str(one.get_place_display())),
            Fact("at", _("报名时间"), one.created_at),
            Fact("papers_seen", _("看过证件"), _("是") if one.is_real_name else _("否")),
            Fact("withdrawn_at", _("取消时间"), one.withdrawn_at),
        )
        for one in rows.order_by("created_at")
    ]


def _arrivals(people: list[UUID]) -> list[Piece]:
    rows = Arrival.objects.filter(person__in=people).select_related("fair").order_by("day")
    return [
        _piece(
            one.fair.in_language("name"),
            Fact("day", _("哪一天"), one.day),
            Fact("place", _("形式"), str(one.get_place_display())),
        )
        for one in rows
    ]


def _categories(user: User, people: list[UUID]) -> list[Piece]:
    """What is still kept sealed, and what was read and deleted."""
    looks = Look.objects.filter(person__in=people).select_related("fair").order_by("created_at")
    said = [
        _piece(
            telling.fair.in_language("name"),
            Fact("category", _("残疾类别"), str(category.label)),
            Fact("at", _("时间"), telling.created_at),
        )
        for telling, category in own_categories(user)
    ]
    read = [
        _piece(
            one.fair.in_language("name"),
            Fact("read_at", _("统计时读过，然后删除"), one.created_at),
        )
        for one in looks
    ]
    return [*said, *read]


def _intents(people: list[UUID]) -> list[Piece]:
    steps = Entry.objects.filter(person__in=people).order_by("fair", "number")
    words = Remark.objects.filter(intent__person__in=people)
    told: dict[UUID, list[Line]] = defaultdict(list)
    for entry in steps:
        told[entry.position_id].append(
            Line(entry.at, str(side_word(entry.side, ONESELF)), str(entry.get_step_display()))
        )
    for word in words.select_related("intent", "author"):
        told[word.intent.position_id].append(
            Line(word.created_at, str(speaker(word, ONESELF)), word.text)
        )
    return [
        _piece(
            one.position.in_language("title"),
            Fact("employer", _("用人单位"), one.booth.employer.in_language("name")),
            Fact("fair", _("招聘会"), one.booth.fair.in_language("name")),
            Fact("state", _("现在"), str(state_word(one.state, ONESELF))),
            lines=sorted(told[one.position_id], key=lambda line: line.at),
        )
        for one in intent_rows().filter(person__in=people).said().order_by("created_at")
    ]


def _conversations(user: User) -> list[Piece]:
    rows = Conversation.objects.filter(jobseeker=user, last_number__gt=0)
    return _talks(rows, _by_conversation(Message.objects.filter(conversation__in=rows)))


def _elsewhere(user: User) -> list[Piece]:
    """Only the person's own words: what others said there is theirs."""
    own = Message.objects.filter(author=user, happening="").exclude(conversation__jobseeker=user)
    said = _by_conversation(own)
    return _talks(Conversation.objects.filter(pk__in=said), said)


def _talks(rows: QuerySet[Conversation], said: dict[UUID, list[Line]]) -> list[Piece]:
    rows = rows.select_related("booth__employer", "booth__fair").order_by("created_at")
    return [
        _piece(
            one.booth.employer.in_language("name"),
            Fact("fair", _("招聘会"), one.booth.fair.in_language("name")),
            lines=said[one.pk],
        )
        for one in rows
    ]


def _by_conversation(messages: QuerySet[Message]) -> dict[UUID, list[Line]]:
    said: dict[UUID, list[Line]] = defaultdict(list)
    rows = messages.select_related("author", "attachment").order_by("conversation", "number")
    for message in rows:
        who = str(message.author) if message.author and not message.happening else ""
        said[message.conversation_id].append(Line(message.created_at, who, _text(message)))
    return said


def _text(message: Message) -> str:
    if message.withdrawn_at:
        return _("（已撤回）")
    if message.attachment is None:
        return message.shown_text
    return _("%(text)s（文件：%(name)s）") % {
        "text": message.text,
        "name": message.attachment.name,
    }


def _follow_ups(people: list[UUID]) -> list[Piece]:
    calls = FollowUp.objects.filter(person__in=people)
    calls = calls.select_related("position", "placement", "recorder")
    places = Placement.objects.standing().filter(person__in=people)
    return [*map(_call, calls), *_placed(places)]


def _call(call: FollowUp) -> Piece:
    return _piece(
        call.position.in_language("title") if call.position else str(call.placement),
        Fact("at", _("时间"), call.at),
        Fact("call", _("问什么"), str(call.get_call_display())),
        Fact("result", _("结果"), str(call.get_result_display())),
        Fact("reason", _("原因"), str(call.get_reason_display())),
        Fact("voice", _("谁说的"), str(voice_word(call.voice, ONESELF)) if call.voice else ""),
        Fact("recorder", _("谁记的"), str(call.recorder)),
    )


def _placed(places: Iterable[Placement]) -> list[Piece]:
    return [
        _piece(
            one.place,
            Fact("kind", _("哪一种"), str(one.get_kind_display())),
            Fact("started_on", _("哪天开始"), one.started_on),
        )
        for one in places
    ]


def _reports(user: User) -> list[Piece]:
    rows = Report.objects.filter(reporter=user).order_by("created_at")
    return [
        _piece(
            str(one.get_reason_display()),
            Fact("at", _("时间"), one.created_at),
            Fact("message", _("被举报的消息"), one.text),
            Fact("words", _("补充说明"), one.words),
        )
        for one in rows
    ]
