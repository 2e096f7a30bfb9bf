"""Every problem that can be found has its two sentences."""

import re
import string
from pathlib import Path

import pytest

from jobfair.booths import sheets
from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.sheets.headers import aliases, recognise
from jobfair.booths.sheets.problems import Level, Problem
from jobfair.booths.sheets.sentences import SENTENCES, say

NAMES = (
    "limit sheet count heading stated counted name other lower upper number least most unit label "
    "allowed"
)
ANY = dict.fromkeys(NAMES.split(), "1")


@pytest.mark.parametrize("code", SENTENCES)
def test_each_sentence_can_be_said(code):
    sentence = say(code, ANY)
    assert sentence.what.endswith(("。", "”。"))
    assert not sentence.advice or sentence.advice.endswith("。")
    names = {
        name for _t, name, _s, _c in string.Formatter().parse("".join(SENTENCES[code])) if name
    }
    assert names <= ANY.keys()


def test_no_code_is_without_sentences():
    folder = Path(sheets.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    raised = set(
        re.findall(r"(?:FileRefused|Problem|error|warning|note)\(\s*\"([a-z_]+)\"", source)
    )
    assert raised
    assert raised <= SENTENCES.keys()


def test_a_problem_is_stored_and_comes_back():
    problem = Problem(
        "headcount_range", Level.WARNING, "表1", 7, 28, "headcount", "3-5", {"lower": 3}
    )
    assert Problem.from_json(problem.as_json()) == problem
    assert problem.letter == "AB"


def test_every_alias_belongs_to_a_known_field_and_to_one_only():
    assert set(aliases().values()) == FIELDS.keys()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("*单位名称（全称）", "employer_name"),
        ("1、岗位名称", "title"),
        ("招聘\n人数(人)", "headcount"),
        ("薪 资（元/月）", "pay"),
        ("残疾类别\n及等级", "disability_text"),
        ("Company Name", "employer_name"),
        ("鹭岛示例包装有限公司", None),
        ("", None),
    ],
)
def test_headings_are_recognised_however_they_are_dressed(text, field):
    heading = recognise(text)
    assert (heading.field if heading else None) == field
