"""What a page tells people to press is what stands on the button, in either language."""

import re
from itertools import product

import pytest
from django.utils.translation import override

from jobfair.intents.models import Intent
from jobfair.intents.steps import Side, Stage, State, Step, Word
from jobfair.web.intent_words import FOR_EMPLOYER, FOR_JOBSEEKER, buttons_of

SENTENCES = {Side.JOBSEEKER: FOR_JOBSEEKER, Side.EMPLOYER: FOR_EMPLOYER}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("side", Side)
def test_sentences_quote_the_buttons_as_they_are(side, language):
    with override(language):
        texts = " ".join(str(text) for pair in SENTENCES[side].values() for text in pair)
        quoted = set(re.findall("“([^”]+)”", texts))
        assert quoted
        assert quoted <= labels(side)


@pytest.mark.parametrize("side", Side)
def test_a_button_says_what_to_do_and_not_how_it_stands(side):
    with override("en"):
        standings = {str(one.label) for kind in (State, Stage, Step, Word) for one in kind}
        assert not labels(side) & standings


def labels(side):
    """Every label that a button of this side can have."""
    intents = [
        Intent(jobseeker=theirs, employer=ours, stage=stage)
        for theirs, ours, stage in product(Word, Word, Stage)
    ]
    return {str(button.label) for intent in intents for button in buttons_of(intent, side)}
