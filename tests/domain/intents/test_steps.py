"""The table of moves: what may follow what, and what two records of one person come to."""

import pytest

from jobfair.common.errors import Conflict
from jobfair.intents.counts import MEASURES, measured
from jobfair.intents.steps import (
    MOVES,
    NOTHING_SAID,
    Side,
    Stage,
    Standing,
    State,
    Step,
    Word,
    combined,
    moved,
    possible,
)

J, E = Side.JOBSEEKER, Side.EMPLOYER


def after(*steps: tuple[Side, Step]) -> Standing:
    standing = NOTHING_SAID
    for number, (side, step) in enumerate(steps, start=1):
        standing = moved(standing, side, step, number)
    return standing


ASKED = [(J, Step.INTERESTED)]
INVITED = [(E, Step.INTERESTED)]
MUTUAL = [*ASKED, *INVITED]
PLANNED = [*MUTUAL, (E, Step.INTERVIEW_PLANNED)]
HELD = [*PLANNED, (E, Step.INTERVIEWED)]
OFFERED = [*HELD, (E, Step.OFFERED)]
ACCEPTED = [*OFFERED, (J, Step.ACCEPTED)]
STARTED = [*ACCEPTED, (E, Step.STARTED)]

WAYS = [
    ([], State.EMPTY, set()),
    (ASKED, State.ASKED, {"jobseeker_only"}),
    (INVITED, State.INVITED, {"employer_only"}),
    (MUTUAL, State.MUTUAL, {"mutual"}),
    ([*INVITED, *ASKED], State.MUTUAL, {"mutual"}),
    ([*ASKED, (J, Step.WITHDRAWN)], State.WITHDRAWN, set()),
    ([*ASKED, (E, Step.DECLINED)], State.DECLINED, {"jobseeker_only"}),
    ([*INVITED, (J, Step.WITHDRAWN)], State.WITHDRAWN, {"employer_only"}),
    ([*MUTUAL, (J, Step.WITHDRAWN)], State.WITHDRAWN, {"employer_only"}),
    ([*MUTUAL, (J, Step.WITHDRAWN), (J, Step.INTERESTED)], State.MUTUAL, {"mutual"}),
    (PLANNED, State.PLANNED, {"mutual", "planned"}),
    ([*PLANNED, (J, Step.WITHDRAWN)], State.WITHDRAWN, {"employer_only"}),
    (HELD, State.INTERVIEWED, {"mutual", "interviewed"}),
    ([*HELD, (E, Step.DECLINED)], State.DECLINED, {"jobseeker_only", "interviewed"}),
    (OFFERED, State.OFFERED, {"mutual", "interviewed", "offered"}),
    ([*OFFERED, (E, Step.DECLINED)], State.DECLINED, {"jobseeker_only", "interviewed"}),
    ([*OFFERED, (J, Step.REFUSED)], State.REFUSED, {"mutual", "interviewed", "offered"}),
    (ACCEPTED, State.ACCEPTED, {"mutual", "interviewed", "offered", "accepted"}),
    (STARTED, State.STARTED, {"mutual", "interviewed", "offered", "accepted", "started"}),
    (
        [*STARTED, (E, Step.LEFT)],
        State.LEFT,
        {"mutual", "interviewed", "offered", "accepted", "started"},
    ),
]


@pytest.mark.parametrize(("steps", "state", "counted"), WAYS)
def test_where_steps_lead_and_what_that_counts_for(steps, state, counted):
    standing = after(*steps)
    assert standing.state == state
    assert measured(standing) == counted
    assert counted <= set(MEASURES)


WRONG = [
    ([], J, Step.WITHDRAWN),
    ([], E, Step.DECLINED),
    ([], J, Step.DECLINED),
    (ASKED, J, Step.INTERESTED),
    (ASKED, E, Step.INTERVIEW_PLANNED),
    (ASKED, E, Step.OFFERED),
    (MUTUAL, J, Step.INTERVIEW_PLANNED),
    (MUTUAL, E, Step.OFFERED),
    (MUTUAL, J, Step.ACCEPTED),
    ([*MUTUAL, (J, Step.WITHDRAWN)], E, Step.INTERVIEWED),
    (HELD, E, Step.INTERVIEW_PLANNED),
    (OFFERED, E, Step.ACCEPTED),
    (OFFERED, J, Step.WITHDRAWN),
    (OFFERED, E, Step.STARTED),
    (STARTED, E, Step.DECLINED),
    ([*STARTED, (E, Step.LEFT)], J, Step.INTERESTED),
    (MUTUAL, J, Step.MERGED),
    (MUTUAL, J, Step.UNDONE),
]


@pytest.mark.parametrize(("steps", "side", "step"), WRONG)
def test_what_may_not_follow_is_refused(steps, side, step):
    with pytest.raises(Conflict):
        moved(after(*steps), side, step, 99)


def test_nobody_ever_speaks_for_both_sides_in_one_step():
    for standing in (after(*steps) for steps, _state, _counted in WAYS):
        for side in Side:
            for step in possible(standing, side):
                then = moved(standing, side, step, 99)
                other = E if side == J else J
                assert then.word(other) == standing.word(other)


def test_what_is_possible_is_exactly_what_the_table_lets_through():
    assert possible(NOTHING_SAID, J) == [Step.INTERESTED]
    assert possible(after(*ASKED), E) == [Step.INTERESTED, Step.DECLINED]
    assert possible(after(*OFFERED), J) == [Step.ACCEPTED, Step.REFUSED]
    assert set(MOVES) == set(Step) - {Step.UNDONE, Step.MERGED}


def test_of_two_records_the_later_word_of_each_side_holds():
    earlier_yes = Standing(jobseeker=Word.YES, jobseeker_number=1)
    later_no = Standing(jobseeker=Word.NO, jobseeker_number=5)
    wanted = Standing(employer=Word.YES, employer_number=3)
    assert combined(earlier_yes, later_no).jobseeker == Word.NO
    assert combined(later_no, earlier_yes).jobseeker == Word.NO
    assert combined(earlier_yes, wanted).state == State.MUTUAL


def test_of_two_records_the_one_that_came_furthest_stands():
    later_no = Standing(jobseeker=Word.NO, jobseeker_number=50)
    assert combined(later_no, after(*ACCEPTED)).state == State.ACCEPTED
    assert combined(after(*HELD), after(*MUTUAL)).stage == Stage.INTERVIEWED
    assert combined(after(*PLANNED), later_no) == Standing(Word.NO, Word.YES, Stage.NONE, 50, 2)
