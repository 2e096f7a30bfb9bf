"""What many rows say together: one employer over several rows, one position said twice."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from jobfair.booths.sheets.normal import bare
from jobfair.booths.sheets.problems import Level, Problem
from jobfair.booths.sheets.records import EmployerRecord, PositionRecord, Record, SourceRow
from jobfair.booths.sheets.understand import understand_row

COLUMN_OF_FACT = {
    "kind": "employer_kind",
    "address": "employer_address",
    "intro": "employer_intro",
}


def understand(rows: Iterable[SourceRow]) -> list[Record]:
    """One record for each row, in order. Repeats and contradictions are said on the later row."""
    return together([understand_row(row) for row in rows])


def together(records: Iterable[Record]) -> list[Record]:
    """The same records, each knowing what the ones before it said."""
    return list(without_repeats(with_one_employer_each(records)))


def employer_key(employer: EmployerRecord) -> str:
    """Rows with the same name, however it is spaced and bracketed, speak of one employer."""
    return bare(employer.name)


def position_key(employer: EmployerRecord, position: PositionRecord) -> tuple[str, ...]:
    """What makes two rows one position: employer, title, job type and workplace."""
    said = (position.title, position.job_type, position.workplace)
    return (employer_key(employer), *map(bare, said))


def with_one_employer_each(records: Iterable[Record]) -> Iterator[Record]:
    """Later rows of an employer complete the first; where they contradict it, the first holds."""
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for record in records:
        problems = list(contradictions(record, said)) if record.employer else []
        yield replace(record, problems=(*record.problems, *problems)) if problems else record


def contradictions(
    record: Record, said: dict[tuple[str, str], tuple[str, int]]
) -> Iterator[Problem]:
    employer = record.employer
    if employer is None:
        return
    for name in facts_said(employer):
        value = getattr(employer, name)
        first, row = said.setdefault((employer_key(employer), name), (value, record.row))
        if bare(first) != bare(value):
            key = COLUMN_OF_FACT.get(name, name)
            params: dict[str, str | int] = {"name": employer.name, "field": key, "other": row}
            yield Problem(
                "employer_conflict",
                Level.WARNING,
                record.sheet,
                record.row,
                field=key,
                read=value[:200],
                params=params,
            )


def facts_said(employer: EmployerRecord) -> list[str]:
    names = [field.name for field in fields(employer) if field.name != "name"]
    return [name for name in names if getattr(employer, name)]


def without_repeats(records: Iterable[Record]) -> Iterator[Record]:
    """A row that says again what an earlier one said counts once; one that contradicts it is an error."""
    seen: dict[tuple[str, ...], Record] = {}
    for record in records:
        if record.employer is None or record.position is None:
            yield record
            continue
        first = seen.setdefault(position_key(record.employer, record.position), record)
        yield record if first is record else repeated(record, first)


def repeated(record: Record, first: Record) -> Record:
    same = record.position == first.position
    code, level = ("row_repeated", Level.NOTE) if same else ("row_conflicts", Level.ERROR)
    problem = Problem(code, level, record.sheet, record.row, params={"other": first.row})
    kept = None if same else record.position
    return replace(record, position=kept, problems=(*record.problems, problem))
