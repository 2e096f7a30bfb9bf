"""What a server does before it answers."""

import gc

from django.apps import apps

from jobfair.ops import launch


def test_the_collector_begins_when_all_is_loaded(monkeypatch):
    monkeypatch.setattr(gc, "freeze", lambda: None)
    gc.disable()
    apps.get_app_config("ops").ready()
    assert gc.isenabled()


def test_what_is_loaded_is_set_aside_and_what_is_old_rarely_looked_through(monkeypatch):
    said = []
    monkeypatch.setattr(launch.gc, "freeze", lambda: said.append("set aside"))
    monkeypatch.setattr(launch.gc, "set_threshold", lambda *given: said.append(given))
    assert callable(launch.load_application())
    young, middle, _old = gc.get_threshold()
    assert said == ["set aside", (young, middle, launch.OLD_AFTER)]
    assert gc.isenabled()
