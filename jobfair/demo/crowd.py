"""Everybody else who comes to the open fair: invented people, with and without an account."""

from dataclasses import dataclass
from itertools import islice

from jobfair.accounts.models import Organiser, Person
from jobfair.demo.content import read
from jobfair.demo.people import add_jobseekers

#: No factor of the number of given names, so that no full name comes twice.
STRIDE = 5


@dataclass(frozen=True)
class Crowd:
    """`online` people have accounts, `onsite` ones stand on the organiser's record alone."""

    online: list[Person]
    onsite: list[Person]


def add_crowd(organiser: Organiser) -> Crowd:
    plan = read("crowd")
    names = iter(_names())
    return Crowd(
        online=_with_accounts(list(islice(names, plan["online"]))),
        onsite=Person.objects.bulk_create(
            Person(organiser=organiser, name=name) for name in islice(names, plan["onsite"])
        ),
    )


def visitor_key(number: int) -> str:
    return f"visitor{number:02d}"


def _names() -> list[str]:
    plan = read("crowd")
    return [_name(number) for number in range(plan["online"] + plan["onsite"])]


def name_of(number: int) -> str:
    """Of somebody who comes after all of the crowd."""
    plan = read("crowd")
    return _name(plan["online"] + plan["onsite"] + number)


def _name(number: int) -> str:
    surnames, given = read("crowd")["surnames"], read("crowd")["given"]
    return str(surnames[number % len(surnames)] + given[number * STRIDE % len(given)])


def _with_accounts(names: list[str]) -> list[Person]:
    users = add_jobseekers({visitor_key(n): name for n, name in enumerate(names, start=1)})
    return Person.objects.bulk_create(Person(user=user) for user in users.values())
