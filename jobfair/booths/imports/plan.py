"""The comparison of a file with a fair: what is to become of each row.

Nothing is written here. The same rows and the same fair give the same plan and
the same fingerprint; a different fingerprint means that somebody changed the fair.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jobfair.booths.imports.book import Book
from jobfair.booths.imports.employers import EmployerPlan, Employers
from jobfair.booths.imports.models import Outcome
from jobfair.booths.imports.values import (
    Change,
    Values,
    for_a_new_one,
    position_changes,
    position_news,
    position_values,
)
from jobfair.booths.models import Booth, Position
from jobfair.booths.sheets.normal import bare
from jobfair.booths.sheets.problems import Finding, Level, Params, Problem
from jobfair.booths.sheets.records import EmployerRecord, PositionRecord, Record
from jobfair.booths.wording import READ_FIELDS, flags_of
from jobfair.common.review import ReviewState
from jobfair.common.wording import flags_in


@dataclass
class Step:
    """What is to become of one row."""

    ordinal: int
    record: Record | None
    outcome: Outcome
    problems: list[Problem] = field(default_factory=list)
    employer: EmployerPlan | None = None
    opens_employer: bool = False
    position: Position | None = None
    job_type: str = ""
    news: Values = field(default_factory=dict)
    provisions: frozenset[str] = frozenset()
    changes: list[Change] = field(default_factory=list)

    @property
    def fact(self) -> PositionRecord | None:
        return self.record.position if self.record else None

    @property
    def all_changes(self) -> list[Change]:
        """The position's changes, and the employer's on its first row."""
        of_employer = self.employer.changes if self.employer and self.opens_employer else []
        return [*of_employer, *self.changes]


@dataclass
class Plan:
    """All steps in the order of the file, and what they come to."""

    steps: list[Step]
    employers: list[EmployerPlan]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome, employers and booths by theirs, openings to be added."""
        counts = Counter(step.outcome.value for step in self.steps)
        counts.update(f"employer_{plan.outcome.value}" for plan in self.employers)
        counts.update(f"booth_{plan.booth_outcome.value}" for plan in self.employers)
        counts["changed"] = sum(bool(step.all_changes) for step in self.steps)
        counts["warned"] = sum(any_warning(step) for step in self.steps)
        counts["openings"] = sum(
            step.news["headcount"] for step in self.steps if step.outcome == Outcome.CREATE
        )
        return dict(counts)

    @property
    def fingerprint(self) -> str:
        """Changes when what would be written changes."""
        digest = hashlib.sha256()
        for step in self.steps:
            digest.update(json.dumps(marks_of(step), default=str, sort_keys=True).encode())
        return digest.hexdigest()


def any_warning(step: Step) -> bool:
    usable = step.outcome not in (Outcome.LEFT_OUT, Outcome.SKIPPED)
    return usable and any(problem.level == Level.WARNING for problem in step.problems)


def marks_of(step: Step) -> list[Any]:
    plan = step.employer
    return [
        step.outcome,
        step.position.id if step.position else None,
        step.job_type,
        step.news,
        sorted(step.provisions),
        [change.as_json() for change in step.all_changes],
        [plan.outcome, plan.booth_outcome, plan.place and plan.place.sign, plan.values]
        if plan and step.opens_employer
        else None,
    ]


def make_plan(
    records: Iterable[tuple[int, Record | None]],
    book: Book,
    *,
    may_change_employers: bool,
    only: Booth | None = None,
) -> Plan:
    """Compare rows (ordinal and record, None for one left out by choice) with the book.

    `only` takes the positions of one booth, and leaves everything else as it is.
    """
    employers = Employers(book, may_change=may_change_employers, may_place=only is None)
    planner = Planner(book, employers, only)
    steps = [planner.begin(ordinal, record) for ordinal, record in records]
    planner.match(steps)
    planner.employers.finish()
    planner.tell(steps)
    return Plan(steps, planner.employers.all())


class Planner:
    """Takes the rows through the comparison, one pass for each question."""

    def __init__(self, book: Book, employers: Employers, only: Booth | None = None) -> None:
        self.book = book
        self.employers = employers
        self.only = only
        self.seen: dict[tuple[int, str, str, str], Step] = {}
        self.opened: set[int] = set()

    def begin(self, ordinal: int, record: Record | None) -> Step:
        """A first word on the row by itself, and its employer."""
        if record is None:
            return Step(ordinal, None, Outcome.SKIPPED)
        problems = list(record.problems)
        if not record.usable or record.employer is None:
            return Step(ordinal, record, Outcome.LEFT_OUT, problems)
        if self.only and not self._is_of(self.only, record.employer):
            of_another = Problem(
                "employer_other", Level.ERROR, record.sheet, record.row, field="employer_name"
            )
            return Step(ordinal, record, Outcome.LEFT_OUT, [*problems, of_another])
        if record.position is None:
            again = any(problem.code == "row_repeated" for problem in problems)
            outcome = Outcome.REPEAT if again else Outcome.EMPLOYER
        else:
            outcome = Outcome.CREATE
        step = Step(ordinal, record, outcome, problems, self.employers.of(record.employer))
        return self._once(step) if record.position else step

    def _is_of(self, booth: Booth, said: EmployerRecord) -> bool:
        known = self.employers.known(said)
        return known is not None and known.pk == booth.employer_id

    def _once(self, step: Step) -> Step:
        """Two names of one employer may hide that two rows are one position."""
        key = (id(step.employer), *key_in(step))
        first = self.seen.setdefault(key, step)
        if first is step or not step.record or not first.record:
            return step
        same = first.fact == step.fact
        code, level = ("row_repeated", Level.NOTE) if same else ("row_conflicts", Level.ERROR)
        params: Params = {"other": first.record.row}
        problem = Problem(code, level, step.record.sheet, step.record.row, params=params)
        outcome = Outcome.REPEAT if same else Outcome.LEFT_OUT
        return Step(step.ordinal, step.record, outcome, [*step.problems, problem], step.employer)

    def match(self, steps: list[Step]) -> None:
        """Exact matches first, so that a vague row never takes what another one names."""
        open_steps = [step for step in steps if step.outcome == Outcome.CREATE]
        for step in open_steps:
            if step.employer:
                step.position = step.employer.matcher.exact(key_in(step))
        for step in open_steps:
            if step.position is None and step.employer and step.fact:
                said = bool(step.fact.job_type)
                step.position = step.employer.matcher.near(key_in(step), job_type_said=said)
        for step in open_steps:
            self._compare(step)

    def _compare(self, step: Step) -> None:
        fact = step.fact
        if fact is None:
            return
        values = position_values(fact)
        step.job_type = fact.job_type
        step.provisions = fact.provisions
        if step.position is None:
            step.news = for_a_new_one(values)
            step.job_type = fact.job_type or fact.title[:60]
            return
        self._compare_with(step.position, step, values)

    def _compare_with(self, position: Position, step: Step, values: Values) -> None:
        step.news = position_news(position, values)
        step.changes = position_changes(position, step.news)
        if bare(step.job_type) in ("", bare(position.job_type.name)):
            step.job_type = ""
        else:
            old = position.job_type.name
            step.changes.append(Change("position", "job_type", old, step.job_type))
        step.provisions -= self.book.provisions[position.id]
        if step.provisions:
            held = sorted(self.book.provisions[position.id])
            after = sorted({*held, *step.provisions})
            step.changes.append(Change("position", "benefits", held, after))
        if brings_flags(position, step.news):
            step.news["review_state"] = ReviewState.SUBMITTED.value
            step.changes.append(
                Change("position", "review_state", position.review_state, ReviewState.SUBMITTED)
            )
        step.outcome = Outcome.CHANGE if step.changes else Outcome.SAME

    def tell(self, steps: list[Step]) -> None:
        """Put what was found about employers, places and wording on the rows it concerns."""
        for step in steps:
            plan = step.employer
            if plan and id(plan) not in self.opened and step.outcome != Outcome.LEFT_OUT:
                self.opened.add(id(plan))
                step.opens_employer = True
                step.problems += placed(plan.findings, step)
            step.problems += placed(findings_of(step), step)


def key_in(step: Step) -> tuple[str, str, str]:
    fact = step.fact
    if fact is None:
        return ("", "", "")
    return (bare(fact.title), bare(fact.job_type or fact.title), bare(fact.workplace))


def brings_flags(position: Position, news: Values) -> bool:
    """As after an employer's own edit, an approved position with new flagged wording is reviewed."""
    texts = {name: str(news[name]) for name in READ_FIELDS if name in news}
    held = {flag.words for flag in flags_of(position)} if position.is_approved and texts else set()
    brought = {flag.words for name, text in texts.items() for flag in flags_in(text, name)}
    return position.is_approved and not brought <= held


def findings_of(step: Step) -> Iterator[Finding]:
    if step.position and step.position.closed_at:
        yield Finding("position_stopped", Level.NOTE)
    if "review_state" in step.news:
        yield Finding("position_reviewed_again", Level.WARNING)
    texts = {"title": step.fact.title} if step.fact and step.position is None else {}
    texts |= {name: str(value) for name, value in step.news.items() if name in READ_FIELDS}
    for name, text in texts.items():
        for flag in flags_in(text, name):
            yield Finding("wording_flagged", Level.WARNING, {"words": flag.words, "field": name})


def placed(findings: Iterable[Finding], step: Step) -> Iterator[Problem]:
    record = step.record
    if record is None:
        return
    for finding in findings:
        about = str(finding.params.get("field", ""))
        yield Problem(
            finding.code,
            finding.level,
            record.sheet,
            record.row,
            field=about,
            params=finding.params,
        )
