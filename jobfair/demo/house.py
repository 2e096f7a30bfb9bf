"""The organiser's house: its people, its book of employers, the names of job types."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from jobfair.accounts.models import Employer, Organiser, User
from jobfair.accounts.readiness import missing_for_employer
from jobfair.booths.models import JobType
from jobfair.common.images import prepare_picture, store_picture
from jobfair.common.review import ReviewState
from jobfair.demo.content import read, without
from jobfair.demo.logos import draw_logo
from jobfair.demo.people import add_jobseekers, add_reps, add_staff, known_jobseekers

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
    add_jobseekers(known_jobseekers())
    JobType.objects.bulk_create(
        JobType(name=name, name_en=name_en) for name, name_en in read("job-types").items()
    )
    return House(organiser, actor)


def fill_book(house: House) -> None:
    """Every employer described and reviewed; those of the open fair get a rep."""
    entries = read("employers")
    rows = [employer_of(house, entry, place) for place, entry in enumerate(entries)]
    for row in rows:
        if missing := missing_for_employer(row):
            raise ValueError(f"{row}: {missing}")
        row.review_state, row.reviewed_by = ReviewState.APPROVED, house.actor
        row.reviewed_at = row.created_at
    Employer.objects.bulk_create(rows)
    house.employers = {entry["key"]: row for entry, row in zip(entries, rows, strict=True)}
    house.reps = add_reps(
        {key: row for key, row in house.employers.items() if not key.startswith("P")}
    )


def employer_of(house: House, entry: dict[str, Any], place: int) -> Employer:
    """The draft that the organiser enters in its book, with its logo; not saved yet."""
    name, name_en = entry["name"], entry["name_en"]
    logo = draw_logo(name=name, name_en=name_en, sign=entry["mark"], place=place)
    return Employer(
        organiser=house.organiser,
        licence_number=licence_number(entry.get("kind", "company"), place),
        contact_email=f"{entry['key'].lower()}@demo.example",
        logo=store_picture(
            prepare_picture(upload=BytesIO(logo.image), alt=logo.alt, alt_en=logo.alt_en)
        ),
        **without(entry, "key", "mark", "state", "booth"),
    )


def licence_number(kind: str, place: int) -> str:
    """Eighteen signs that no register can hold: the letter O is not used in real ones."""
    return f"{LICENCE_KIND[kind]}350200MADEMO{place + 1:04d}"
