"""The ledger as a state machine: after every step counts = recount = model = replay."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.intents.audit import recount, verify
from jobfair.intents.models import Channel, Entry, Ledger, Voice
from jobfair.intents.services import (
    Recorded,
    Wish,
    erase_person,
    merge_people,
    record_all,
)
from jobfair.intents.steps import MOVES, Side, Step
from tests.domain.intents.model import Model
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_position,
    make_rep,
)
from tests.factories.talk import new_cid

PEOPLE = st.sampled_from(["account", "paper0", "paper1"])
#: Two positions of one fair and one of another, the first of them more often.
PLACES = st.sampled_from([0, 0, 1, 2])
SIDES = st.sampled_from(list(Side))
STEPS = st.sampled_from([Step.INTERESTED] * 3 + list(MOVES))
#: The rules are the same on both; the other engine only has to agree.
EXAMPLES = {"sqlite": 16, "postgresql": 4}


class LedgerMachine(RuleBasedStateMachine):
    """One person with an account, two on the adviser's paper, three positions at two fairs."""

    def __init__(self) -> None:
        super().__init__()
        fair = make_open_fair()
        booth = make_booth(fair)
        other = make_booth(make_open_fair(fair.organiser), booth.employer)
        self.positions = [make_position(one) for one in (booth, booth, other)]
        self.rep, self.adviser = make_rep(booth.employer), make_adviser(fair.organiser)
        self.jobseekers = {"account": make_jobseeker()}
        self.people = {name: person_of(user) for name, user in self.jobseekers.items()}
        for n in range(2):
            paper = record_person(self.adviser, organiser=fair.organiser, name=f"林{n}")
            self.people[f"paper{n}"] = paper
        self.models = {fair: Model(), other.fair: Model()}
        self.wishes: list[Wish] = []
        self.gone: set[str] = set()

    def model(self, place: int) -> Model:
        return self.models[self.positions[place].booth.fair]

    def wish(self, who, place, side, step, corrects=None) -> Wish:
        """By whoever may speak for that side: the two themselves, or the adviser for the paper."""
        pair = (self.people[who].pk, self.positions[place].pk, side, step, new_cid())
        if who in self.jobseekers:
            actor = self.rep if side == Side.EMPLOYER else self.jobseekers[who]
            return Wish(actor, *pair, corrects=corrects)
        voice = Voice.EMPLOYER if side == Side.EMPLOYER else Voice.JOBSEEKER
        return Wish(self.adviser, *pair, channel=Channel.PHONE, voice=voice, corrects=corrects)

    def record(self, *wishes: Wish) -> list[bool]:
        answers = record_all(wishes)
        self.wishes += [w for w, a in zip(wishes, answers, strict=True) if isinstance(a, Recorded)]
        return [isinstance(answer, Recorded) for answer in answers]

    @rule(who=PEOPLE, place=PLACES, side=SIDES, step=STEPS)
    def any_step(self, who, place, side, step):
        self.one_step(who, place, side, step)

    def one_step(self, who, place, side, step):
        if who in self.gone:
            return
        taken = self.record(self.wish(who, place, side, step))
        assert taken == [self.model(place).step(who, place, side, step)]

    @rule(who=PEOPLE, place=PLACES, data=st.data())
    def some_steps_that_are_possible(self, who, place, data):
        for _n in range(4):
            pair = self.model(place).pair(who, place)
            moves = [(side, step) for side in Side for step in MOVES if pair.allows(side, step)]
            if moves and who not in self.gone:
                self.one_step(who, place, *data.draw(st.sampled_from(moves)))

    @rule(who=PEOPLE, place=PLACES, step=STEPS)
    def both_sides_at_once(self, who, place, step):
        if who in self.gone:
            return
        taken = self.record(*(self.wish(who, place, side, step) for side in Side))
        assert taken == [self.model(place).step(who, place, side, step) for side in Side]

    @rule(data=st.data())
    def retry(self, data):
        if self.wishes:
            again = data.draw(st.sampled_from(self.wishes))
            answers = record_all([again, again])
            if Person.objects.get(pk=again.person_id).erased_at is None:
                assert {answer.entry.cid for answer in answers} == {again.cid}

    @rule(who=PEOPLE, place=PLACES, side=SIDES, late=st.booleans())
    def undo(self, who, place, side, late):
        if who in self.gone:
            return
        number = self.model(place).newest(who, place)[0] - late
        wanted = self.wish(who, place, side, Step.UNDONE, corrects=number)
        assert self.record(wanted) == [self.model(place).undo(who, place, side, number)]

    @rule(kept=PEOPLE, duplicate=st.sampled_from(["paper0", "paper1"]))
    def merge(self, kept, duplicate):
        if kept != duplicate and not {kept, duplicate} & self.gone:
            merge_people(self.adviser, kept=self.people[kept], duplicate=self.people[duplicate])
            for model in self.models.values():
                model.merge(kept, duplicate)
            self.gone.add(duplicate)

    @rule(who=PEOPLE)
    def erase(self, who):
        if who in self.gone or sum(model.length for model in self.models.values()) < 12:
            return
        erase_person(self.jobseekers.get(who, self.adviser), person=self.people[who])
        person = Person.objects.get(pk=self.people[who].pk)
        assert (person.user, person.name, person.phone) == (None, "", "")
        self.gone.add(who)

    @invariant()
    def everything_agrees(self):
        for fair, model in self.models.items():
            ledger = Ledger.objects.filter(fair=fair).first()
            if ledger is None:
                assert model.length == 0
                continue
            kept = ledger.counted | {"mutual_people": ledger.mutual_people}
            assert kept == model.counts() == recount(fair.pk)
            assert ledger.last == model.length == Entry.objects.filter(fair=fair).count()
            assert verify(ledger).is_sound


@pytest.mark.django_db
def test_counts_recount_model_and_replay_agree_after_every_step():
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=EXAMPLES[connection.vendor],
            stateful_step_count=25,
            phases=[Phase.generate],  # the steps of a failure are few enough to read as they are
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
