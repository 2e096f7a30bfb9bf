"""What the public reads of halls, booths and positions."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from jobfair.booths.models import Booth, Position
from jobfair.booths.search import Wishes
from jobfair.booths.search.entries import BOOTH, POSITION
from jobfair.booths.selectors.offered import WAS_PUBLIC, Figures, count_by_fair, offered_by_fair
from jobfair.common.districts import district_name
from jobfair.common.models import is_english
from jobfair.fairs.models import Fair


@dataclass(frozen=True)
class Found:
    """Positions in the order they are shown, with the booths and openings they add up to."""

    ids: list[UUID]
    booths: int
    openings: int


@dataclass(frozen=True)
class Counted:
    """A word of a filter and how many positions it would leave."""

    word: str
    english: str
    positions: int

    @property
    def said(self) -> str:
        """The word in the reader's language."""
        return self.english if self.english and is_english() else self.word


@dataclass(frozen=True)
class Tally:
    """Positions of one booth, and the openings they add up to."""

    positions: int = 0
    openings: int = 0


def figures_of(fair: Fair) -> Figures:
    return figures_by_fair([fair]).get(fair.pk, Figures())


def figures_by_fair(fairs: Iterable[Fair]) -> dict[UUID, Figures]:
    """What can be applied for; of a fair that is over what it offered, as its report says.

    Two queries for either kind of fair; one with an empty hall is left out.
    """
    ended: list[UUID] = []
    ahead: list[UUID] = []
    for fair in fairs:
        (ended if fair.is_over else ahead).append(fair.pk)
    found = offered_by_fair(ended) if ended else {}
    if ahead:
        booths = Booth.objects.public().filter(fair__in=ahead)
        found |= count_by_fair(booths, Position.objects.public().filter(booth__fair__in=ahead))
    return found


def hall_of(fair: Fair) -> list[Booth]:
    """Every booth anybody may see, in walking order, with employer, logo, place and sessions."""
    rows = Booth.objects.public().filter(fair=fair).in_walking_order()
    booths = list(rows.select_related("employer__logo", "zone").prefetch_related("sessions"))
    for booth in booths:
        booth.fair = fair
    return booths


def search_positions(fairs: Iterable[UUID], wishes: Wishes) -> Found:
    """What anybody may see that fulfils every wish: words' best fit first, else walking order."""
    within = list(fairs)
    rows = wishes.among(Position.objects.public().filter(booth__fair__in=within))
    held = {
        pk: (booth, people)
        for pk, booth, people in rows.in_walking_order().values_list("pk", "booth", "headcount")
    }
    ids = wishes.found(within, POSITION) if wishes.text else list(held)
    ids = [pk for pk in ids if pk in held]
    booths = {held[pk][0] for pk in ids}
    return Found(ids, len(booths), sum(held[pk][1] for pk in ids))


def cards(ids: Iterable[UUID]) -> list[Position]:
    """Positions for a list, in the order of their ids, with booth, employer and provisions."""
    rows = Position.objects.filter(pk__in=list(ids)).select_related(
        "job_type", "booth__employer", "booth__zone", "booth__fair"
    )
    held = {row.pk: row for row in rows.prefetch_related("provision_rows")}
    return [held[pk] for pk in ids if pk in held]


def tallies(fair: Fair, wishes: Wishes) -> dict[UUID, Tally]:
    """By booth, what of its positions fulfils the wishes.

    A booth whose own words fit counts with all positions that fulfil the other wishes.
    """
    rows = wishes.among(Position.objects.public().filter(booth__fair=fair))
    if wishes.text:
        found = wishes.found([fair.pk], BOOTH, POSITION)
        rows = rows.filter(Q(pk__in=found) | Q(booth__in=found))
    counted = rows.values("booth").annotate(number=Count("pk"), people=Sum("headcount"))
    return {row["booth"]: Tally(row["number"], row["people"]) for row in counted}


def choices_at(fair: Fair) -> tuple[list[Counted], list[Counted]]:
    """Job types and districts of the hall's positions, those with most positions first."""
    rows = Position.objects.public().filter(booth__fair=fair)
    named = rows.values_list("job_type__name", "job_type__name_en", "district")
    kinds: Counter[tuple[str, str]] = Counter()
    districts: Counter[tuple[str, str]] = Counter()
    for name, english, district, number in named.annotate(n=Count("pk")).order_by():
        kinds[name, english] += number
        districts[district, district_name(district)] += number if district else 0
    return _counted(kinds), _counted(districts)


def _counted(words: Counter[tuple[str, str]]) -> list[Counted]:
    order = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    return [Counted(word, english, number) for (word, english), number in order if number]


def neighbours(booth: Booth) -> tuple[Booth | None, Booth | None]:
    """The booths before and after this one in walking order."""
    row = list(
        Booth.objects.public().filter(fair=booth.fair_id).in_walking_order().values_list("pk")
    )
    ids = [pk for (pk,) in row]
    if booth.pk not in ids:
        return None, None
    at = ids.index(booth.pk)
    beside = ids[max(0, at - 1) : at + 2]
    rows = Booth.objects.filter(pk__in=beside).select_related("employer", "zone").in_bulk()
    before = rows.get(ids[at - 1]) if at else None
    return before, rows.get(ids[at + 1]) if at + 1 < len(ids) else None


def once_public(ids: Collection[UUID]) -> dict[UUID, Position]:
    """Positions that are or were public, by id: also closed ones, so that a list can say so."""
    rows = Position.objects.filter(WAS_PUBLIC, pk__in=ids)
    return {position.pk: position for position in cards(rows.values_list("pk", flat=True))}


def public_among(ids: Collection[UUID]) -> set[UUID]:
    return set(Position.objects.public().filter(pk__in=ids).values_list("pk", flat=True))
