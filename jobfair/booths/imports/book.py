"""What a fair holds now, read once, so that five thousand rows cost seven queries."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import QuerySet

from jobfair.accounts.models import Employer
from jobfair.booths.models import Booth, Position, PositionProvision
from jobfair.booths.sheets.normal import bare
from jobfair.fairs.models import Fair, Zone

Key = tuple[str, str, str]


class Book:
    """Employers of the organiser; booths, positions and zones of the fair.

    With `locked` the rows are held until the transaction ends.
    """

    def __init__(self, fair: Fair, *, locked: bool = False) -> None:
        self.fair = fair
        self.locked = locked
        self.employers = list(self._rows(Employer.objects.filter(organiser=fair.organiser_id)))
        booths = self._rows(Booth.objects.filter(fair=fair).select_related("zone"))
        self.booths = {booth.employer_id: booth for booth in booths}
        self.zones = list(fair.zones.all())
        self.positions = self._positions()

    def _rows(self, rows: QuerySet) -> QuerySet:
        return rows.select_for_update(of=("self",)) if self.locked else rows

    def _positions(self) -> dict[object, list[Position]]:
        rows = self._rows(Position.objects.filter(booth__fair=self.fair).select_related("job_type"))
        by_booth: dict[object, list[Position]] = defaultdict(list)
        for position in rows.order_by("order", "created_at"):
            by_booth[position.booth_id].append(position)
        return by_booth

    @cached_property
    def provisions(self) -> dict[object, set[str]]:
        """Words of what the place provides, by position."""
        held: dict[object, set[str]] = defaultdict(set)
        rows = PositionProvision.objects.filter(position__booth__fair=self.fair)
        for position, word in rows.values_list("position_id", "word"):
            held[position].add(word)
        return held

    @cached_property
    def by_licence(self) -> dict[str, Employer]:
        return {one.licence_number: one for one in self.employers if one.licence_number}

    @cached_property
    def by_name(self) -> dict[str, Employer]:
        return {bare(one.name): one for one in reversed(self.employers)}

    def zone_called(self, text: str) -> Zone | None:
        """A zone by its code or name, `A`, `A区` or `制造`; the only one when nothing is said."""
        if not text:
            return self.zones[0] if len(self.zones) == 1 else None
        wanted = {bare(text), bare(text).removesuffix("区")}
        return next((z for z in self.zones if {bare(z.code), bare(z.name)} & wanted), None)


class Matcher:
    """Finds, among the positions of one booth, the one that a row speaks of. Each is found once."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self.free = {position: key_of(position) for position in positions}

    def exact(self, key: Key) -> Position | None:
        """Same title, job type and workplace."""
        return self._take([one for one, held in self.free.items() if held == key])

    def near(self, key: Key, *, job_type_said: bool) -> Position | None:
        """Same title, where the rest agrees as far as both say it, and only one does."""
        title, job_type, workplace = key
        same = [
            (one, held)
            for one, held in self.free.items()
            if held[0] == title and (held[2] == workplace or not held[2] or not workplace)
        ]
        closer = [one for one, held in same if held[1] == job_type]
        if closer or job_type_said:
            wider = [one for one, held in same if held[1] == title]
            return self._take_only(closer or wider)
        return self._take_only([one for one, _held in same])

    def _take_only(self, found: list[Position]) -> Position | None:
        return self._take(found) if len(found) == 1 else None

    def _take(self, found: list[Position]) -> Position | None:
        if not found:
            return None
        self.free.pop(found[0])
        return found[0]


def key_of(position: Position) -> Key:
    return (bare(position.title), bare(position.job_type.name), bare(position.address))
