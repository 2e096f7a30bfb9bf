"""What the components page shows in its components. Every name is invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from jobfair.booths.models import Position
from jobfair.fairs.models import Fair, FairState, Mode, Venue
from jobfair.web.booth_words import BoothWords

DISTRICTS = [("", "请选择"), ("siming", "思明区"), ("huli", "湖里区"), ("jimei", "集美区")]
WAYS = [("text", "打字"), ("phone", "打电话"), ("sign", "手语，有翻译")]
WAY_HINTS = {"text": "慢慢打，不限时间。", "sign": "请提前一天告诉我们。"}
SUPPORT = [("seat", "全程可以坐着"), ("ramp", "没有台阶"), ("remote", "可以在家上班")]
STEPS = ["上传表格", "核对内容", "完成导入"]
CLOSING = [
    "展位都会变成“已结束”，求职者还能看，不能再排队。",
    "还没有回答的求职者会列成清单，发给用人单位。",
    "关闭以后不能再打开。",
]


@dataclass(frozen=True)
class BoothSample:
    number: str
    name: str
    words: BoothWords
    summary: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class PositionSample:
    position: Position
    pay: str
    people: str
    tags: tuple[str, ...]
    url: str = "#fair"
    button: str = ""


BOOTHS = (
    BoothSample("A01", "鹭岛云客服中心", BoothWords("open", "现在有人，不用等"), "云客服专员等 3 个岗位，招 12 人",
                ("可以在家上班", "不用打电话")),
    BoothSample("A02", "海沧清荷食品厂", BoothWords("busy", "3 人在等回复"), "分拣包装员等 2 个岗位，招 8 人",
                ("全程坐着", "提供宿舍")),
    BoothSample("A03", "集美慢读书店", BoothWords("away", "暂时离开，上午10点30分回来"), "图书整理员 1 个岗位，招 2 人",
                ("环境安静",)),
    BoothSample("A04", "同安万顺电子", BoothWords("closed", "现在没人，可以留言"), "检验员等 4 个岗位，招 15 人"),
)  # fmt: skip


def positions() -> list[PositionSample]:
    """At home and at a place, with pay said and not; none of them is saved."""
    return [
        PositionSample(
            Position(title="云客服专员（文字）", workplace="remote", easy_what="打字回答买家的问题。"),
            "每月 3500 到 5000 元", "招 6 人", ("不用打电话", "五险一金"),
        ),
        PositionSample(
            Position(title="分拣包装员", district="海沧区", easy_what="把点心按种类装进盒子。"),
            "每小时 22 元", "招 5 人", ("全程坐着", "班车接送"),
        ),
        PositionSample(
            Position(title="图书整理员", district="集美区", easy_what="把书放回书架。"),
            "面议", "招 2 人", ("环境安静", "没有台阶"),
        ),
    ]  # fmt: skip


def fairs() -> list[Fair]:
    """One open, one to come, one over; none of them is saved."""
    place = Venue(name="市民活动中心一楼大厅", district="思明区")
    return [
        _fair("国际残疾人日专场招聘会", FairState.OPEN, Mode.HYBRID, 0, place),
        _fair("就业援助月线上招聘会", FairState.PUBLISHED, Mode.ONLINE, 12, None),
        _fair("金秋助残招聘会", FairState.CLOSED, Mode.ONSITE, -60, place),
    ]


def _fair(name: str, state: FairState, mode: Mode, in_days: int, venue: Venue | None) -> Fair:
    nine = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    start = nine + dt.timedelta(days=in_days)
    end = start + dt.timedelta(hours=7)
    return Fair(name=name, state=state, mode=mode, starts_at=start, ends_at=end, venue=venue)
