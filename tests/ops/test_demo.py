"""One command shows a whole city's job fairs, on whatever port is free."""

import socket
import urllib.request

import pytest

from jobfair.ops.management.commands import demo
from jobfair.ops.preflight import Refusal
from tests.servers import Server, environment


def test_it_sets_up_serves_says_where_and_as_whom_and_makes_nothing_twice(tmp_path):
    env = environment(tmp_path)
    del env["SECRET_KEY"], env["JOBFAIR_TESTING"]
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with Server("demo", "--port", str(taken), env=env) as server:
            url = server.wait_for("The job fair is open", seconds=60).split()[-1]
            server.wait_for("Ctrl-C")
            assert f":{taken}/" not in url
            assert f"Port {taken} is taken" in server.text
            with urllib.request.urlopen(url, timeout=20) as page:
                assert page.status == 200
            assert server.stop() == 0, server.text
            assert "Traceback" not in server.text
    people = [line for line in server.text.splitlines() if "@demo.example" in line]
    assert len(people) >= 5
    for key in ("secret-key", "sealing-key"):
        assert (tmp_path / key).stat().st_mode & 0o777 == 0o600

    with Server("demo", "--lively", "--port", str(taken), env=env) as server:
        server.wait_for("The job fair is open")
        assert "2020" not in server.text, "nothing is made twice"
        server.wait_for("came in", seconds=30)  # through the door that everybody takes
        assert server.stop() == 0, server.text


def test_fresh_empties_only_the_demos_own_folder(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    settings.DATABASE_URL = ""
    settings.DATA_DIR = tmp_path / "data" / "demo"
    (settings.DATA_DIR / "media").mkdir(parents=True)
    for name in ("secret-key", "sealing-key", "jobfair.sqlite3", "media/logo.webp"):
        (settings.DATA_DIR / name).write_text("x")
    demo.throw_away()
    assert {path.name for path in settings.DATA_DIR.iterdir()} == {"secret-key", "sealing-key"}


@pytest.mark.parametrize("setting", ["DATA_DIR", "DATABASE_URL"])
def test_fresh_refuses_somebody_elses_data(settings, tmp_path, setting):
    settings.BASE_DIR = tmp_path
    settings.DATA_DIR = tmp_path / "data" / "demo"
    settings.DATABASE_URL = ""
    setattr(settings, setting, tmp_path / "precious" if setting == "DATA_DIR" else "postgres://x")
    with pytest.raises(Refusal, match="--fresh"):
        demo.throw_away()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "fair.example"])
def test_lively_people_walk_about_on_this_machine_alone(host):
    with pytest.raises(Refusal, match="--lively"):
        demo.refuse_strangers(host, lively=True)
    demo.refuse_strangers(host, lively=False)


@pytest.mark.parametrize(
    ("host", "answer"),
    [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.7", False)],
)
def test_only_a_demo_that_others_can_reach_answers_to_other_names(host, answer):
    assert demo.is_loopback(host) is answer
