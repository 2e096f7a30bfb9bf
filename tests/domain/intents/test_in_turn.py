"""Recording, merging and erasing at the same moment: whoever waited goes by what is true then."""

import pytest

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.common.errors import DomainError
from jobfair.intents.audit import verify
from jobfair.intents.models import Channel, Entry, Intent, Ledger, Remark, Voice
from jobfair.intents.services import add_remark, erase_person, merge_people, record
from jobfair.intents.steps import Side, Step
from jobfair.outbox.models import StoredEvent
from tests.domain.turns import before
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_position,
    make_rep,
)
from tests.factories.intents import wish

NAME = "林阿满"


@pytest.fixture
def scene(kept_database):
    """A record on paper with an intent at one fair, and a position of another fair of the body."""
    fair = make_open_fair()
    positions = [make_position(make_booth(one)) for one in (fair, make_open_fair(fair.organiser))]
    adviser = make_adviser(fair.organiser)
    paper = record_person(adviser, organiser=fair.organiser, name=NAME)
    first = heard(adviser, positions[0], paper)
    record(first)
    kept = person_of(make_jobseeker())
    rep = make_rep(positions[0].booth.employer)
    assert adviser.held_roles
    assert rep.held_roles
    return positions, adviser, rep, paper, kept


def heard(adviser, position, person, **more):
    said = {"side": Side.JOBSEEKER, "voice": Voice.JOBSEEKER, "channel": Channel.PHONE}
    return wish(adviser, position, Step.INTERESTED, person=person, **said | more)


def all_is_sound():
    assert all(verify(ledger).is_sound for ledger in Ledger.objects.all())
    gone = Person.objects.exclude(merged_into=None)
    assert not Intent.objects.said().filter(person__in=gone).exists()


def test_a_first_entry_that_waits_for_a_merging_is_the_kept_persons(scene):
    (_here, elsewhere), adviser, _rep, paper, kept = scene
    asked = heard(adviser, elsewhere, paper)
    with before(lambda: record(asked)) as other:
        merge_people(adviser, kept=kept, duplicate=paper)
    assert other[0].result().entry.person_id == kept.pk
    all_is_sound()


def test_a_merging_that_waits_for_a_first_entry_takes_it_along(scene):
    (_here, elsewhere), adviser, _rep, paper, kept = scene
    with before(lambda: merge_people(adviser, kept=kept, duplicate=paper)) as other:
        record(heard(adviser, elsewhere, paper))
    assert other[0].result() == kept
    assert Intent.objects.said().filter(person=kept).count() == 2
    assert Entry.objects.filter(step=Step.MERGED).count() == 2
    all_is_sound()


@pytest.mark.parametrize("late", ["a step", "a word"])
def test_what_waits_for_an_erasure_writes_nothing(scene, late):
    (here, elsewhere), adviser, rep, paper, _kept = scene
    intent = Intent.objects.get(position=here)
    asked = heard(adviser, elsewhere, paper, remark=NAME)
    doing = {
        "a step": lambda: record(asked),
        "a word": lambda: add_remark(rep, intent=intent, text=NAME),
    }
    with before(doing[late]) as other:
        erase_person(adviser, person=paper)
    assert isinstance(other[0].result(), DomainError)
    assert nothing_is_left_of(NAME)


def test_an_erasure_that_waits_takes_the_words_that_came_before(scene):
    (_here, elsewhere), adviser, _rep, paper, _kept = scene
    with before(lambda: erase_person(adviser, person=paper)) as other:
        record(heard(adviser, elsewhere, paper, remark=NAME))
    assert isinstance(other[0].result(), Person)
    assert nothing_is_left_of(NAME)


def nothing_is_left_of(name: str) -> bool:
    told = StoredEvent.objects.filter(text__contains=name)
    return not (told.exists() or Remark.objects.filter(text__contains=name).exists())
