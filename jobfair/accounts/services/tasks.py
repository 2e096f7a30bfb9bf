"""Telling the people of a body that how much waits for them is another."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from jobfair.accounts.events import TasksChanged, user_stream
from jobfair.accounts.models import Membership
from jobfair.accounts.roles import Role
from jobfair.outbox.events import Event


def told_of_tasks(
    role: Role, bodies: Collection[UUID], conversation: str = ""
) -> list[tuple[str, Event]]:
    """What tells everybody who holds this role for one of the bodies; each of them once."""
    of_these = Q(organiser__in=bodies) | Q(employer__in=bodies)
    people = Membership.objects.filter(of_these, role=role).values_list("user", flat=True)
    event = TasksChanged(conversation=conversation)
    return [(user_stream(person), event) for person in people.distinct()]
