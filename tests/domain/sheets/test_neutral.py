from hypothesis import given
from hypothesis import strategies as st

from jobfair.booths.sheets.neutral import neutral, restore

FORMULA_STARTS = "=+-@\t\r＝＋－＠"


@given(st.text())
def test_what_is_written_comes_back(text):
    assert restore(neutral(text)) == text


@given(st.sampled_from(FORMULA_STARTS), st.text())
def test_nothing_written_begins_like_a_formula(start, text):
    assert neutral(start + text)[0] == "'"


@given(st.text(st.characters(exclude_characters=FORMULA_STARTS + "'\n"), min_size=1))
def test_ordinary_text_is_left_alone(text):
    assert neutral(text) == text
