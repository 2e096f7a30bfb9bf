"""Which booth stands where after an import. A place is given once; nobody is pushed off theirs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from jobfair.booths.imports.book import Book
from jobfair.booths.sheets.problems import Finding
from jobfair.booths.sheets.reading import warning
from jobfair.booths.signs import sign_of
from jobfair.fairs.models import Zone

NUMBER = re.compile(r"^(?P<zone>.*?)[-_ 区]*0*(?P<number>\d{1,4})$")


class Place(NamedTuple):
    """A numbered place in a zone."""

    zone: Zone
    number: int

    @property
    def sign(self) -> str:
        return sign_of(self.zone.code, self.number)


@dataclass(frozen=True)
class Wish:
    """The place a sheet names for an employer; `now` is where its booth stands."""

    employer: str
    place: Place
    now: Place | None = None


def place_in(book: Book, zone_text: str, number_text: str) -> tuple[Place | None, Finding | None]:
    """The place a sheet names, or why there is none."""
    if not number_text:
        return None, None
    match = NUMBER.match(number_text)
    if match is None:
        return None, warning("place_unreadable")
    said = zone_text or match["zone"]
    zone = book.zone_called(said)
    if zone is None:
        return None, warning("place_unknown_zone", zone=said) if said else warning("place_no_zone")
    number = int(match["number"])
    if not 1 <= number <= zone.places:
        return None, warning("place_outside", zone=zone.code, most=zone.places)
    return Place(zone, number), None


def settle(book: Book, wishes: Iterable[Wish]) -> dict[str, Finding]:
    """The wishes that cannot be met, by employer, with the reason.

    Booths that move leave their places free for others, so two may change places.
    A wish that fails keeps its booth where it is, which may make another fail.
    """
    standing = {(wish.employer): wish for wish in wishes}
    refused: dict[str, Finding] = {}
    while True:
        moving = {name: wish for name, wish in standing.items() if name not in refused}
        newly = clashes(taken_by_others(book, moving), moving)
        if not newly:
            return refused
        refused |= newly


def taken_by_others(book: Book, moving: dict[str, Wish]) -> dict[tuple[UUID, int], str]:
    leaving = {wish.now for wish in moving.values() if wish.now}
    names = {employer.id: employer.name for employer in book.employers}
    return {
        (booth.zone_id, booth.number): names.get(booth.employer_id, "")
        for booth in book.booths.values()
        if booth.zone and booth.number and Place(booth.zone, booth.number) not in leaving
    }


def clashes(taken: dict[tuple[UUID, int], str], moving: dict[str, Wish]) -> dict[str, Finding]:
    found = {}
    for name, wish in moving.items():
        spot = (wish.place.zone.id, wish.place.number)
        if spot in taken:
            found[name] = warning("place_taken", place=wish.place.sign, other=taken[spot])
        else:
            taken[spot] = wish.employer
    return found
