"""Which employers the rows speak of, and what is new about each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jobfair.accounts.models import Employer
from jobfair.booths.imports.book import Book, Matcher
from jobfair.booths.imports.models import Outcome
from jobfair.booths.imports.placing import Place, Wish, place_in, settle
from jobfair.booths.imports.values import (
    Change,
    Values,
    employer_changes,
    employer_news,
    employer_values,
    same_words,
)
from jobfair.booths.models import Booth
from jobfair.booths.sheets.normal import bare
from jobfair.booths.sheets.problems import Finding
from jobfair.booths.sheets.reading import note, warning
from jobfair.booths.sheets.records import EmployerRecord


@dataclass
class EmployerPlan:
    """One employer of the file, everything its rows say about it put together."""

    name: str
    values: Values = field(default_factory=dict)
    zone: str = ""
    number: str = ""
    existing: Employer | None = None
    booth: Booth | None = None
    news: Values = field(default_factory=dict)
    place: Place | None = None
    findings: list[Finding] = field(default_factory=list)
    matcher: Matcher = field(default_factory=lambda: Matcher(()))

    @property
    def outcome(self) -> Outcome:
        if self.existing is None:
            return Outcome.CREATE
        return Outcome.CHANGE if self.news else Outcome.SAME

    @property
    def standing(self) -> Place | None:
        """Where its booth stands now."""
        booth = self.booth
        return Place(booth.zone, booth.number) if booth and booth.zone and booth.number else None

    @property
    def booth_outcome(self) -> Outcome:
        if self.booth is None:
            return Outcome.CREATE
        return Outcome.CHANGE if self.moves else Outcome.SAME

    @property
    def moves(self) -> bool:
        return self.place is not None and self.place != self.standing

    @property
    def changes(self) -> list[Change]:
        changes = employer_changes(self.existing, self.news) if self.existing else []
        if self.place and self.moves:
            old = self.standing.sign if self.standing else ""
            changes.append(Change("booth", "booth_number", old, self.place.sign))
        return changes


class Employers:
    """Finds or begins the employer of each row. Matching is by licence number, then by name."""

    def __init__(self, book: Book, *, may_change: bool, may_place: bool = True) -> None:
        self.book = book
        self.may_change = may_change
        self.may_place = may_place
        self.by_name: dict[str, EmployerPlan] = {}
        self.by_licence: dict[str, EmployerPlan] = {}

    def of(self, record: EmployerRecord) -> EmployerPlan:
        """The employer that a row speaks of, with what the row adds to it."""
        licence = record.licence_number
        plan = self.by_licence.get(licence) or self.by_name.get(bare(record.name))
        plan = plan or self._begin(record)
        self.by_name.setdefault(bare(record.name), plan)
        if licence:
            self.by_licence.setdefault(licence, plan)
        for key, value in employer_values(record).items():
            plan.values.setdefault(key, value)
        plan.zone = plan.zone or record.zone
        plan.number = plan.number or record.booth_number
        return plan

    def known(self, record: EmployerRecord) -> Employer | None:
        """The employer of the book that a row means, if there is one."""
        by_licence = self.book.by_licence.get(record.licence_number)
        return by_licence or self.book.by_name.get(bare(record.name))

    def _begin(self, record: EmployerRecord) -> EmployerPlan:
        plan = EmployerPlan(record.name, existing=self.known(record))
        if plan.existing is None:
            return plan
        plan.booth = self.book.booths.get(plan.existing.id)
        if plan.booth:
            plan.matcher = Matcher(self.book.positions[plan.booth.id])
        return plan

    def finish(self) -> None:
        """Compare every employer with the book, once all rows were heard."""
        plans = self.all()
        for plan in plans:
            plan.findings = list(self._compare(plan))
        wishes = [Wish(p.name, p.place, p.standing) for p in plans if p.place and p.moves]
        refused = settle(self.book, wishes)
        for plan in plans:
            if plan.name in refused:
                plan.place = None
                plan.findings.append(refused[plan.name])

    def all(self) -> list[EmployerPlan]:
        return list({id(plan): plan for plan in self.by_name.values()}.values())

    def _compare(self, plan: EmployerPlan) -> Iterator[Finding]:
        if self.may_place:
            plan.place, finding = place_in(self.book, plan.zone, plan.number)
            if finding:
                yield finding
        existing = plan.existing
        if existing is None:
            return
        plan.news = employer_news(existing, plan.values)
        if self._licence_is_of_another(plan, existing):
            plan.news.pop("licence_number")
        if not same_words(existing.name, plan.name):
            yield warning("employer_two", other=existing.name)
        if plan.news and not self.may_change:
            plan.news = {}
            yield note("employer_not_yours" if self.may_place else "employer_elsewhere")

    def _licence_is_of_another(self, plan: EmployerPlan, existing: Employer) -> bool:
        holder = self.book.by_licence.get(plan.news.get("licence_number", ""))
        return holder is not None and holder.id != existing.id
