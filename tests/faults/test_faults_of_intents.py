"""Intents under fire, in short; `manage.py faults intents` does it at length."""

import re
import subprocess
import sys

from jobfair.bootstrap import ROOT
from jobfair.ops.faults.intents import agrees, model, number_beside, on_board, shares
from tests.servers import SERVER, environment

PROMISES = (
    "accepted lost doubled invented disputed page board report recount replay ledger traceback"
)


def faults(tmp_path, *options):
    return subprocess.run(
        [sys.executable, "manage.py", "faults", "intents", "--server", SERVER, *options],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def assert_all_promises_are_kept(done):
    for promise in PROMISES.split():
        assert re.search(rf"^✓ .*{promise}", done.stdout, re.M), done.stdout + done.stderr


def test_page_report_and_replay_agree_although_the_server_was_killed(tmp_path, empty_database):
    options = f"--database {empty_database} --messages 120 --kills 1 --restarts 0".split()
    assert_all_promises_are_kept(faults(tmp_path, *options))


def test_the_same_on_postgresql_and_only_on_an_empty_database(tmp_path, postgres):
    options = ["--database", postgres.database("faults")]
    done = faults(tmp_path, *options, *"--messages 60 --kills 1 --restarts 0".split())
    assert_all_promises_are_kept(done)
    again = faults(tmp_path, *options)
    assert again.returncode == 1
    assert "not empty" in again.stderr


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


BOARD = """<span class="tile__number" data-count="jobseeker_only">1,204</span> 组
<span class="tile__number" data-count="mutual_people">9</span> 人
<span class="tile__number" data-count="visits_online">77</span> 人次
<tfoot><tr><th scope="row">现在</th><td class="num" data-label="有意向">1,230</td>
<td class="num" data-label="达成初步意向">16</td><td class="num">0</td></tr></tfoot>"""


def test_the_board_is_read_whole():
    found = on_board(BOARD)
    assert found == {"jobseeker_only": 1204, "employer_only": 10, "mutual": 16, "mutual_people": 9}
    nobody = on_board('<b data-count="jobseeker_only">0</b>')
    assert nobody == {"jobseeker_only": 0, "employer_only": 0, "mutual": 0}


def test_what_is_not_shown_must_be_nought():
    assert agrees({"mutual": 2}, {"mutual": 2, "offered": 0})
    assert agrees({"mutual": 2, "planned": 0}, {"mutual": 2, "planned": 0})
    assert not agrees({"mutual": 2}, {"mutual": 2, "offered": 1})
    assert not agrees({"mutual": 2}, {"mutual": 3})
