"""Finding the tables in a sheet: where the headings stand and what is not data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jobfair.booths.sheets.grid import Cell, Kind, Merge, Row, Sheet
from jobfair.booths.sheets.headers import Heading, field_named, recognise
from jobfair.booths.sheets.normal import bare, folded, tidy

NOTE = re.compile(
    r"^\*?(?:备注|说明|填表说明|填写说明|注意事项|注意|注|附注|附|制表人?|制表单位|填表人?|填报人?|填报单位|填报日期|填表日期"
    r"|制表日期|审核人?|审核|负责人签字|负责人|经办人|联系人|联系电话|咨询电话|单位盖章|盖章|日期|共计|以上)"
    r"(?:[:：(（、,，\d]|$)"
)
TOTAL = re.compile(r"(?:合计|总计|共计|小计|总数|累计|合计人数|total)[:：]?(?:\d+[人名个]?)?$")
PAIR = re.compile(r"^(?P<name>[^:：\n]{2,14})[:：]\s*(?P<value>.+)$", re.S)
PAIR_START = re.compile(r"(?:(?<=\s)|^)(?=[^\s:：]{2,12}[:：])")
EXAMPLE = re.compile(r"^(?:示例|例如|例|样例|填写示例|举例|example)(?:[:：)）]|$)")


@dataclass
class Table:
    """Headings by column, and the rows that belong to them."""

    top: int
    headings: dict[int, Heading]
    unknown: dict[int, str]
    preamble: dict[str, Cell] = field(default_factory=dict)
    rows: list[tuple[int, Row]] = field(default_factory=list)
    totals: list[tuple[int, Row]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


def tables_in(sheet: Sheet) -> list[Table]:
    """Every table of the sheet, top to bottom; headings repeated by page breaks do not count."""
    tables: list[Table] = []
    preamble: dict[str, Cell] = {}
    titles = spread_titles(sheet)
    data_from = 0
    for number, row in sheet:
        if number < data_from:
            continue
        found = heading_at(sheet, number, titles) if plausible(row) else None
        if found:
            table, data_from = found
            begin(tables, table, preamble)
            preamble = {}
        elif not tables or names_employer(row):
            preamble |= pairs_in(row)
        else:
            place(tables[-1], number, row, sheet)
    return tables


def begin(tables: list[Table], table: Table, preamble: dict[str, Cell]) -> None:
    if tables and not preamble and same_headings(tables[-1], table):
        return
    table.preamble = preamble
    tables.append(table)


def plausible(row: Row) -> bool:
    """Two different recognised names and no number; a data row hardly ever has that."""
    if any(cell.kind == Kind.NUMBER for cell in row.values()):
        return False
    return len({field_named(cell.text) for cell in row.values()} - {None}) >= 2


def names_employer(row: Row) -> bool:
    """A line such as `单位名称：某某公司` that opens the next employer's table."""
    return len(row) <= 4 and "employer_name" in pairs_in(row)


def heading_at(
    sheet: Sheet, number: int, titles: dict[tuple[int, int], str]
) -> tuple[Table, int] | None:
    """The table whose headings begin at this row, and the row its data begins at."""
    upper = sheet.rows[number]
    lower = sheet.rows.get(number + 1, {})
    both = {column: upper_text(upper, column, titles.get((number, column))) for column in lower}
    if lower and is_second_line(both, lower):
        table = table_of(
            number,
            headings_of([upper | {c: Cell(t) for c, t in both.items() if t}, lower]),
            upper | lower,
        )
        if is_table(table):
            return table, number + 2
    table = table_of(number, headings_of([upper]), upper)
    return (table, number + 1) if is_table(table) else None


def upper_text(upper: Row, column: int, title: str | None) -> str:
    """What stands over a cell of the second line: its merged title, or the nearest text to the left."""
    nearest = max((left for left in upper if left <= column), default=0)
    return title or (upper[nearest].text if nearest else "")


def is_second_line(over: dict[int, str], lower: Row) -> bool:
    """Mostly headings themselves (最低, 最高, 联系人, 电话), never a line of data."""
    if any(cell.kind == Kind.NUMBER for cell in lower.values()):
        return False
    known = [
        column
        for column, cell in lower.items()
        if recognise(over[column] + cell.text) or recognise(cell.text)
    ]
    return len(known) * 3 > len(lower) * 2


def spread_titles(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Text of horizontally merged cells, for each column the merge covers."""
    spread = {}
    for merge in sheet.merges:
        if merge.right > merge.left and merge.top in sheet.rows:
            text = sheet.rows[merge.top].get(merge.left, Cell("")).text
            for column in range(merge.left, min(merge.right, merge.left + 60) + 1):
                spread[merge.top, column] = text
    return spread


def headings_of(rows: list[Row]) -> dict[int, Heading]:
    """The heading of each column; with two rows the lower names it, the upper helps."""
    headings: dict[int, Heading] = {}
    taken: set[str] = set()
    for column in sorted({column for row in rows for column in row}):
        heading = best_of([row[column].text for row in rows if column in row])
        if heading and heading.field not in taken:
            taken.add(heading.field)
            headings[column] = heading
    return headings


def best_of(texts: list[str]) -> Heading | None:
    if len(texts) == 1:
        return recognise(texts[0])
    upper, lower = texts
    return recognise(upper + lower) or recognise(lower) or recognise(upper)


def table_of(number: int, headings: dict[int, Heading], row: Row) -> Table:
    unknown = {column: cell.text for column, cell in row.items() if column not in headings}
    return Table(number, headings, unknown)


def is_table(table: Table) -> bool:
    """Positions need at least a name or a job type and one column more; a bare list of employers needs two."""
    fields = {heading.field for heading in table.headings.values()}
    mostly_known = len(table.headings) * 2 >= len(table.unknown)
    return mostly_known and (
        (bool(fields & {"title", "job_type"}) and len(fields) >= 2)
        or ("employer_name" in fields and len(fields) >= 3)
    )


def same_headings(one: Table, other: Table) -> bool:
    return {column: heading.field for column, heading in one.headings.items()} == {
        column: heading.field for column, heading in other.headings.items()
    }


def pairs_in(row: Row) -> dict[str, Cell]:
    """`单位名称：某某` above a table, in one cell, in several, or name and value side by side."""
    cells = [cell for _column, cell in sorted(row.items())]
    followers = [*cells[1:], Cell("")]
    return {
        key: value
        for cell, following in zip(cells, followers, strict=True)
        for key, value in pairs_of_cell(cell, following)
    }


def pairs_of_cell(cell: Cell, following: Cell) -> Iterator[tuple[str, Cell]]:
    alone = field_named(cell.text.rstrip(":："))
    if alone and following.text and not field_named(following.text):
        yield alone, following
    for piece in PAIR_START.split(cell.text):
        match = PAIR.match(piece.strip())
        key = field_named(match["name"]) if match else None
        if match and key:
            yield key, Cell(tidy(match["value"]))


def place(table: Table, number: int, row: Row, sheet: Sheet) -> None:
    """Put a row below the headings where it belongs: data, a total, or a note."""
    first = first_text(row)
    if TOTAL.match(folded(first)):
        table.totals.append((number, row))
    elif is_note(table, number, row, sheet):
        table.notes.append((number, first))
    else:
        table.rows.append((number, row))


def first_text(row: Row) -> str:
    return row[min(row)].text


def is_note(table: Table, number: int, row: Row, sheet: Sheet) -> bool:
    """A sentence under the table, a signature, a merged line, an example row of the template."""
    first = first_text(row)
    if EXAMPLE.match(folded(first)):
        return True
    known = [column for column in row if column in table.headings]
    if not known or (len(row) <= 3 and NOTE.match(first)):
        return True
    return len(known) == 1 and (
        is_wide(sheet.merges, number, min(row)) or is_sentence(table, row[known[0]], known[0])
    )


def is_wide(merges: list[Merge], number: int, column: int) -> bool:
    return any(
        merge.top <= number <= merge.bottom
        and merge.left == column
        and merge.right - merge.left >= 2
        for merge in merges
    )


def is_sentence(table: Table, cell: Cell, column: int) -> bool:
    """A long text alone in a row, in a column where names or numbers belong."""
    belongs = table.headings[column].field in (
        "requirements",
        "duties",
        "remarks",
        "employer_intro",
    )
    return not belongs and len(bare(cell.text)) > 30
