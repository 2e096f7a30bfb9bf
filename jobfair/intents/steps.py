"""What may follow what, and which side may make it: the one table of moves.

Both sides of an intent have a word (nothing said, yes, no). What the two then do
together is its stage. An entry of the ledger is one step; folding the steps in the
order of their numbers gives how the intent stands, and nothing else does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobfair.common.errors import Conflict


class Side(models.TextChoices):
    JOBSEEKER = "jobseeker", _("求职者")
    EMPLOYER = "employer", _("用人单位")


class Step(models.TextChoices):
    INTERESTED = "interested", _("有意向")
    WITHDRAWN = "withdrawn", _("撤回意向")
    DECLINED = "declined", _("不考虑")
    INTERVIEW_PLANNED = "interview_planned", _("约好面试")
    INTERVIEWED = "interviewed", _("已面试")
    OFFERED = "offered", _("决定录用")
    ACCEPTED = "accepted", _("接受录用")
    REFUSED = "refused", _("不接受录用")
    STARTED = "started", _("已入职")
    LEFT = "left", _("已离职")
    UNDONE = "undone", _("更正上一步")
    MERGED = "merged", _("合并重复记录")


class Word(models.TextChoices):
    """What one side has said of the other, as it stands."""

    NOTHING = "nothing", _("还没有表示")
    YES = "yes", _("有意向")
    NO = "no", _("不考虑")


class Stage(models.TextChoices):
    """What the two sides have done together; declared from the first to the furthest."""

    NONE = "none", _("还没有")
    PLANNED = "planned", _("约好面试")
    INTERVIEWED = "interviewed", _("已面试")
    REFUSED = "refused", _("没有接受录用")
    OFFERED = "offered", _("决定录用")
    ACCEPTED = "accepted", _("接受录用")
    LEFT = "left", _("已离职")
    STARTED = "started", _("已入职")


class State(models.TextChoices):
    """How an intent stands, in one word for lists and boards; follows from words and stage."""

    EMPTY = "empty", _("没有表示")
    ASKED = "asked", _("求职者有意向")
    INVITED = "invited", _("单位有意向")
    MUTUAL = "mutual", _("达成初步意向")
    PLANNED = "planned", _("约好面试")
    INTERVIEWED = "interviewed", _("已面试")
    OFFERED = "offered", _("决定录用")
    ACCEPTED = "accepted", _("接受录用")
    STARTED = "started", _("已入职")
    LEFT = "left", _("已离职")
    REFUSED = "refused", _("没有接受录用")
    WITHDRAWN = "withdrawn", _("求职者不考虑")
    DECLINED = "declined", _("单位不考虑")


FURTHEST = {stage: place for place, stage in enumerate(Stage)}
#: From here on it is deeds, and deeds outweigh words.
DEEDS = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.STARTED, Stage.LEFT})


@dataclass(frozen=True)
class Standing:
    """How an intent stands; the numbers are those of the entries that last gave each word."""

    jobseeker: Word = Word.NOTHING
    employer: Word = Word.NOTHING
    stage: Stage = Stage.NONE
    jobseeker_number: int = 0
    employer_number: int = 0

    def word(self, side: Side) -> Word:
        return self.jobseeker if side == Side.JOBSEEKER else self.employer

    @property
    def is_mutual(self) -> bool:
        return self.jobseeker == Word.YES and self.employer == Word.YES

    @property
    def state(self) -> State:
        if self.stage in DEEDS:
            return State(self.stage.value)
        if self.jobseeker == Word.NO:
            return State.WITHDRAWN
        if self.employer == Word.NO:
            return State.DECLINED
        if self.is_mutual:
            return State.MUTUAL if self.stage == Stage.NONE else State(self.stage.value)
        if self.jobseeker == Word.YES:
            return State.ASKED
        return State.INVITED if self.employer == Word.YES else State.EMPTY


NOTHING_SAID = Standing()


@dataclass(frozen=True)
class Move:
    """Which sides may make a step, from which stages to which, and what it makes their word.

    A step that says no word needs both sides' yes.
    """

    sides: tuple[Side, ...]
    stages: Mapping[Stage, Stage]
    word: Word | None = None


_J, _E = Side.JOBSEEKER, Side.EMPLOYER
_TALKING = {s: s for s in (Stage.NONE, Stage.INTERVIEWED, Stage.REFUSED)}

MOVES: Mapping[Step, Move] = {
    Step.INTERESTED: Move((_J, _E), _TALKING, Word.YES),
    Step.WITHDRAWN: Move((_J,), _TALKING | {Stage.PLANNED: Stage.NONE}, Word.NO),
    Step.DECLINED: Move(
        (_E,),
        _TALKING
        | {
            Stage.PLANNED: Stage.NONE,
            Stage.OFFERED: Stage.INTERVIEWED,
            Stage.ACCEPTED: Stage.INTERVIEWED,
        },
        Word.NO,
    ),
    Step.INTERVIEW_PLANNED: Move((_E,), {Stage.NONE: Stage.PLANNED}),
    Step.INTERVIEWED: Move(
        (_E,), {Stage.NONE: Stage.INTERVIEWED, Stage.PLANNED: Stage.INTERVIEWED}
    ),
    Step.OFFERED: Move((_E,), {Stage.INTERVIEWED: Stage.OFFERED, Stage.REFUSED: Stage.OFFERED}),
    Step.ACCEPTED: Move((_J,), {Stage.OFFERED: Stage.ACCEPTED}),
    Step.REFUSED: Move((_J,), {Stage.OFFERED: Stage.REFUSED, Stage.ACCEPTED: Stage.REFUSED}),
    Step.STARTED: Move((_J, _E), {Stage.ACCEPTED: Stage.STARTED}),
    Step.LEFT: Move((_J, _E), {Stage.STARTED: Stage.LEFT}),
}


def may_follow(standing: Standing, side: Side, step: Step) -> bool:
    """Whether this side may make this step now."""
    move = MOVES.get(step)
    if move is None or side not in move.sides or standing.stage not in move.stages:
        return False
    if move.word is None:
        return standing.is_mutual
    own = standing.word(side)
    if move.word == Word.NO:
        anything_said = Word.YES in (standing.jobseeker, standing.employer)
        return own != Word.NO and anything_said
    return own != Word.YES


def possible(standing: Standing, side: Side) -> list[Step]:
    """The steps this side may make now, in the table's order."""
    return [step for step in MOVES if may_follow(standing, side, step)]


def moved(standing: Standing, side: Side, step: Step, number: int) -> Standing:
    """How it stands after entry `number`; Conflict when the step may not follow."""
    if not may_follow(standing, side, step):
        raise Conflict("step_not_possible", _why_not(standing, side, step))
    move = MOVES[step]
    after = replace(standing, stage=move.stages[standing.stage])
    if move.word is None:
        return after
    if side == Side.JOBSEEKER:
        return replace(after, jobseeker=move.word, jobseeker_number=number)
    return replace(after, employer=move.word, employer_number=number)


def _why_not(standing: Standing, side: Side, step: Step) -> str:
    move = MOVES.get(step)
    if move is not None and move.word is not None and move.word == standing.word(side):
        return gettext("已经表示过“%(word)s”，不用再记。") % {"word": move.word.label}
    return gettext("情况已经变了，这一步现在不能记录。请刷新页面看最新情况。")


def combined(kept: Standing, duplicate: Standing) -> Standing:
    """What two records of one person and position come to: the later word of each side.

    Where one of them has got as far as an offer it stands as it is, because deeds
    outweigh words; the kept one where both have come equally far.
    """
    ahead = max(kept, duplicate, key=lambda one: FURTHEST[one.stage])
    if ahead.stage in DEEDS:
        return ahead
    theirs = max(kept, duplicate, key=lambda one: one.jobseeker_number)
    ours = max(kept, duplicate, key=lambda one: one.employer_number)
    both = Standing(
        theirs.jobseeker,
        ours.employer,
        ahead.stage,
        theirs.jobseeker_number,
        ours.employer_number,
    )
    is_off = both.stage == Stage.PLANNED and not both.is_mutual
    return replace(both, stage=Stage.NONE) if is_off else both
