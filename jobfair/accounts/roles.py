"""The roles a person may hold, and a small picture of all that one person holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    JOBSEEKER = "jobseeker", _("求职者")
    REP = "rep", _("招聘人员")
    ORGANISER = "organiser", _("主办方")
    ADVISER = "adviser", _("就业指导员")
    DOOR = "door", _("现场工作人员")


OF_ORGANISER = [Role.ORGANISER, Role.ADVISER, Role.DOOR]


def role_matches_body() -> models.Q:
    """A rep acts for an employer; organiser, adviser and door staff for an organiser."""
    return (
        models.Q(role=Role.JOBSEEKER, organiser=None, employer=None)
        | models.Q(role=Role.REP, organiser=None, employer__isnull=False)
        | models.Q(role__in=OF_ORGANISER, organiser__isnull=False, employer=None)
    )


@dataclass(frozen=True)
class Roles:
    """Pairs of a role and the body it is held for (None for a jobseeker)."""

    held: frozenset[tuple[Role, UUID | None]] = frozenset()

    @classmethod
    def of(cls, pairs: Iterable[tuple[Role, UUID | None]]) -> "Roles":
        return cls(frozenset(pairs))

    def has(self, role: Role, body: UUID | None) -> bool:
        return (role, body) in self.held

    def any(self, role: Role) -> bool:
        return any(held == role for held, _body in self.held)

    def without(self, role: Role) -> "Roles":
        return Roles(frozenset(pair for pair in self.held if pair[0] != role))

    def bodies(self, role: Role) -> set[UUID]:
        return {body for held, body in self.held if held == role and body is not None}
