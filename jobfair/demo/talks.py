"""A few conversations under way, so that a rep finds somebody waiting and a jobseeker an answer."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from jobfair.accounts.models import User
from jobfair.chat.models import Conversation, Seat
from jobfair.chat.services import (
    add_beside,
    add_phrase,
    begin_conversation,
    begin_with_organiser,
    mark_read,
    offer_handover,
    send_message,
)
from jobfair.demo.content import read
from jobfair.demo.house import House
from jobfair.demo.people import DOMAIN
from jobfair.fairs.models import Fair

#: What a reader takes before answering, and a hand-written sign.
PAUSE, TYPING = timedelta(seconds=25), timedelta(seconds=2)
TIMES = ["last_at", "waiting_since", "first_asked_at", "first_answered_at"]


def add_talks(house: House, fair: Fair, now: datetime) -> None:
    plan = read("talks")
    for key, phrases in plan["phrases"].items():
        for text in phrases:
            add_phrase(house.reps[key], employer=house.employers[key], text=text, is_shared=True)
    for entry in plan["conversations"]:
        conversation = _hold(house, fair, entry)
        _let_have_been(conversation, now - timedelta(minutes=entry["minutes_ago"]))
    entry = plan["with_organiser"]
    conversation = _hold_with_organiser(house, fair, entry)
    _let_have_been(conversation, now - timedelta(minutes=entry["minutes_ago"]))


def _hold_with_organiser(house: House, fair: Fair, entry: dict[str, Any]) -> Conversation:
    speakers = {
        Seat.REP: house.reps[entry["employer"]],
        Seat.ORGANISER: _person(entry["organiser"]),
    }
    booth = fair.booths.get(employer=house.employers[entry["employer"]])
    conversation = begin_with_organiser(speakers[Seat.REP], booth=booth)
    for number, (seat, text) in enumerate(entry["lines"], start=1):
        _say(speakers[Seat(seat)], conversation, number, text)
    return conversation


def _hold(house: House, fair: Fair, entry: dict[str, Any]) -> Conversation:
    """Let each say their lines; whoever answers has read what came before."""
    speakers = {
        Seat.JOBSEEKER: _person(entry["jobseeker"]),
        Seat.REP: house.reps[entry["employer"]],
    }
    booth = fair.booths.get(employer=house.employers[entry["employer"]])
    conversation = begin_conversation(speakers[Seat.JOBSEEKER], booth=booth)
    if "adviser" in entry:
        speakers[Seat.ADVISER] = _person(entry["adviser"])
        add_beside(
            speakers[Seat.JOBSEEKER],
            conversation=conversation,
            user=speakers[Seat.ADVISER],
            seat=Seat.ADVISER,
        )
    for number, (seat, text) in enumerate(entry["lines"], start=1):
        _say(speakers[Seat(seat)], conversation, number, text)
    if "hand_over" in entry:
        to_booth = fair.booths.get(employer=house.employers[entry["hand_over"]["to"]])
        reason = entry["hand_over"]["reason"]
        offer_handover(
            speakers[Seat.REP], conversation=conversation, to_booth=to_booth, reason=reason
        )
    return conversation


def _let_have_been(conversation: Conversation, ended: datetime) -> None:
    """Move what was said a moment ago to when it would have been: people read, think and type."""
    conversation.refresh_from_db()
    messages = list(conversation.messages.order_by("-number"))
    moved: dict[datetime | None, datetime] = {}
    for message in messages:
        moved[message.created_at], message.created_at = ended, ended
        ended -= PAUSE + TYPING * len(message.text)
    conversation.messages.bulk_update(messages, ["created_at"])
    for field in TIMES:
        at = getattr(conversation, field)
        setattr(conversation, field, moved.get(at, at))
    conversation.created_at = ended
    conversation.save(update_fields=[*TIMES, "created_at"])
    conversation.participants.update(created_at=ended)


def _say(speaker: User, conversation: Conversation, number: int, text: str) -> None:
    mark_read(speaker, conversation=conversation, number=number - 1)
    cid = sha256(f"{speaker.email} {number} {text}".encode()).hexdigest()[:32]
    send_message(speaker, conversation=conversation, cid=cid, text=text)


def _person(key: str) -> User:
    return User.objects.get(email=f"{key}@{DOMAIN}")
