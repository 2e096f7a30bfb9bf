"""What was changed behind the ledger's back is found, and made again from its entries."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from jobfair.fairs.services import close_fair, open_fair
from jobfair.intents import ticks
from jobfair.intents.audit import lines, rebuild, reconcile, verify
from jobfair.intents.models import Change, Entry, Intent, Ledger, Tally
from jobfair.intents.steps import Step
from tests.factories import make_jobseeker, make_organiser_user
from tests.factories.intents import drop_guards, make_mutual, step

EDITS = [
    "UPDATE intents_entry SET step = 'withdrawn' WHERE number = 1",
    "UPDATE intents_entry SET at = '2020-01-01 00:00:00' WHERE number = 2",
    "UPDATE intents_entry SET channel = 'phone' WHERE number = 3",
    "UPDATE intents_entry SET number = 9 WHERE number = 3",
    "DELETE FROM intents_entry WHERE number = 2",
    "DELETE FROM intents_entry WHERE number = 3",
]


@pytest.fixture
def ledger(db) -> Ledger:
    intent, _jobseeker, _rep = make_mutual()
    step(make_jobseeker(), intent.position, Step.INTERESTED)
    return Ledger.objects.get()


@pytest.fixture
def unguarded(ledger):
    """As somebody with the database's own password could have it."""
    drop_guards()
    with connection.cursor() as cursor:
        yield cursor


@pytest.mark.parametrize("edit", EDITS)
def test_no_row_can_be_changed_unnoticed(ledger, unguarded, edit):
    assert verify(ledger).is_sound
    unguarded.execute(edit)
    assert not verify(ledger).is_sound


def test_a_changed_row_is_named(ledger, unguarded):
    unguarded.execute("UPDATE intents_entry SET channel = 'phone' WHERE number = 2")
    found = verify(ledger)
    assert (found.chain, found.head) == ([2], True)


def test_a_wrong_change_is_found_by_recounting_and_by_going_through_the_entries(ledger):
    Change.objects.update(mutual=4)
    assert reconcile(ledger) == {"mutual": (1, 4)}
    assert verify(ledger).changes == 1


def test_a_wrong_count_is_found_and_said(ledger):
    Ledger.objects.update(mutual=7)
    assert reconcile(ledger) == {"mutual": (7, 1)}
    assert verify(Ledger.objects.get()).counts == {"mutual": (7, 1)}


def test_everything_is_made_again_from_the_entries_alone(ledger):
    intents = {i.pk: i.standing for i in Intent.objects.all()}
    Intent.objects.update(state="empty", jobseeker="no", last_number=0)
    Tally.objects.all().delete()
    Change.objects.all().delete()
    Ledger.objects.update(mutual=0, last=0, head="")
    assert not rebuild(ledger).is_sound
    assert verify(Ledger.objects.get()).is_sound
    assert {i.pk: i.standing for i in Intent.objects.all()} == intents


def test_an_intent_that_was_lost_comes_back(ledger):
    Intent.objects.all().delete()
    rebuild(ledger)
    assert Intent.objects.count() == 2
    assert verify(Ledger.objects.get()).is_sound


def test_the_export_holds_every_entry_and_no_name(ledger):
    exported = list(lines(ledger))
    assert [line["number"] for line in exported] == [1, 2, 3]
    text = json.dumps(exported, ensure_ascii=False)
    for person in (entry.person for entry in Entry.objects.all()):
        assert str(person) not in text


def test_a_difference_becomes_an_alarm(ledger, monkeypatch):
    said = []
    monkeypatch.setattr(ticks.log, "error", lambda event, **more: said.append((event, more)))
    ticks.tidy(now=timezone.now())
    assert said == []
    Ledger.objects.update(mutual=7)
    ticks.tidy(now=timezone.now())
    assert said == [("ledger_difference", {"code": ledger.fair.key})]


def test_the_counts_are_gone_over_once_when_the_fair_has_closed(ledger, monkeypatch):
    said = []
    monkeypatch.setattr(ticks.log, "error", lambda event, **more: said.append(event))
    Ledger.objects.update(mutual=7)
    assert ticks.tick(now=timezone.now()) == 0
    boss = make_organiser_user(ledger.fair.organiser)
    close_fair(boss, fair=ledger.fair)
    assert [ticks.tick(now=timezone.now()) for _n in range(2)] == [1, 0]
    assert said == ["ledger_difference"]
    open_fair(boss, fair=ledger.fair)
    close_fair(boss, fair=ledger.fair)
    assert ticks.tick(now=timezone.now()) == 1
