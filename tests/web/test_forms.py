"""Forms as the person meets them: what is asked, what was wrong, where."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.utils import timezone

from jobfair.web.forms.fields import MomentField, read_clock, read_day
from jobfair.web.forms.widgets import Checkboxes, CountedTextarea, Radios, Upload


class Sample(forms.Form):
    name = forms.CharField(label="称呼", help_text="怎么称呼您")
    way = forms.ChoiceField(
        label="方式", choices=[("a", "打字"), ("b", "电话")], widget=Radios(hints={"a": "慢慢打"})
    )
    many = forms.MultipleChoiceField(
        label="支持", choices=[("x", "坐着")], widget=Checkboxes, required=False
    )
    when = MomentField(label="时间")
    about = forms.CharField(label="内容", max_length=20, widget=CountedTextarea(20))
    sheet = forms.FileField(label="表格", required=False, widget=Upload(".xlsx", 10 * 1024 * 1024))
    agree = forms.BooleanField(label="已核对")


GOOD = {
    "name": "林",
    "way": "a",
    "when_day": "2026-11-23",
    "when_time": "9:00",
    "about": "装盒",
    "agree": "on",
}


def test_a_good_form_is_taken() -> None:
    form = Sample(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["when"] == timezone.make_aware(dt.datetime(2026, 11, 23, 9))  # noqa: DTZ001


def test_each_field_is_told_by_its_hint_and_its_error() -> None:
    page = str(Sample({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page


def test_the_summary_leads_to_the_first_control_of_each_wrong_field() -> None:
    page = str(Sample({}))
    for target in ("id_name", "id_way_0", "id_when_0", "id_about", "id_agree"):
        assert f'<a href="#{target}">' in page
        assert f'id="{target}"' in page


def test_sentences_say_what_to_do() -> None:
    errors = Sample({}).errors
    assert errors["name"] == ["请填写这一项。"]
    assert errors["way"] == ["请选一项。"]
    assert errors["agree"] == ["请先勾选这一项。"]


def test_what_may_be_left_out_says_so_and_nothing_else_does() -> None:
    page = str(Sample())
    assert page.count("（可以不填）") == 2


def test_a_good_form_has_no_summary() -> None:
    assert "error-summary" not in str(Sample())


def test_a_long_text_is_told_and_never_cut_off_by_the_browser() -> None:
    page = str(Sample()["about"])
    assert "maxlength" not in page
    assert 'data-max="20"' in page


def test_a_new_line_counts_as_one_character() -> None:
    full = "一\r\n" * 10
    assert "about" not in Sample(GOOD | {"about": full}).errors
    assert "about" in Sample(GOOD | {"about": full + "二"}).errors


def test_a_choice_has_its_hint() -> None:
    assert '<span class="choice__hint">慢慢打</span>' in str(Sample()["way"])


def test_an_upload_says_how_large_a_file_may_be() -> None:
    assert "文件不超过 10 MB" in str(Sample()["sheet"])


@pytest.mark.parametrize(
    "text", ["2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "２０２６－１１－２３", " 2026 年 11 月 23 "]
)  # fmt: skip
def test_days_as_people_write_them(text: str) -> None:
    assert read_day(text) == dt.date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "11-23", "2026-13-01", "明天", "2026-11-31"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:00", dt.time(9)),
        ("09：30", dt.time(9, 30)),
        ("14:30:00", dt.time(14, 30)),
        ("上午9点", dt.time(9)),
        ("下午2点半", dt.time(14, 30)),
        ("中午12点", dt.time(12)),
        ("中午11点半", dt.time(11, 30)),
        ("晚上7点15分", dt.time(19, 15)),
        ("凌晨12点", dt.time(0)),
    ],
)
def test_times_as_people_say_them(text: str, time: dt.time) -> None:
    assert read_clock(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "9", "九点", "下午13点99分"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):
        read_clock(text)


def test_half_a_moment_is_asked_for_whole() -> None:
    assert Sample(GOOD | {"when_time": ""}).errors["when"] == ["请把日期和时间都填上。"]


def test_a_moment_that_cannot_be_read_says_how_to_write_it() -> None:
    assert Sample(GOOD | {"when_day": "明天"}).errors["when"] == [
        "请写成年-月-日，例如 2026-11-23。"
    ]


def test_a_moment_is_shown_in_local_time() -> None:
    when = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
    page = str(Sample(initial={"when": when})["when"])
    assert 'value="2026-11-23"' in page
    assert 'value="09:00"' in page
