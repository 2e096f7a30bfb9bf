"""A migrated database to copy, so that each server test does not migrate its own."""

import shutil
from pathlib import Path

import pytest

from tests.servers import environment, manage


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database is up to date and empty."""
    data = tmp_path_factory.mktemp("migrated")
    done = manage("migrate", "--verbosity", "0", env=environment(data))
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """A copy of the migrated data folder, for one test."""
    return Path(shutil.copytree(migrated, tmp_path / "data"))
