"""Wording that keeps people out is found however it is written, and what keeps nobody out is left alone."""

import pytest

from jobfair.booths.models import Booth, Position
from jobfair.booths.wording import BOOTH_READ_FIELDS, READ_FIELDS, flags_of, flags_of_booth
from jobfair.common.wording import flags_in

FLAGGED = {
    "身体健康": "身体健康",
    "要求身 体 健 康，能倒班": "身 体 健 康",
    "五官\n端正": "五官\n端正",
    "形象气质佳": "形象气质佳",
    "形象佳": "形象佳",
    "男优先": "男优先",
    "女优先": "女优先",
    "男性优先考虑": "男性优先考虑",
    "限男": "限男",
    "限女性": "限女性",
    "限男/女": "限男/女",
    "只招女工": "只招女工",
    "性别：女": "性别：女",
    "保安（男）": "男",
    "要求：男，能值夜班": "男",
    "18-35岁": "18-35岁",
    "１８－３５ 岁": "１８－３５ 岁",
    "18至45周岁": "18至45周岁",
    "18岁到40岁": "18岁到40岁",
    "35岁以下": "35岁以下",
    "35 周岁（含）以下": "35 周岁（含）以下",
    "年龄不超过45岁": "不超过45岁",
    "三十五岁以下": "三十五岁以下",
    "90后优先": "90后",
    "无残疾": "无残疾",
    "四肢健全": "四肢健全",
    "无乙肝": "乙肝",
    "乙\u200b肝两对半阴性": "乙\u200b肝",
    "身高160以上": "身高",
    "已婚已育": "已婚",
    "Able-bodied staff": "Able-bodied",
    "ABLE  BODIED": "ABLE  BODIED",
    "Must be good looking": "good looking",
    "Men only": "Men only",
    "Females preferred": "Females preferred",
    "No disabled": "No disabled",
    "No disabilities": "No disabilities",
    "Ｍｅｎ　ｏｎｌｙ": "Ｍｅｎ　ｏｎｌｙ",
    "Aged 18 to 35": "Aged 18 to 35",
    "18-35 years old": "18-35 years old",
    "Under the age of 35": "Under the age of 35",
    "in good health": "in good health",
    "normal hearing": "normal hearing",
}
NOT_FLAGGED = [
    "男女不限",
    "不限男女",
    "男、女均可",
    "男 / 女 不 限",
    "性别、年龄不限",
    "不限年龄",
    "年龄不限，经验不限",
    "不限性别和年龄",
    "身高体重不限",
    "婚育状况不限",
    "不看户口",
    "年满16周岁",
    "16岁以上（法定）",
    "18 岁以上",
    "有无残疾都欢迎",
    "残疾类别不限",
    "照顾 3 至 6 岁的孩子",
    "为 60 岁以上老人送餐",
    "销售女装和男鞋",
    "整理女性用品货架",
    "维护品牌形象",
    "具体健康要求见公告",
    "吸引本地人才",
    "打 90 后台电话",
    "乙肝疫苗宣传",
    "Men and women are welcome",
    "Pack the specimen only",
    "Attractive pay and good health insurance",
    "Loads under 30 kg, up to 50 boxes a day",
    "At least 20 years of experience",
    "No disability is a reason to refuse",
    "Female and male changing rooms",
    "",
]


@pytest.mark.parametrize(("text", "words"), FLAGGED.items())
def test_it_is_found_and_named_as_it_stands(text, words):
    found = [flag.words for flag in flags_in(text)]
    assert words in found
    assert all(one in text for one in found)


@pytest.mark.parametrize("text", NOT_FLAGGED)
def test_what_keeps_nobody_out_is_left_alone(text):
    assert flags_in(text) == []


def test_of_two_that_overlap_the_longer_is_named_and_each_once_in_the_order_of_the_text():
    text = "男性优先，五官端正，男性优先。身高不限，体重 50 公斤"
    assert [flag.words for flag in flags_in(text)] == ["男性优先", "五官端正", "体重"]


def test_a_phrase_that_keeps_nobody_out_does_not_hide_its_neighbour():
    assert [flag.words for flag in flags_in("男女不限，35岁以下，年龄不限")] == ["35岁以下"]


@pytest.mark.parametrize("field", READ_FIELDS)
def test_every_text_of_a_position_is_read(field):
    flags = flags_of(Position(**{field: "men only 限女"}))
    assert [(flag.field, flag.words) for flag in flags] == [(field, "men only"), (field, "限女")]


def test_no_text_of_a_position_or_booth_is_left_out():
    """A new text that the public reads must be looked through as well."""
    kept_back = {"source_note", "review_note", "district", "told"}
    for model, read in ((Position, READ_FIELDS), (Booth, BOOTH_READ_FIELDS)):
        texts = {
            field.name
            for field in model._meta.concrete_fields
            if field.get_internal_type() in ("CharField", "TextField") and not field.choices
        }
        assert texts - kept_back - set(read) == set()


def test_both_languages_of_a_booth_are_read():
    flags = flags_of_booth(Booth(intro="欢迎五官端正的您", intro_en="Men only"))
    assert [flag.field for flag in flags] == ["intro", "intro_en"]


def test_the_words_know_their_language():
    assert [flag.lang for flag in flags_in("男优先 men only 90后")] == [
        "zh-Hans-CN",
        "en",
        "zh-Hans-CN",
    ]
