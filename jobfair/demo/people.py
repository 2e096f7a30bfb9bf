"""The demo's people: one line each to print, and the rows they stand for.

What is stored of a jobseeker is a name and a way to sign in; how they like to use
the site is told to the visitor and kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from jobfair.accounts.models import Employer, Membership, Organiser, User
from jobfair.accounts.roles import Role
from jobfair.demo.content import read

PASSWORD = "walk-the-fair"  # noqa: S105 - printed on the demo's first page of output
DOMAIN = "demo.example"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody the visitor may be."""

    key: str
    role: Role
    name: str
    walk: str
    walk_en: str
    featured: bool

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"

    def __str__(self) -> str:
        return f"{self.role.label} {self.role.value}  {self.name}  {self.email}  {PASSWORD}  {self.walk}"


@cache
def demo_people() -> tuple[DemoPerson, ...]:
    """Everybody whom the visitor is shown, in the order of the list."""
    return tuple(
        DemoPerson(
            key=entry["key"],
            role=Role(entry["role"]),
            name=entry["name"],
            walk=entry["walk"],
            walk_en=entry["walk_en"],
            featured=entry["featured"],
        )
        for entry in read("people")
    )


def add_people(names: Mapping[str, str]) -> dict[str, User]:
    """An account for each key and name, to sign in to with the printed password."""
    users = User.objects.bulk_create(
        User(email=f"{key.lower()}@{DOMAIN}", name=name, password=shared_password_hash())
        for key, name in names.items()
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return dict(zip(names, users, strict=True))


@cache
def shared_password_hash() -> str:
    """Everybody signs in with the printed password; hashing it fifty times protects nobody."""
    return make_password(PASSWORD)


def add_reps(employers: Mapping[str, Employer]) -> dict[str, User]:
    """The rep of each employer of the book, under the employer's own key."""
    reps = add_people({key: employer.contact_name for key, employer in employers.items()})
    Membership.objects.bulk_create(
        Membership(user=rep, role=Role.REP, employer=employers[key]) for key, rep in reps.items()
    )
    return reps


def add_jobseekers(names: Mapping[str, str]) -> dict[str, User]:
    users = add_people(names)
    Membership.objects.bulk_create(
        Membership(user=user, role=Role.JOBSEEKER) for user in users.values()
    )
    return users


def known_jobseekers() -> dict[str, str]:
    """The keys and names of the jobseekers a visitor may be."""
    return {entry["key"]: entry["name"] for entry in read("people") if _is(entry, Role.JOBSEEKER)}


def add_staff(organiser: Organiser, co_organisers: Mapping[str, Organiser]) -> User:
    """Everybody who works for an organiser; returns the one who runs the fair."""
    staff = [e for e in read("people") if not _is(e, Role.JOBSEEKER, Role.REP)]
    users = add_people({entry["key"]: entry["name"] for entry in staff})
    Membership.objects.bulk_create(
        Membership(
            user=users[entry["key"]],
            role=Role(entry["role"]),
            organiser=co_organisers.get(entry.get("co_organiser", ""), organiser),
        )
        for entry in staff
    )
    return next(iter(users.values()))


def _is(entry: dict[str, Any], *roles: Role) -> bool:
    return entry["role"] in roles
