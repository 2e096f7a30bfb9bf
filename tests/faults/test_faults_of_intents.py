"""Intents under fire, in short; `manage.py faults intents` does it at length."""

import re
import subprocess
import sys

from jobfair.bootstrap import ROOT
from jobfair.ops.faults.intents import model, number_beside, shares
from tests.servers import environment

PROMISES = "accepted lost doubled invented disputed page report recount replay ledger traceback"


def test_page_report_and_replay_agree_although_the_server_was_killed(tmp_path):
    options = "--messages 120 --kills 1 --restarts 0".split()
    done = subprocess.run(
        [sys.executable, "manage.py", "faults", "intents", *options],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    for promise in PROMISES.split():
        assert re.search(rf"^✓ .*{promise}", done.stdout, re.M), done.stdout + done.stderr


def test_what_must_come_out_is_told_from_the_steps():
    pairs = [("甲", "1"), ("甲", "2"), ("乙", "1"), ("乙", "2")]
    found = model(pairs, pairs[:2], [1, 3, 2, 0])
    assert {name: n for name, n in found.items() if n} == {"mutual": 2, "mutual_people": 1}
    assert model(pairs, [], [1, 0, 0, 0])["jobseeker_only"] == 1
    assert model(pairs, pairs[:1], [2, 0, 0, 0])["employer_only"] == 1


def test_a_whole_is_shared_out_evenly():
    assert shares(7, 3) == [3, 2, 2]


def test_a_number_is_read_off_the_page():
    row = '<th scope="row">意向</th><td class="num" data-label="数">{}</td>'
    assert (
        number_beside(row.format('<a href="/x/">1,225 组<span>：有哪些</span></a>'), "意向") == 1225
    )
    assert number_beside(row.format("0 组"), "意向") == 0
