"""A person's own account."""

import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import Organiser, Person, User
from jobfair.accounts.permissions import may_keep_record
from jobfair.accounts.roles import Role
from jobfair.accounts.services.roles import grant_role
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.common.phones import mobile_number
from jobfair.outbox.services import publish


@transaction.atomic
def enrol(*, user: User, name: str) -> User:
    """Finish a sign-up: the person has a name to be called by, and may look for work."""
    user.name = name.strip()
    user.save(update_fields=["name"])
    grant_role(user=user, role=Role.JOBSEEKER)
    return user


@transaction.atomic
def rename(actor: User, *, name: str) -> User:
    """Change how one is addressed."""
    if not name.strip():
        raise Invalid("name_missing", _("请填写称呼。"), {"name": _("请填写称呼。")})
    actor.name = name.strip()
    actor.save(update_fields=["name"])
    return actor


def person_of(actor: User) -> Person:
    """The actor as ledgers know them, made when first asked for."""
    return Person.objects.select_related("user").get_or_create(user=actor)[0]


@transaction.atomic
def record_person(actor: User, *, organiser: Organiser, name: str, phone: str = "") -> Person:
    """Put somebody without an account on the organiser's record, by telephone or on paper."""
    if not may_keep_record(actor, organiser):
        raise NotAllowed("not_adviser", _("只有就业指导员和主办方可以登记求职者。"))
    name = " ".join(unicodedata.normalize("NFKC", name).split())
    if not name:
        raise Invalid("name_missing", _("请填写姓名。"), {"name": _("请填写姓名。")})
    number = mobile_number(phone) if phone.strip() else ""
    return Person.objects.create(organiser=organiser, name=name[:60], phone=number)


def held(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Locked to the transaction's end, in one order for everybody; other rows may still refer to them."""
    return rows.select_for_update(no_key=True, of=("self",)).order_by("pk")


def hold_people(keys: Iterable[UUID]) -> dict[UUID, Person]:
    """People by the ids asked for, whom nobody merges or erases until the transaction ends.

    A record that was merged gives the one it became part of. Ledgers are locked before,
    never after; rows that only refer to a person wait for nobody.
    """
    asked = Person.objects.filter(pk__in=set(keys))
    kept = dict(asked.values_list("pk", Coalesce(F("merged_into"), F("pk"))))
    rows = Person.objects.select_related("user").filter(pk__in=set(kept.values()))
    people = {person.pk: person for person in held(rows)}
    if any(person.merged_into_id for person in people.values()):
        return hold_people(kept)  # merged while this waited
    return {key: people[one] for key, one in kept.items()}


@transaction.atomic
def recheck_sockets(user: User) -> None:
    """A session, a password, a role or the account holds no longer: every open socket asks again."""
    publish(user_stream(user.pk), RightsChanged())
