"""Each figure counts what its definition says, once."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.services import (
    arrive_online,
    arrive_onsite,
    register,
    register_person,
)
from jobfair.chat.models import Conversation
from jobfair.insights.figures import FIGURES, figures_of
from jobfair.insights.units import unit_words
from jobfair.intents.counts import MEASURES
from jobfair.intents.models import Ledger
from jobfair.intents.steps import Step
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_jobseeker,
    make_open_fair,
    make_position,
    make_rep,
)
from tests.factories.intents import make_mutual, step
from tests.factories.talk import make_talk, say

pytestmark = pytest.mark.django_db


def numbers(fair):
    return {key: value.number for key, value in figures_of(fair).values.items()}


def test_an_empty_fair_has_noughts_and_no_median():
    found = numbers(make_open_fair())
    assert found.pop("first_reply_median") is None
    assert set(found.values()) == {0}


def test_the_hall():
    fair = make_open_fair()
    booth = make_booth(fair)
    make_position(booth, "包装工", headcount=3)
    make_position(booth, "客服", headcount=2)
    make_position(booth, "客服", closed_at=timezone.now())
    make_booth(fair, published_at=None)
    found = numbers(fair)
    assert [found[k] for k in ("employers", "job_types", "positions", "openings")] == [1, 2, 3, 7]


def test_people_and_visits_are_never_mixed():
    fair = make_open_fair()
    door, adviser = make_door(fair.organiser), make_adviser(fair.organiser)
    both, online = make_jobseeker(), make_jobseeker()
    arrive_online(both, fair=fair)
    arrive_onsite(door, fair=fair, person=person_of(both))
    arrive_onsite(door, fair=fair, person=person_of(both), now=timezone.now() + timedelta(days=1))
    arrive_online(online, fair=fair)
    register(both, fair=fair)
    paper = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    register_person(adviser, fair=fair, person=paper, is_real_name=True)
    found = numbers(fair)
    assert (found["registered"], found["registered_real_name"]) == (2, 1)
    assert found["people"] == 2
    assert (found["people_onsite"], found["visits_onsite"]) == (1, 2)
    assert (found["people_online"], found["visits_online"]) == (2, 2)


def test_conversations_and_how_soon_they_are_answered():
    fair = make_open_fair()
    for minutes in (1, 4, 30, None):
        conversation, jobseeker, rep = make_talk(make_booth(fair))
        say(jobseeker, conversation)
        if minutes is not None:
            say(rep, conversation)
            asked = timezone.now()
            Conversation.objects.filter(pk=conversation.pk).update(
                first_asked_at=asked, first_answered_at=asked + timedelta(minutes=minutes)
            )
    make_talk(make_booth(fair))
    found = numbers(fair)
    assert (found["conversations"], found["answered_quickly"]) == (4, 2)
    assert found["first_reply_median"] == 4


def test_intents_come_from_the_ledgers_own_row_with_its_number():
    fair = make_open_fair()
    booth = make_booth(fair)
    rep, jobseeker = make_rep(booth.employer), make_jobseeker()
    for _n in range(2):
        position = make_position(booth)
        step(jobseeker, position, Step.INTERESTED)
        step(rep, position, Step.INTERESTED, person=person_of(jobseeker))
    step(rep, position, Step.INTERVIEWED, person=person_of(jobseeker))
    make_mutual()
    answer = figures_of(fair)
    assert answer.number == 5
    assert (answer["mutual"].number, answer["mutual_people"].number) == (2, 1)
    assert answer["interviewed"].number == 1


def test_every_figure_is_defined_once_and_every_measure_is_a_figure():
    keys = [figure.key for figure in FIGURES]
    assert len(set(keys)) == len(keys)
    assert {*MEASURES, "mutual_people"} <= set(keys)
    assert all(figure.definition and unit_words(figure.unit) for figure in FIGURES)


def test_all_figures_take_few_queries_however_much_there_is(django_assert_max_num_queries):
    fair = make_open_fair()
    counts = []
    for _n in range(2):
        make_mutual(make_position(make_booth(fair)))
        with django_assert_max_num_queries(10) as asked:
            figures_of(fair)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_reconcile_fails_when_a_kept_count_is_not_what_is_counted(capsys):
    make_mutual()
    call_command("reconcile")
    assert "The counts of 1 fairs hold" in capsys.readouterr().out
    Ledger.objects.update(mutual_people=4)
    with pytest.raises(CommandError):
        call_command("reconcile")
    assert "mutual_people 4 ≠ 1" in capsys.readouterr().err
