"""How an intent is said to whom: the jobseeker is told of themselves as 您, everybody else of 求职者."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobfair.common.words import Words
from jobfair.intents.models import Entry, Remark, Voice
from jobfair.intents.steps import Side, State, Step

#: What an entry says when the story is told, by side.
TOLD: dict[tuple[str, Step], Words] = {
    (Side.JOBSEEKER, Step.INTERESTED): _("求职者表示有意向"),
    (Side.EMPLOYER, Step.INTERESTED): _("单位表示有意向"),
    (Side.JOBSEEKER, Step.WITHDRAWN): _("求职者表示不考虑"),
    (Side.EMPLOYER, Step.DECLINED): _("单位表示不考虑"),
    (Side.EMPLOYER, Step.INTERVIEW_PLANNED): _("单位记录：约好面试"),
    (Side.EMPLOYER, Step.INTERVIEWED): _("单位记录：已面试"),
    (Side.EMPLOYER, Step.OFFERED): _("单位决定录用"),
    (Side.JOBSEEKER, Step.ACCEPTED): _("求职者接受录用"),
    (Side.JOBSEEKER, Step.REFUSED): _("求职者没有接受录用"),
    (Side.JOBSEEKER, Step.STARTED): _("求职者记录：已入职"),
    (Side.EMPLOYER, Step.STARTED): _("单位记录：已入职"),
    (Side.JOBSEEKER, Step.LEFT): _("求职者记录：已离职"),
    (Side.EMPLOYER, Step.LEFT): _("单位记录：已离职"),
    (Side.JOBSEEKER, Step.UNDONE): _("求职者更正：第 %(corrects)d 条不算"),
    (Side.EMPLOYER, Step.UNDONE): _("单位更正：第 %(corrects)d 条不算"),
    ("", Step.MERGED): _("两份登记是同一个人，已合并"),
}
#: The same to the jobseeker, where it tells of them.
TOLD_ONESELF: dict[tuple[str, Step], Words] = {
    (Side.JOBSEEKER, Step.INTERESTED): _("您表示有意向"),
    (Side.JOBSEEKER, Step.WITHDRAWN): _("您表示不考虑"),
    (Side.EMPLOYER, Step.OFFERED): _("单位决定录用您"),
    (Side.JOBSEEKER, Step.ACCEPTED): _("您接受录用"),
    (Side.JOBSEEKER, Step.REFUSED): _("您没有接受录用"),
    (Side.JOBSEEKER, Step.STARTED): _("您记录：已入职"),
    (Side.JOBSEEKER, Step.LEFT): _("您记录：已离职"),
    (Side.JOBSEEKER, Step.UNDONE): _("您更正：第 %(corrects)d 条不算"),
    ("", Step.MERGED): _("您的两份登记已合并"),
}
STATES_ONESELF: dict[State, Words] = {
    State.ASKED: _("您有意向"),
    State.INVITED: _("单位对您有意向"),
    State.WITHDRAWN: _("您不考虑"),
}


def state_word(state: str, reader: str | None) -> Words:
    """The word of a state, to the side that `reader` speaks for; None for who only looks on."""
    own = STATES_ONESELF if reader == Side.JOBSEEKER else {}
    return own.get(State(state), State(state).label)


def side_word(side: str, reader: str | None) -> Words:
    """Who said something, in one word; nobody when two records were merged."""
    if not side:
        return ""
    return _("您") if side == reader == Side.JOBSEEKER else Side(side).label


def voice_word(voice: str, reader: str | None) -> Words:
    """On whose word something was written down."""
    is_own = voice == Voice.JOBSEEKER and reader == Side.JOBSEEKER
    return _("您本人") if is_own else Voice(voice).label


def speaker(remark: Remark, reader: str | None) -> Words:
    """Whose words a remark is."""
    if remark.voice == Voice.OWN:
        return side_word(remark.side, reader)
    return gettext("就业指导员 %(name)s") % {"name": remark.author}


def told(entry: Entry, reader: str | None) -> str:
    """An entry as a sentence of the story."""
    said = (entry.side, Step(entry.step))
    own = TOLD_ONESELF.get(said) if reader == Side.JOBSEEKER else None
    return str(own or TOLD[said]) % {"corrects": entry.corrects or 0}
