"""A booth in the list of a hall says its first sentence, whole."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from jobfair.web.hall_page import INTRO, BoothLine


def intro_of(text: str) -> str:
    silent = SimpleNamespace(in_language=lambda field: "")
    booth = SimpleNamespace(employer=silent, in_language=lambda field: text)
    return BoothLine(cast(Any, booth), cast(Any, None), cast(Any, None), "").intro


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("做茶叶盒。班长会手语。", "做茶叶盒。"),
        ("我们做茶叶盒\n班长会手语。", "我们做茶叶盒 班长会手语。"),
        ("Sheds of 1.2 metres. Ramps too.", "Sheds of 1.2 metres."),
        ("没有句号", "没有句号"),
        ("", ""),
    ],
)
def test_the_first_sentence_is_shown_whole(text, shown):
    assert intro_of(text) == shown


def test_an_endless_sentence_is_cut():
    assert len(intro_of("长" * 500)) == INTRO
