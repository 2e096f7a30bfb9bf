"""A command that starts others takes them along, however it is asked to end."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.servers import SECONDS_TO_START, SECONDS_TO_STOP, Server, environment

ITSELF_ITS_OWN_AND_A_SERVER = 3


def of_session(leader: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, _group, session = status.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it ended meanwhile
        if int(session) == leader and state != "Z":
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize(
    "command", [("bench", "realtime"), ("faults", "realtime")], ids=lambda words: words[0]
)
def test_whoever_ends_it_ends_all_that_it_started(command, tmp_path, empty_database):
    own = [*command, "--short", "--database", empty_database]
    with Server(*own, env=environment(tmp_path)) as running:
        leader = running.process.pid
        deadline = time.monotonic() + SECONDS_TO_START
        while len(of_session(leader)) < ITSELF_ITS_OWN_AND_A_SERVER:
            assert time.monotonic() < deadline, running.text
            time.sleep(0.1)
        os.kill(leader, signal.SIGTERM)
        running.process.wait(SECONDS_TO_STOP * 3)
        assert of_session(leader) == []
        assert "Traceback" not in running.text
