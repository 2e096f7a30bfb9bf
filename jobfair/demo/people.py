"""The demo's people: one line each to print, and the rows they stand for.

What is stored of a jobseeker is a name and a way to sign in; how they like to use
the site is told to the visitor and kept nowhere.
"""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from jobfair.accounts.models import Employer, Organiser, User
from jobfair.accounts.roles import Role
from jobfair.accounts.services import grant_role
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


def add_person(key: str, name: str) -> User:
    user = User.objects.create(email=f"{key}@{DOMAIN}", name=name, password=shared_password_hash())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@cache
def shared_password_hash() -> str:
    """Everybody signs in with the printed password; hashing it fifty times protects nobody."""
    return make_password(PASSWORD)


def add_rep(employer: Employer, key: str) -> User:
    """The rep of an employer of the book, under the employer's own key."""
    rep = add_person(key.lower(), employer.contact_name)
    grant_role(user=rep, role=Role.REP, employer=employer)
    return rep


def add_jobseekers() -> None:
    for entry in read("people"):
        if entry["role"] == Role.JOBSEEKER:
            grant_role(user=add_person(entry["key"], entry["name"]), role=Role.JOBSEEKER)


def add_staff(organiser: Organiser, co_organisers: dict[str, Organiser]) -> User:
    """Everybody who works for an organiser; returns the one who runs the fair."""
    staff = [entry for entry in read("people") if entry["role"] not in (Role.JOBSEEKER, Role.REP)]
    users = []
    for entry in staff:
        body = co_organisers[entry["co_organiser"]] if "co_organiser" in entry else organiser
        users.append(add_person(entry["key"], entry["name"]))
        grant_role(user=users[-1], role=Role(entry["role"]), organiser=body)
    return users[0]
