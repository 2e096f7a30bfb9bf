"""What goes out is safe, and comes back as it was."""

import csv
import io

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jobfair.accounts.models import Employer, EmployerKind
from jobfair.booths import vocabulary as say
from jobfair.booths.imports.columns import headcount_text, pay_text
from jobfair.booths.imports.exporting import COLUMNS, export_csv, export_xlsx
from jobfair.booths.imports.template_file import MUST, template_xlsx
from jobfair.booths.models import Position
from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.sheets.grid import Cell
from jobfair.booths.sheets.headcount import read_headcount
from jobfair.booths.sheets.headers import field_named
from jobfair.booths.sheets.pay import PLAUSIBLE, read_pay
from jobfair.common.errors import NotAllowed
from jobfair.common.review import ReviewState
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.imports import apply, receive

pytestmark = pytest.mark.django_db
KINDS = [
    {"headcount": 1, "headcount_open": True},
    {"headcount": 3, "headcount_max": 5},
    {"headcount": 3, "headcount_max": 5, "headcount_open": True},
    {"headcount": 10, "headcount_open": True},
    {"pay_negotiable": True, "pay_min": None, "pay_max": None},
    {"pay_min": 20, "pay_max": 25, "pay_unit": "hour"},
    {"pay_min": 5, "pay_max": 5, "pay_unit": "piece", "pay_note": "多劳多得；=SUM(A1)"},
    {"pay_min": 80_000, "pay_max": 120_000, "pay_unit": "year", "education": "bachelor"},
    {"pay_min": None, "pay_max": None, "review_state": ReviewState.DRAFT},
    {"title": "=cmd|' /C calc'!A0", "duties": "+86 打电话\r\n-整理", "requirements": "'=x"},
    {"district": "", "address": "厦门市湖里区示例路1号", "hours": "\t9点到5点"},
    {"trial_period": "一个月", "posture": "mixed", "telephone": "some", "sight": "screen"},
    {"hands": "coarse", "shift": "flexible", "workplace": "remote", "lifting": "light"},
    {"source_note": "肢体四级", "requirements": "限肢体残疾，会打字"},
]


@pytest.fixture
def full_fair(organiser):
    """Positions of every kind, employers of every kind, a booth without any position."""
    fair = make_fair(organiser)
    for kind in EmployerKind.values:
        employer = make_employer(
            organiser,
            kind=kind,
            intro="@做纸盒。\r\n五十人。",
            contact_name="林女士/王先生",
            contact_phone="0592-5550000转8、13800138000",
            address="-示例路",
        )
        booth = make_booth(fair, employer)
        for number, facts in enumerate(KINDS):
            provisions = [word.value for word in say.Provision][number::5]
            make_position(booth, f"工种{number}", provisions, **facts)
    make_booth(fair, zone=None, number=None)
    return fair


@pytest.mark.parametrize(("export", "name"), [(export_xlsx, "a.xlsx"), (export_csv, "a.csv")])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_goes_out_and_comes_back_changes_nothing(boss, full_fair, export, name, language):
    with override(language):
        data = export(boss, fair=full_fair)
    imported = receive(boss, full_fair, data, name)
    assert imported.trouble == {}
    rows = list(imported.rows.all())
    assert [row.changes for row in rows if row.changes] == []
    assert {row.outcome for row in rows} == {"same", "employer"}
    assert imported.count("same") == Position.objects.count() == 4 * len(KINDS)
    before = list(Position.objects.values()), list(Employer.objects.values())
    apply(boss, imported)
    assert (list(Position.objects.values()), list(Employer.objects.values())) == before


def test_no_cell_begins_like_a_formula(boss, full_fair):
    book = load_workbook(io.BytesIO(export_xlsx(boss, fair=full_fair)))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 500
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.value for cell in cells if str(cell.value)[0] in "=+-@\t\r"]
    text = export_csv(boss, fair=full_fair).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [value for value in row if value[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_what_is_not_for_everybody_stays_inside(boss, full_fair):
    assert "肢体四级" not in export_csv(boss, fair=full_fair).decode("utf-8-sig")


@pytest.mark.parametrize("booths", [1, 3])
def test_an_export_asks_the_database_the_same_few_times(
    boss, fair, booths, django_assert_num_queries
):
    for _ in range(booths):
        make_position(make_booth(fair))
    may_import_queries = 1
    with django_assert_num_queries(may_import_queries + 3):
        export_xlsx(boss, fair=fair)


def test_only_those_who_may_import_may_export(organiser, fair):
    for person in (make_rep(make_employer(organiser)), make_organiser_user(make_organiser())):
        for take in (export_xlsx, export_csv, template_xlsx):
            with pytest.raises(NotAllowed):
                take(person, fair=fair)


def test_every_column_is_recognised():
    for column in COLUMNS:
        assert field_named(str(FIELDS[column.key].label)) == column.key


def test_the_template_is_read_and_its_examples_are_not(boss, fair):
    data = template_xlsx(boss, fair=fair)
    empty = receive(boss, fair, data)
    assert empty.trouble["code"] == "no_rows"
    book = load_workbook(io.BytesIO(data))
    headings = [cell.value for cell in book.worksheets[0][1]]
    assert {field_named(heading) for heading in headings if heading.endswith("*")} == MUST
    lists = book.worksheets[0].data_validations.dataValidation
    assert len(lists) >= 11
    example = [cell.value for cell in book["示例"][2]]
    book.worksheets[0].append(example)
    buffer = io.BytesIO()
    book.save(buffer)
    filled = receive(boss, fair, buffer.getvalue())
    assert filled.counts["create"] == 1
    assert [problem.code for problem in filled.rows.get().found_problems] == []
    apply(boss, filled)
    position = Position.objects.get()
    assert (position.posture, position.easy_what) == ("sitting", "把饼干装进盒子")
    assert position.booth.place == "A01"


@pytest.mark.parametrize("unit", list(say.PayUnit.values))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_pay_is_written_as_it_is_read(unit, data):
    bounds = st.integers(*PLAUSIBLE[unit])
    low, high = sorted((data.draw(bounds), data.draw(bounds)))
    text = pay_text(Position(pay_min=low, pay_max=high, pay_unit=unit))
    pay = read_pay(Cell(text)).value
    assert (pay.lower, pay.upper, pay.unit, pay.wording) == (low, high, unit, "")


@given(st.integers(1, 4000), st.integers(0, 900), st.booleans())
def test_every_headcount_is_written_as_it_is_read(lower, more, is_open):
    upper = lower + more if more else None
    position = Position(headcount=lower, headcount_max=upper, headcount_open=is_open)
    count = read_headcount(Cell(str(headcount_text(position)))).value
    assert (count.lower, count.upper, count.open) == (lower, upper, is_open)
