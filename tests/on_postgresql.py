"""``python -m tests.on_postgresql …``: pytest with these arguments, on a PostgreSQL server of its own."""

import sys
import tempfile
from pathlib import Path
from secrets import token_hex

from tests.postgres import Postgres


def main(*arguments: str) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="jobfair-tests-") as shared,
        Postgres.of_run(token_hex(4), Path(shared)) as server,
    ):
        return server.run_tests(*arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
