"""One person for every role there is, around one organiser, its employer and another of each."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import Employer, Organiser, User
from tests.factories import (
    make_adviser,
    make_door,
    make_employer,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_rep,
    make_user,
)

ROLES = (
    "stranger", "nobody", "jobseeker", "rep", "rep_elsewhere", "organiser",
    "organiser_elsewhere", "adviser", "door", "admin", "stopped",
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """`cast[role]` is the person; `organiser` and `employer` are what they are measured by."""

    organiser: Organiser
    employer: Employer
    people: dict[str, User | AnonymousUser]

    def __getitem__(self, role: str) -> User | AnonymousUser:
        return self.people[role]


def make_cast() -> Cast:
    organiser = make_organiser()
    employer = make_employer(organiser)
    elsewhere = make_organiser()
    people: dict[str, User | AnonymousUser] = {
        "stranger": AnonymousUser(),
        "nobody": make_user(),
        "jobseeker": make_jobseeker(),
        "rep": make_rep(employer),
        "rep_elsewhere": make_rep(make_employer(organiser)),
        "organiser": make_organiser_user(organiser),
        "organiser_elsewhere": make_organiser_user(elsewhere),
        "adviser": make_adviser(organiser),
        "door": make_door(organiser),
        "admin": make_user(is_staff=True, is_superuser=True),
        "stopped": make_organiser_user(organiser, is_active=False),
    }
    return Cast(organiser, employer, people)
