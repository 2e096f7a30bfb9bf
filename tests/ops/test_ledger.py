"""The command that proves the ledgers: its words and its exit."""

import json

import pytest
from django.core.management import CommandError, call_command

from jobfair.intents.models import Ledger
from tests.factories.intents import make_mutual

pytestmark = pytest.mark.django_db


def test_a_sound_ledger_is_said_to_be_sound(capsys):
    make_mutual()
    call_command("ledger", "verify")
    assert "2 entries, all sound" in capsys.readouterr().out


def test_a_difference_fails_and_a_replay_mends_it(capsys):
    intent, _jobseeker, _rep = make_mutual()
    Ledger.objects.update(mutual=5)
    with pytest.raises(CommandError):
        call_command("ledger", "verify")
    assert "{'mutual': (5, 1)}" in capsys.readouterr().err
    call_command("ledger", "replay", fair=intent.fair.key)
    call_command("ledger", "verify")


def test_entries_without_their_ledger_are_reported_and_a_replay_makes_it_again(capsys):
    intent, _jobseeker, _rep = make_mutual()
    Ledger.objects.all().delete()
    for action in ("verify", "replay"):
        with pytest.raises(CommandError):
            call_command("ledger", action, fair=intent.fair.key)
        assert "entries without a ledger" in capsys.readouterr().err
    call_command("ledger", "verify")


def test_the_export_is_a_line_of_json_for_each_entry(capsys):
    make_mutual()
    call_command("ledger", "export")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["number"] for line in lines] == [1, 2]


@pytest.mark.parametrize("fair", ["short", "01j00000000000000000000000"])
def test_a_fair_that_is_not_there_is_refused(fair):
    with pytest.raises(CommandError):
        call_command("ledger", "verify", fair=fair)
