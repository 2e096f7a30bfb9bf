"""How an intent stands, said to either side: the state, what happens next, what can be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobfair.common.words import Words
from jobfair.intents.models import Intent
from jobfair.intents.steps import Side, State, Step, Word, possible

#: What the jobseeker reads: how it stands, and what happens next.
FOR_JOBSEEKER: dict[State, tuple[Words, Words]] = {
    State.EMPTY: (_("您还没有表示意向。"), _("感兴趣，就按“我有意向”。")),
    State.ASKED: (
        _("您有意向，单位还没有答复。"),
        _("单位答复后，这里会告诉您。您也可以先发消息问问。"),
    ),
    State.INVITED: (
        _("单位对您有意向，等您答复。"),
        _("请看看这个岗位，再选“我也有意向”或“不考虑”。"),
    ),
    State.MUTUAL: (
        _("双方都有意向，已达成初步意向。"),
        _("下一步是面试。单位会和您约时间，您也可以发消息问。"),
    ),
    State.PLANNED: (
        _("面试约好了。"),
        _("请按约好的时间去。时间和地点不清楚，就发消息问单位。"),
    ),
    State.INTERVIEWED: (_("面试过了，单位还没有决定。"), _("单位决定后，这里会告诉您。")),
    State.OFFERED: (
        _("单位决定录用您，等您答复。"),
        _("请选“接受录用”或“不接受”。想先问清楚，可以发消息。"),
    ),
    State.ACCEPTED: (_("您接受了录用。"), _("开始上班后，请按“我已入职”。单位也可以记录。")),
    State.STARTED: (_("您已经入职。"), _("工作中有困难，可以找就业指导员。")),
    State.LEFT: (_("您已经离职。"), _("可以看看别的岗位，也可以找就业指导员。")),
    State.REFUSED: (_("您没有接受录用。"), _("改变了主意，可以给单位发消息。")),
    State.WITHDRAWN: (_("您不考虑这个岗位。"), _("改变了主意，可以再按“我有意向”。")),
    State.DECLINED: (
        _("这次单位没有继续的意向。"),
        _("可以再看看别的岗位，也可以找就业指导员聊聊。"),
    ),
}

#: What a rep reads.
FOR_EMPLOYER: dict[State, tuple[Words, Words]] = {
    State.EMPTY: (_("双方都没有表示意向。"), ""),
    State.ASKED: (_("对方有意向，等您答复。"), _("请选“我们也有意向”或“不考虑”。")),
    State.INVITED: (_("您表示了有意向，对方还没有答复。"), _("对方答复后，这里会显示。")),
    State.MUTUAL: (_("已达成初步意向。"), _("请和对方约面试，约好后记在这里。")),
    State.PLANNED: (_("面试约好了。"), _("面试后，请记“已面试”。")),
    State.INTERVIEWED: (_("面试过了，等您决定。"), _("请选“决定录用”或“不考虑”。")),
    State.OFFERED: (_("您决定录用，等对方答复。"), _("对方答复后，这里会显示。")),
    State.ACCEPTED: (_("对方接受了录用。"), _("对方上班后，请记“已入职”。")),
    State.STARTED: (_("对方已经入职。"), ""),
    State.LEFT: (_("对方已经离职。"), ""),
    State.REFUSED: (_("对方没有接受录用。"), ""),
    State.WITHDRAWN: (_("对方不考虑这个岗位。"), _("对方改变主意时，这里会显示。")),
    State.DECLINED: (_("您已表示不考虑。"), _("改变了主意，可以再按“我们有意向”。")),
}

#: Instead of what happens next, when nobody can be reached any more.
GONE = _("对方已删除资料，联系不上了。这条意向只留作数据。")

NO = pgettext_lazy("button", "不考虑")
JOBSEEKER_BUTTONS: dict[Step, Words] = {
    Step.INTERESTED: _("我有意向"),
    Step.ACCEPTED: pgettext_lazy("button", "接受录用"),
    Step.STARTED: _("我已入职"),
    Step.REFUSED: _("不接受"),
    Step.WITHDRAWN: pgettext_lazy("button", "撤回意向"),
    Step.LEFT: _("我已离职"),
}
EMPLOYER_BUTTONS: dict[Step, Words] = {
    Step.INTERESTED: _("我们有意向"),
    Step.INTERVIEW_PLANNED: pgettext_lazy("button", "面试约好了"),
    Step.INTERVIEWED: pgettext_lazy("button", "已面试"),
    Step.OFFERED: pgettext_lazy("button", "决定录用"),
    Step.STARTED: pgettext_lazy("button", "已入职"),
    Step.DECLINED: NO,
    Step.LEFT: pgettext_lazy("button", "已离职"),
}
#: Steps that end something stand last and lighter.
QUIET = frozenset({Step.WITHDRAWN, Step.DECLINED, Step.REFUSED, Step.LEFT})


@dataclass(frozen=True)
class Button:
    """One step that the reader may make now."""

    step: Step
    label: Words
    is_quiet: bool


@dataclass(frozen=True)
class Shown:
    """An intent as one side reads it; `cid` makes pressing twice harmless."""

    intent: Intent
    side: Side
    sentence: Words
    what_next: Words
    buttons: list[Button]
    cid: str


def shown(intent: Intent, side: Side) -> Shown:
    words = FOR_JOBSEEKER if side == Side.JOBSEEKER else FOR_EMPLOYER
    sentence, what_next = words[State(intent.state)]
    if intent.person.erased_at:
        return Shown(intent, side, sentence, GONE, [], token_hex(16))
    return Shown(intent, side, sentence, what_next, buttons_of(intent, side), token_hex(16))


def buttons_of(intent: Intent, side: Side) -> list[Button]:
    """The steps this side may make, those that go on before those that end."""
    labels = JOBSEEKER_BUTTONS if side == Side.JOBSEEKER else EMPLOYER_BUTTONS
    allowed = set(possible(intent.standing, side))
    return [
        Button(step, _label(intent, side, step, label), step in QUIET)
        for step, label in labels.items()
        if step in allowed
    ]


def _label(intent: Intent, side: Side, step: Step, label: Words) -> Words:
    other = intent.employer if side == Side.JOBSEEKER else intent.jobseeker
    if step == Step.INTERESTED and other == Word.YES:
        return _("我也有意向") if side == Side.JOBSEEKER else _("我们也有意向")
    if step == Step.WITHDRAWN and intent.jobseeker == Word.NOTHING:
        return NO
    return label
