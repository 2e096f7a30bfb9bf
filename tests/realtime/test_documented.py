"""`docs/realtime.md` says everything that is told: a client can be written from it alone."""

import re
from dataclasses import fields

import pytest
from django.urls import resolve

from jobfair.bootstrap import ROOT
from jobfair.common.ids import encode, new_id
from jobfair.intents.steps import State, Step
from realtime.commands import COMMANDS
from realtime.protocol import Close, Code
from realtime.subscriptions import RULES, parted
from tests.contract.test_live_equals_fetched import events_of_the_house

PAGE = (ROOT / "docs/realtime.md").read_text("utf-8")
EVENTS = {event.type: event for event in events_of_the_house()}


def table(head):
    """The rows of the table that begins with this column, by their first cell."""
    lines = PAGE.split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {first.strip("` "): rest for first, *rest in cells}


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_field_of_what_is_told_is_said(name):
    (said,) = table("type")[name]
    named = re.findall(r"(?:^|; )`(\w+)`", said.removeprefix("a latest value: "))
    assert named == [field.name for field in fields(EVENTS[name])]
    assert named or said.startswith("nothing")


def test_nothing_is_said_of_what_is_not_told():
    assert table("type").keys() == EVENTS.keys()


def test_every_fact_has_its_streams():
    streams = table("stream")
    assert {parted(name)[0] for name in streams} == RULES.keys()
    told = {fact for _who, facts in streams.values() for fact in re.findall(r"`([\w.]+)`", facts)}
    passing = {name for name, event in EVENTS.items() if event.lasts is not None}
    assert told == EVENTS.keys() - passing


def test_every_command_and_code_is_said():
    assert table("`do`").keys() >= COMMANDS.keys()
    codes = re.findall(r"^\| `?(\w+)`? \|", PAGE, re.MULTILINE)
    assert {str(int(code)) for code in Close} <= set(codes)
    assert {code.value for code in Code} <= set(codes)


def test_what_is_fetched_afresh_is_there_and_says_of_which_stream():
    rows = table("fetch")
    for addresses, (what,) in rows.items():
        for address in re.findall(r"/[\w/<>]+/", addresses):
            assert resolve(address.replace("<id>", encode(new_id()))).func
        assert parted(re.findall(r"(?:\w+\.)<id>(?:\.\w+)?|$", what)[0])[0] in {*RULES, ""}
    assert len(rows) > 1


def test_every_step_and_state_of_an_intent_is_said():
    said = PAGE.split("Steps of `intent.record`", 1)[1].split("\n\n", 1)[0]
    steps, states = said.split("The `state`", 1)
    assert set(re.findall(r"`(\w+)`", steps)) - {"corrects", "conflict"} == set(Step) - {
        Step.MERGED
    }
    assert set(re.findall(r"`(\w+)`", states)) == set(State)
