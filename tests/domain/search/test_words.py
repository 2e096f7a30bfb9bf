"""Texts and questions become the same words, however they are typed."""

import pytest

from jobfair.common.search.words import Term, index_words, runs, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("包装工", ["包装工"]),
        ("ＣＮＣ　操作员", ["cnc", "操作员"]),
        ("面点师/Café", ["面点师", "cafe"]),
        ("每月3500元", ["每月", "3500", "元"]),
        ("nǚ gong", ["nv", "gong"]),
        ("  ，。!? ", []),
        ("under_score", ["under", "score"]),
    ],
)
def test_runs_even_out_what_people_type(text, expected):
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("text", "pinyin", "expected"),
    [
        ("包装工", False, {"包装", "装工", "工"}),
        ("工", False, {"工"}),
        ("IT 支持", False, {"it", "支持", "持"}),
        ("包装工", True, {"baozhuanggong", "zhuanggong", "gong", "bzg", "zg"}),
        ("厦门银行", True, {"xiamenyinhang", "yinhang", "hang", "xmyh"}),
        ("女工", True, {"nvgong", "ng"}),
    ],
)
def test_index_words(text, pinyin, expected):
    words = set(index_words([text], pinyin=pinyin).split())
    assert expected <= words
    assert pinyin or words == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("包装", [Term(("包装",))]),
        ("包装工", [Term(("包装", "装工"))]),
        ("装", [Term(("装",), is_beginning=True)]),
        ("baozhuang", [Term(("baozhuang",), is_beginning=True)]),
        ("包装 bz", [Term(("包装",)), Term(("bz",), is_beginning=True)]),
        ("装装gong", [Term(("装装",)), Term(("gong",), is_beginning=True)]),
        ("包装 包装", [Term(("包装",))]),
        ("c", [Term(("c",))]),
        ('" OR * ) (', [Term(("or",), is_beginning=True)]),
        ("", []),
        ("？", []),
    ],
)
def test_terms_of_a_question(question, expected):
    assert terms(question) == expected


def test_a_very_long_question_is_cut_and_not_refused():
    assert len(terms(" ".join(f"w{n}" for n in range(500)))) == 8
