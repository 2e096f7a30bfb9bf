"""What was changed behind the ledger's back is found, and made again from its entries."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from jobfair.fairs.services import archive_fair, close_fair, open_fair
from jobfair.intents import ticks
from jobfair.intents.audit import lines, lost_ledgers, rebuild, reconcile, verify
from jobfair.intents.models import Change, Entry, Intent, Ledger, Tally
from jobfair.intents.steps import Step
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_organiser_user
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
    found = {"code": ledger.fair.key, "measure": "mutual", "kept": 7, "counted": 1}
    assert said == [("ledger_difference", found)]
    assert Ledger.objects.get().differs
    Ledger.objects.update(mutual=1)
    ticks.tidy(now=timezone.now())
    assert not Ledger.objects.get().differs


def test_what_is_kept_for_positions_is_recounted_too(ledger):
    Tally.objects.update(interviewed=3)
    assert reconcile(ledger) == {"interviewed": (0, 3)}


def test_a_fair_that_was_put_away_is_looked_after_too(ledger, monkeypatch):
    said = []
    monkeypatch.setattr(ticks.log, "error", lambda event, **more: said.append(more["measure"]))
    boss = make_organiser_user(ledger.fair.organiser)
    archive_fair(boss, fair=close_fair(boss, fair=ledger.fair))
    Ledger.objects.update(started=2)
    assert ticks.tick(now=timezone.now()) == 1
    ticks.tidy(now=timezone.now())
    assert said == ["started", "started"]


OF_INTENTS = ["fair", "booth", "last_at"]


@pytest.mark.parametrize("field", OF_INTENTS)
def test_an_intent_that_says_another_fair_booth_or_time_is_found_and_mended(ledger, field):
    other = make_booth(make_open_fair())
    value = {"fair": other.fair, "booth": other, "last_at": timezone.now()}[field]
    intent = Intent.objects.order_by("last_number").first()
    Intent.objects.filter(pk=intent.pk).update(**{field: value})
    assert verify(ledger).standings == 1
    rebuild(ledger)
    assert verify(ledger).is_sound
    mended = Intent.objects.get(pk=intent.pk)
    assert getattr(mended, field) == getattr(intent, field)


def test_a_ledger_that_was_taken_away_is_missed(ledger):
    assert not lost_ledgers().exists()
    fair = ledger.fair
    Ledger.objects.all().delete()
    assert list(lost_ledgers()) == [fair]
    rebuild(Ledger(fair=fair))
    assert not lost_ledgers().exists()
    assert verify(Ledger.objects.get()).is_sound


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
