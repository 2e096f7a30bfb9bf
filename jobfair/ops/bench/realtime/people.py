"""People who talk, made quickly and signed in: for measuring, never for showing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from jobfair.accounts.models import Membership, User
from jobfair.accounts.roles import Role
from jobfair.chat.models import Conversation
from jobfair.ops.bench import big_fair


@dataclass(frozen=True)
class Pair:
    """One conversation, and the cookies of the two who talk in it."""

    conversation: str
    jobseeker: str
    rep: str


@transaction.atomic
def build(pairs: int) -> list[Pair]:
    """Fill an empty database with so many two-person conversations at one booth."""
    booth = big_fair.build(booths=1, positions=1).booths.get()
    users = [
        User(email=f"{kind}{number}@example.org", name=f"测试{number}")
        for number in range(pairs)
        for kind in ("seeker", "rep")
    ]
    User.objects.bulk_create(users)
    seekers, reps = users[::2], users[1::2]
    Membership.objects.bulk_create(Membership(user=one, role=Role.JOBSEEKER) for one in seekers)
    Membership.objects.bulk_create(
        Membership(user=one, role=Role.REP, employer=booth.employer) for one in reps
    )
    talks = Conversation.objects.bulk_create(
        Conversation(booth=booth, jobseeker=one) for one in seekers
    )
    return [
        Pair(talk.key, signed_in(seeker), signed_in(rep))
        for talk, seeker, rep in zip(talks, seekers, reps, strict=True)
    ]


def signed_in(user: User) -> str:
    """Sign a person in; return the cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
