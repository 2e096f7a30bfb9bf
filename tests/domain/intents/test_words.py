"""A jobseeker reads of themselves as 您; those they deal with, and those who look on, of 求职者."""

import pytest
from django.utils.translation import override

from jobfair.intents.models import Entry, Remark, Voice
from jobfair.intents.steps import MOVES, Side, State, Step
from jobfair.intents.words import (
    TOLD,
    TOLD_ONESELF,
    side_word,
    speaker,
    state_word,
    told,
    voice_word,
)

OTHERS = [Side.EMPLOYER, None]
OF_THE_JOBSEEKER = {State.ASKED: "您有意向", State.WITHDRAWN: "您不考虑"}
THIRD = {"zh-hans": "求职者", "en": "jobseeker"}
SECOND = {"zh-hans": "您", "en": "you"}


@pytest.mark.parametrize("state", State)
def test_each_state_is_said_to_each_reader(state):
    others = {str(state_word(state, reader)) for reader in OTHERS}
    assert others == {str(state.label)}
    assert "您" not in str(state.label)
    oneself = str(state_word(state, Side.JOBSEEKER))
    assert "求职者" not in oneself
    assert oneself == OF_THE_JOBSEEKER.get(state, oneself)


@pytest.mark.parametrize("language", THIRD)
@pytest.mark.parametrize("said", TOLD)
def test_each_entry_is_told_to_each_reader(said, language):
    side, step = said
    entry = Entry(side=side, step=step, corrects=3 if step == Step.UNDONE else None)
    with override(language):
        assert THIRD[language] not in told(entry, Side.JOBSEEKER).lower()
        for reader in OTHERS:
            assert SECOND[language] not in told(entry, reader).lower().split()
            assert told(entry, reader) == str(TOLD[said]) % {"corrects": 3}


def test_whatever_the_jobseeker_does_is_told_to_them_as_theirs():
    steps = [step for step, move in MOVES.items() if Side.JOBSEEKER in move.sides]
    for step in [*steps, Step.UNDONE]:
        assert (Side.JOBSEEKER, step) in TOLD_ONESELF


@pytest.mark.parametrize(
    ("reader", "who"), [(Side.JOBSEEKER, "您"), (Side.EMPLOYER, "求职者"), (None, "求职者")]
)
def test_whose_words_something_was_follows_the_reader(reader, who):
    assert side_word(Side.JOBSEEKER, reader) == who
    assert speaker(Remark(side=Side.JOBSEEKER), reader) == who
    assert voice_word(Voice.JOBSEEKER, reader) == f"{who}本人"
    assert side_word(Side.EMPLOYER, reader) == speaker(Remark(side=Side.EMPLOYER), reader)
    assert side_word(Side.EMPLOYER, reader) == "用人单位"
    assert side_word("", reader) == ""
