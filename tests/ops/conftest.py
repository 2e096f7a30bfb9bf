"""A migrated database to copy, so that each server test does not migrate its own."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """A copy of the migrated data folder, for one test."""
    return Path(shutil.copytree(migrated, tmp_path / "data"))
