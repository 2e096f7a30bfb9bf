"""Both sides, many pairs, at the same moment: no entry is lost, doubled or out of its number."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connection

from jobfair.accounts.services import person_of
from jobfair.intents import audit
from jobfair.intents.audit import verify
from jobfair.intents.history import Replay
from jobfair.intents.models import Entry, Ledger
from jobfair.intents.services import record
from jobfair.intents.steps import Step
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_position, make_rep
from tests.factories.intents import wish

PAIRS = 6


def _recorded_and_closed(one):
    try:
        return record(one).entry.number
    finally:
        connection.close()


def test_pairs_that_meet_at_the_same_moment_all_become_mutual(kept_database):
    booth = make_booth(make_open_fair())
    positions = [make_position(booth) for _n in range(PAIRS)]
    rep, jobseeker = make_rep(booth.employer), make_jobseeker()
    person = person_of(jobseeker)
    wishes = [wish(jobseeker, position, Step.INTERESTED) for position in positions]
    wishes += [wish(rep, position, Step.INTERESTED, person=person) for position in positions]
    for user in (rep, jobseeker):
        assert user.held_roles
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(_recorded_and_closed, [*wishes, *wishes]))
    assert sorted(set(numbers)) == list(range(1, 2 * PAIRS + 1))
    assert numbers[: len(wishes)] == numbers[len(wishes) :]
    ledger = Ledger.objects.get()
    assert (ledger.mutual, ledger.mutual_people) == (PAIRS, 1)
    assert Entry.objects.count() == 2 * PAIRS
    assert verify(ledger).is_sound


def test_a_ledger_is_verified_and_counted_as_it_was_at_one_moment(kept_database, monkeypatch):
    """Somebody records between any two of the questions that the check asks."""
    booth = make_booth(make_open_fair())
    position = make_position(booth)
    people = [make_jobseeker() for _n in range(2 * PAIRS)]
    wishes = iter([wish(person, position, Step.INTERESTED) for person in people])
    record(next(wishes))
    ledger = Ledger.objects.get()

    def meanwhile(real):
        def reading(*given):
            with ThreadPoolExecutor(1) as pool:
                pool.submit(_recorded_and_closed, next(wishes)).result()
            return real(*given)

        return reading

    monkeypatch.setattr(Replay, "of", meanwhile(Replay.of))
    for name in ("_wrong_intents", "_difference", "_wrong_tallies", "recount"):
        monkeypatch.setattr(audit, name, meanwhile(getattr(audit, name)))
    assert audit.verify(ledger).is_sound
    assert audit.reconcile(ledger) == {}


def test_one_wish_sent_by_four_at_once_is_one_entry(kept_database):
    position = make_position(make_booth(make_open_fair()))
    jobseeker = make_jobseeker()
    asked = wish(jobseeker, position, Step.INTERESTED)
    assert jobseeker.held_roles
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(partial(_recorded_and_closed), [asked] * 8))
    assert numbers == [1] * 8
