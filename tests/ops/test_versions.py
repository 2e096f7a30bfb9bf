"""One migration stands for many that were run before it; a database between them is told what to do."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from jobfair.ops import health, preflight
from jobfair.ops.versions import apps_half_way, waiting_migrations


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None)


def ours(loader):
    """The migrations that stand for others, by app."""
    for migration in loader.replacements.values():
        if migration.__module__.startswith("jobfair."):
            yield migration


def test_every_step_of_before_is_stood_for_once(loader):
    replaced = [step for migration in ours(loader) for step in migration.replaces]
    assert len(replaced) == len(set(replaced))
    for app in {app for app, _name in replaced}:
        known = {name for at, name in {*replaced, *loader.disk_migrations} if at == app}
        numbers = {int(name[:4]) for name in known}
        assert numbers == set(range(1, max(numbers) + 1)), app


def test_no_new_step_takes_the_name_of_one_of_before(loader):
    """A database that ran that one would never run this one."""
    for migration in ours(loader):
        gone = set(migration.replaces) - {(migration.app_label, migration.name)}
        assert gone.isdisjoint(loader.disk_migrations)


@pytest.fixture
def steps(db):
    """What the database says it has run."""
    return MigrationRecorder(connection)


def test_a_database_that_ran_every_step_of_before_is_of_this_version(steps, loader):
    for migration in ours(loader):
        steps.record_unapplied(migration.app_label, migration.name)
    assert not apps_half_way()
    assert not waiting_migrations()
    call_command("migrate", verbosity=0)


def test_a_database_half_way_is_refused_with_what_to_do(steps):
    steps.record_unapplied("fairs", "0004_landmarks")
    assert apps_half_way() == ["fairs"]
    with pytest.raises(preflight.Refusal, match=r"fairs.*demo --fresh"):
        preflight.require_migrated()
    with pytest.raises(CommandError, match=r"fairs.*demo --fresh"):
        call_command("migrate")
    assert not health.outcome(health.migrated)[0]
