"""The preferences as questions with answers, in the words of the settings page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobfair.common.words import Words
from jobfair.web.preferences import OFF, ON, Preferences


@dataclass(frozen=True)
class Option:
    value: str
    label: Words
    lang: str = ""


@dataclass(frozen=True)
class Group:
    name: str
    label: Words
    hint: Words
    options: tuple[Option, ...]
    chosen: str = ""


SIZE = (
    Option("standard", _("标准")),
    Option("large", _("大字（大四分之一）")),
    Option("huge", _("特大（大三分之二）")),
)
THEME = (
    Option("auto", _("跟随手机或电脑的设置")),
    Option("light", _("浅色")),
    Option("dark", _("深色")),
)
SPEECH = (
    Option("all", _("全部")),
    Option("count", _("只报条数")),
    Option("none", _("不读")),
)
LANGUAGE = (Option("zh-hans", "中文", "zh-Hans-CN"), Option("en", "English", "en"))

SPEECH_HINT = _("不用读屏软件的，不用管这一项。急事总会读出来。")

SWITCHES: tuple[tuple[str, Words, Words], ...] = (
    ("contrast", _("高对比"), _("黑底、白字、黄色链接。")),
    ("simple", _("简单版"), _("一页只问一件事，按钮更大，没有地图和图表。")),
    ("quiet", _("安静"), _("只在轮到您的时候提醒，别的都不打扰。")),
    ("lean", _("省流量"), _("不加载标志和图片，每 30 秒更新一次。")),
)


def groups(preferences: Preferences) -> list[Group]:
    """Every question in reading order, with the answer that holds now."""
    return [
        Group("size", _("字号"), "", SIZE, preferences.size),
        Group("theme", _("颜色"), "", THEME, preferences.theme),
        *(_switch(name, label, hint, preferences) for name, label, hint in SWITCHES),
        Group("speech", _("读屏软件怎么读新消息"), SPEECH_HINT, SPEECH, preferences.speech),
        Group("language", _("语言"), "", LANGUAGE, get_language() or ""),
    ]


def _switch(name: str, label: Words, hint: Words, preferences: Preferences) -> Group:
    answers = (Option(OFF, _("关")), Option(ON, _("开")))
    return Group(name, label, hint, answers, ON if getattr(preferences, name) else OFF)
