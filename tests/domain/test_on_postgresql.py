"""What leans on an engine's own means gives the same answers on the other one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import Postgres

HERE = Path(__file__).parent
FOLDERS = [
    "test_append_only.py",
    "test_guards.py",
    "test_prepared.py",
    "accounts/test_sessions.py",
    "attendance/test_categories.py",
    "attendance/test_room.py",
    "search",
    "intents",
    "insights/test_one_moment.py",
    "insights/test_fixed.py",
    "oneself",
    "outcomes/test_in_turn.py",
    "outcomes/test_recording.py",
    "booths/test_at_once.py",
    "booths/test_review_record.py",
    "booths/test_presence.py",
    "chat/test_moderating.py",
    "chat/test_with_organiser.py",
    "watch",
]
#: Our own rules, about which no engine is asked.
LEFT_OUT = [
    "intents/test_permissions.py",
    "intents/test_steps.py",
    "intents/test_words.py",
    "search/test_words.py",
]


@pytest.mark.skipif("postgres" in os.environ.get("DATABASE_URL", ""), reason="already there")
def test_searches_and_what_is_append_only_on_postgresql(postgres: Postgres) -> None:
    folders = [str(HERE / folder) for folder in FOLDERS]
    folders += [f"--ignore={HERE / module}" for module in LEFT_OUT]
    # The name that Django gives the test database of this address.
    postgres.database_called("test_postgres")
    options = ["-q", "--reuse-db", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *folders],
        env=os.environ | {"DATABASE_URL": postgres.url},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=900,  # a hang, not slowness
    )
    assert done.returncode == 0, done.stdout[-4000:]
