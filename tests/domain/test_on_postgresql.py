"""What leans on an engine's own means gives the same answers on the other one.

Everything else is run there by `manage.py test_postgresql`.
"""

import os
import subprocess
from pathlib import Path

import pytest

from tests.postgres import Postgres

HERE = Path(__file__).parent
FEW = [
    "test_append_only.py",
    "test_guards.py",
    "test_prepared.py",
    "search/test_finding.py",
    "booths/test_at_once.py",
]


@pytest.mark.skipif("postgres" in os.environ.get("DATABASE_URL", ""), reason="already there")
def test_searches_and_what_is_append_only_on_postgresql(postgres: Postgres) -> None:
    modules = [str(HERE / module) for module in FEW]
    done = postgres.run_tests(
        "-q",
        *modules,
        stdout=subprocess.PIPE,
        timeout=900,  # a hang, not slowness
    )
    assert done.returncode == 0, done.stdout[-4000:]
