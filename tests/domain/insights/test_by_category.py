"""Reports of fairs and of years together tell no more of a small group than one table does."""

import io
import json
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from jobfair.attendance.hiding import FEWEST, shown
from jobfair.attendance.models import UNSAID, Category, CategoryTable
from jobfair.fairs.models import Fair
from jobfair.insights.report.by_category import EVERYBODY, GROUPS, KEY
from jobfair.insights.report.files import as_csv, as_json, as_xlsx
from jobfair.insights.report.of_fair import report_of
from jobfair.insights.report.of_years import years_of
from tests.domain.insights.test_years import YEAR, moved
from tests.factories import make_open_fair, make_organiser
from tests.factories.attacker import ranges

pytestmark = pytest.mark.django_db
NAMES = {str(name): group for group, name in GROUPS.items()}
#: Of three fairs with much the same people, those who said sight, hearing, …, and nothing.
CAME = ([7, 12, 1, 30, 4, 0, 2, 40], [7, 13, 1, 31, 5, 0, 2, 39], [6, 5, 5, 20, 9, 8, 3, 1])


@pytest.fixture
def fairs():
    organiser = make_organiser()
    made = [make_open_fair(organiser) for _table in CAME]
    moved(made[2], 1)
    for fair, table in zip(made, CAME, strict=True):
        add_table(fair, table)
    return made


def add_table(fair, people):
    groups = dict(zip([*Category.values, UNSAID], people, strict=True))
    return CategoryTable.objects.create(fair=fair, people=sum(people), shown=shown(groups, UNSAID))


def table_in(document):
    """What a program reads from a report."""
    tables = json.loads(as_json(document))["tables"]
    return next((table for table in tables if table["key"] == KEY), None)


def everything_told(fairs):
    """Each report, each year and all years, as sums of unknown numbers of people."""
    rows = Fair.objects.filter(pk__in=[fair.pk for fair in fairs])
    asked = [(report_of(fair), [fair]) for fair in fairs]
    periods = [(YEAR, YEAR, fairs[:2]), (YEAR - 1, YEAR - 1, fairs[2:]), (YEAR - 4, YEAR, fairs)]
    asked += [(years_of(rows, first, last), some) for first, last, some in periods]
    telling = {
        (fair, row["name"])
        for fair in fairs
        for row in table_in(report_of(fair))["rows"]
        if row["people"] is not None
    }
    for document, some in asked:
        for row in table_in(document)["rows"]:
            if row["name"] == str(EVERYBODY):
                yield {(fair, name): 1 for fair in some for name in NAMES}, row["people"]
            elif row["people"] is not None:
                cells = [(fair, row["name"]) for fair in some]
                yield {cell: 1 for cell in cells if cell in telling}, row["people"]


def test_subtracting_every_report_from_every_other_gives_no_hidden_group_back(fairs):
    found = ranges(everything_told(fairs))
    for fair, people in zip(fairs, CAME, strict=True):
        for name, number in zip(GROUPS.values(), people, strict=True):
            low, high = found[fair, str(name)]
            assert low <= number <= high
            if number < FEWEST:
                assert low == 0
                assert high >= FEWEST - 1


def test_a_year_says_what_is_shown_and_how_many_fairs_hide_it(fairs):
    document = years_of(Fair.objects.filter(pk__in=[fair.pk for fair in fairs]), YEAR, YEAR)
    rows = {row["name"]: (row["people"], row["untold"]) for row in table_in(document)["rows"]}
    assert rows["听力残疾"] == (25, 0)
    assert rows["智力残疾"] == (5, 1)
    assert rows["言语残疾"] == rows["没有说"] == (None, 2)
    assert rows["到场的人"] == (96 + 98, 0)


def test_files_for_people_say_in_words_what_is_not_told(fairs):
    document = report_of(fairs[0])
    sheet = load_workbook(io.BytesIO(as_xlsx(document)))["按残疾类别"]
    assert ("言语残疾", "不公布") in sheet.values
    assert ("听力残疾", 12) in sheet.values
    archive = ZipFile(io.BytesIO(as_csv(document)))
    text = archive.read(archive.namelist()[-1]).decode("utf-8-sig")
    assert "言语残疾,不公布\r\n" in text


def test_there_is_no_table_where_nobody_was_asked_or_none_is_made():
    asked_nobody, running = make_open_fair(), make_open_fair()
    CategoryTable.objects.create(fair=asked_nobody, people=9, shown=None)
    for fair in (asked_nobody, running):
        assert table_in(report_of(fair)) is None
    assert table_in(years_of(Fair.objects.all(), YEAR, YEAR)) is None
