"""The organiser's house: its people, its book of employers, the names of job types."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from jobfair.accounts.models import Employer, Organiser, User
from jobfair.accounts.services import add_employer, approve_employer, set_logo, submit_employer
from jobfair.booths.models import JobType
from jobfair.demo.content import read, without
from jobfair.demo.logos import draw_logo
from jobfair.demo.people import add_jobseekers, add_rep, add_staff

LICENCE_KIND = {"company": "91", "public": "12", "social": "52", "sole": "92"}


@dataclass
class House:
    """The organiser, the person who acts for it, and the employers by their key."""

    organiser: Organiser
    actor: User
    employers: dict[str, Employer] = field(default_factory=dict)
    reps: dict[str, User] = field(default_factory=dict)


def found_house() -> House:
    plan = read("open-fair")
    organiser = Organiser.objects.create(**plan["organiser"])
    partners = {entry["name"]: Organiser.objects.create(**entry) for entry in plan["co_organisers"]}
    actor = add_staff(organiser, partners)
    add_jobseekers()
    JobType.objects.bulk_create(
        JobType(name=name, name_en=name_en) for name, name_en in read("job-types").items()
    )
    return House(organiser, actor)


def fill_book(house: House) -> None:
    """Enter, describe and review every employer; those of the open fair get a rep."""
    for place, entry in enumerate(read("employers")):
        employer = enter_employer(house, entry, place)
        submit_employer(house.actor, employer=employer)
        house.employers[entry["key"]] = approve_employer(house.actor, employer=employer)
        if not entry["key"].startswith("P"):
            house.reps[entry["key"]] = add_rep(employer, entry["key"])


def enter_employer(house: House, entry: dict[str, Any], place: int) -> Employer:
    employer = add_employer(
        house.actor,
        organiser=house.organiser,
        licence_number=licence_number(entry.get("kind", "company"), place),
        contact_email=f"{entry['key'].lower()}@demo.example",
        **without(entry, "key", "mark", "state", "booth"),
    )
    logo = draw_logo(name=employer.name, name_en=employer.name_en, sign=entry["mark"], place=place)
    employer = set_logo(house.actor, employer=employer, upload=BytesIO(logo.image), alt=logo.alt)
    if employer.logo is not None:
        employer.logo.alt_en = logo.alt_en
        employer.logo.save(update_fields=["alt_en"])
    return employer


def licence_number(kind: str, place: int) -> str:
    """Eighteen signs that no register can hold: the letter O is not used in real ones."""
    return f"{LICENCE_KIND[kind]}350200MADEMO{place + 1:04d}"
