"""The report says what the live page says, and its parts add up to it, to the digit."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.services import arrive_online, arrive_onsite, register_person
from jobfair.insights.behind import behind
from jobfair.insights.figures import FIGURES, figures_of
from jobfair.insights.report.files import as_csv, as_json, as_xlsx
from jobfair.insights.report.of_fair import period, report_of
from jobfair.insights.units import unit_words
from jobfair.intents.services import merge_people
from jobfair.intents.steps import Step
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_position,
    make_rep,
)
from tests.factories.intents import step
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    """Two booths, three positions, two people who agree with one and with two of them."""
    fair = make_open_fair(mode="hybrid")
    booths = [make_booth(fair), make_booth(fair)]
    reps = [make_rep(booth.employer) for booth in booths]
    packing = make_position(booths[0], "包装工", headcount=3, district="思明区")
    service = make_position(booths[1], "客服", headcount=2)
    closed = make_position(booths[1], "客服")
    both, one = make_jobseeker(), make_jobseeker()
    for jobseeker, rep, position in ((both, 0, packing), (both, 1, service), (one, 1, closed)):
        step(jobseeker, position, Step.INTERESTED)
        step(reps[rep], position, Step.INTERESTED, person=person_of(jobseeker))
    closed.closed_at = timezone.now()
    closed.save(update_fields=["closed_at"])
    step(one, packing, Step.INTERESTED)
    arrive_online(both, fair=fair)
    adviser = make_adviser(fair.organiser)
    arrive_onsite(adviser, fair=fair, person=person_of(one))
    register_person(adviser, fair=fair, person=person_of(one), is_real_name=True)
    conversation, jobseeker, _rep = make_talk(booths[0])
    say(jobseeker, conversation)
    return fair


def test_the_figures_are_those_of_the_live_page(fair):
    live = {key: value.number for key, value in figures_of(fair).values.items()}
    assert {line.key: line.number for line in report_of(fair).figures} == live
    assert live["mutual"] == 3
    assert live["mutual_people"] == 2


def test_each_column_adds_up_to_its_figure_or_has_no_sum(fair):
    document = report_of(fair)
    whole = {line.key: line.number for line in document.figures}
    assert {table.key for table in document.tables} == {
        "booth",
        "job_type",
        "district",
        "mode",
        "hour",
    }
    for table in document.tables:
        for column, total in zip(table.columns, table.totals, strict=True):
            assert total is None or total == whole[column.key]


@pytest.mark.parametrize("figure", [f.key for f in FIGURES if f.key != "first_reply_median"])
def test_behind_each_figure_stand_as_many_entries(fair, figure):
    entries = behind(fair, figure)
    rows = [entries.cells(row) for row in entries.rows]
    expected = figures_of(fair)[figure].number
    assert (sum(row[-1] for row in rows) if figure == "openings" else len(rows)) == expected
    assert all(len(row) == len(entries.headings) for row in rows)


def test_nothing_is_behind_a_median(fair):
    assert behind(fair, "first_reply_median") is None


def test_two_records_of_one_person_count_once(fair):
    adviser = make_adviser(fair.organiser)
    kept = person_of(make_jobseeker())
    twice = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    before = figures_of(fair)
    for person in (kept, twice):
        register_person(adviser, fair=fair, person=person)
        arrive_onsite(adviser, fair=fair, person=person)
    merge_people(adviser, kept=kept, duplicate=twice)
    after = figures_of(fair)
    for key in ("registered", "people", "people_onsite", "visits_onsite"):
        assert after[key].number == before[key].number + 1
        assert behind(fair, key).rows.count() == after[key].number
    assert report_of(fair).tables[-1].total("visits") == after["visits"].number


def test_the_workbook_has_a_sheet_for_each_table_and_no_formulas(fair):
    booth = fair.booths.first()
    booth.employer.name = "=1+1"
    booth.employer.save()
    make_position(booth, "保洁", district="@厦门", headcount=1)
    document = report_of(fair)
    book = load_workbook(io.BytesIO(as_xlsx(document)))
    assert len(book.sheetnames) == 1 + len(document.tables)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    words = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert any("'=1+1" in word or "=1+1" in word for word in words)
    assert not [word for word in words if word.startswith(("=", "+", "-", "@"))]
    assert all(str(figure.definition) in words for figure in FIGURES)


def test_every_file_says_the_same(fair):
    document = report_of(fair)
    plain = json.loads(as_json(document))
    archive = zipfile.ZipFile(io.BytesIO(as_csv(document)))
    front = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    assert plain["ledger_number"] == document.number == 7
    for line, figure in zip(document.figures, plain["figures"], strict=True):
        assert figure["number"] == line.number
        shown = "" if line.number is None else line.number
        assert f"{line.name},{shown},{unit_words(line.unit)}," in front
    assert len(archive.namelist()) == 1 + len(document.tables) == 1 + len(plain["tables"])


def test_it_asks_as_much_for_many_booths_as_for_one(fair, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        report_of(fair)
    for _more in range(3):
        make_position(make_booth(fair), "园艺")
    with django_assert_num_queries(len(few)):
        report_of(fair)


def test_notes_are_sentences_in_either_language(fair):
    assert not any(" " in table.note for table in report_of(fair).tables)
    with override("en"):
        notes = [table.note for table in report_of(fair).tables]
    assert all("." in note for note in notes)
    assert not [note for note in notes if re.search(r"[.:：](?=[A-Z])|：", note)]


def test_a_day_is_written_once_and_in_the_readers_way():
    first = datetime(2026, 10, 27, 14, tzinfo=UTC)
    last = first + timedelta(hours=3)
    assert period(first, last) == "2026年10月27日 14:00–17:00"
    assert period(first, last + timedelta(days=1)) == "2026年10月27日 14:00 – 2026年10月28日 17:00"
    with override("en"):
        assert period(first, last) == "27 October 2026 14:00–17:00"


def test_bodies_and_booths_go_by_their_english_name_where_they_have_one(fair):
    for one in (fair.organiser, *(booth.employer for booth in fair.booths.all())):
        one.name_en = f"Body {one.key[-4:]}"
        one.save()
    with override("en"):
        report = report_of(fair)
        facts = {str(term): words for term, words in report.facts}
        employers = next(table for table in report.tables if table.key == "booth")
    assert facts["Organised by"] == fair.organiser.name_en
    assert all("Body " in row[0] for row in employers.rows)
