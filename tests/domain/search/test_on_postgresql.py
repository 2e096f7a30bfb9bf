"""The same searches give the same answers on the other engine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif("postgres" in os.environ.get("DATABASE_URL", ""), reason="already there")
def test_all_searches_on_postgresql(postgres_url):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE)],
        env=os.environ | {"DATABASE_URL": postgres_url},
        cwd=HERE.parents[2],
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout[-4000:]
