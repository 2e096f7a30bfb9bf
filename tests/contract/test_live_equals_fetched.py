"""What a page shows after hearing what happened is what it would show if opened now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from jobfair.outbox.events import Event
from jobfair.outbox.models import StoredEvent
from jobfair.outbox.selectors import position
from tests.contract.cases import CASES, SHOWN_NOWHERE, Case
from tests.contract.scenes import Scene
from tests.stage import Stage

SNAPSHOT = Path(__file__).with_name("snapshot.js").read_text("utf-8")
SECONDS_TO_AGREE = 5
StageFor = Callable[[Any], Stage]


def events_of_the_house() -> Iterator[type[Event]]:
    """Every event that an app declares."""
    for app in apps.get_app_configs():
        if app.name.startswith("jobfair.") and module_has_submodule(app.module, "events"):
            import_module(f"{app.name}.events")
    waiting = [Event]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        waiting += kinds
        yield from (kind for kind in kinds if kind.__module__.startswith("jobfair."))


def test_every_event_has_its_case():
    known = {case.event for case in CASES} | SHOWN_NOWHERE.keys()
    missing = {kind.__qualname__ for kind in events_of_the_house()} - {
        kind.__qualname__ for kind in known
    }
    assert not missing, f"give these a Case in tests/contract/cases.py: {missing}"


def test_no_two_events_share_a_name():
    names = [kind.type for kind in events_of_the_house()]
    assert len(names) == len(set(names))


def shown(stage: Stage, scene: Scene) -> list[str]:
    """The part of the page as a person gets it."""
    lines: list[str] = stage.page.evaluate(SNAPSHOT, scene.parts)
    return lines + stage.page.locator("[data-lines] li").all_inner_texts()


def shows(stage: Stage, scene: Scene, wanted: list[str]) -> None:
    """Wait until the page agrees, and say where it does not."""
    deadline = time.monotonic() + SECONDS_TO_AGREE
    while shown(stage, scene) != wanted and time.monotonic() < deadline:
        stage.page.wait_for_timeout(50)
    assert shown(stage, scene) == wanted
    assert not stage.errors


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.event.type}: {case.name}")
def test_live_equals_fetched(case: Case, stage_for: StageFor) -> None:
    scene = case.scene()
    live = stage_for(scene.user)
    live.open(scene.path, hears=scene.stream)
    assert scene.stream in live.heard
    before = position(scene.stream)
    scene.happens()
    told = StoredEvent.objects.filter(stream=scene.stream, seq__gt=before)
    kinds = list(told.values_list("text", flat=True))
    assert any(f'"type":"{case.event.type}"' in text for text in kinds), "it did not happen"

    another = stage_for(scene.user)
    another.open(scene.path, hears=scene.stream)
    now = shown(another, scene)
    wanted = [*now, scene.told] if scene.told else now
    live.tell(scene.stream)
    shows(live, scene, wanted)
    live.tell(scene.stream)
    live.page.wait_for_timeout(50)
    shows(live, scene, wanted)

    # A page reads its number before its data: it may show what it does not know that it shows.
    another.rewind(scene.stream, to=before)
    another.open(scene.path, hears=scene.stream)
    assert another.heard.get(scene.stream, before) == before
    another.tell(scene.stream)
    another.page.wait_for_timeout(50)
    shows(another, scene, now)
