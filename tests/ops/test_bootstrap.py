"""The environment is made once, completely or not at all, on whatever machine there is."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from jobfair import bootstrap


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A project folder with two small locks and no environment yet."""
    (tmp_path / "requirements").mkdir()
    for lock in ("app", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def environment(home):
    """An environment that looks made: an interpreter, and no stamp."""
    python = bootstrap.python_of(home / ".venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return home / ".venv"


@pytest.fixture
def ran(monkeypatch):
    """Every command the bootstrap runs; each succeeds unless a test lists it under `failing`."""
    commands = []
    failing = []

    def succeeds(command, *, loudly):
        commands.append([str(part) for part in command])
        return not any(word in commands[-1] for word in failing)

    monkeypatch.setattr(bootstrap, "succeeds", succeeds)
    return SimpleNamespace(commands=commands, failing=failing)


@pytest.mark.parametrize(
    ("argv", "lock"),
    [
        (["manage.py"], "app"),
        (["manage.py", "demo", "--port", "9000"], "app"),
        (["manage.py", "serve"], "app"),
        (["manage.py", "test", "-k", "serve"], "dev"),
        (["manage.py", "lint"], "dev"),
        (["manage.py", "bench", "pages"], "dev"),
    ],
)
def test_a_command_asks_for_the_smallest_lock_that_serves_it(argv, lock):
    assert bootstrap.lock_for(argv) == lock


class TestStamp:
    def test_an_environment_without_stamp_is_unfinished(self, environment):
        assert not bootstrap.is_ready(environment, "app")

    def test_the_developers_environment_serves_the_application_but_not_the_reverse(
        self, environment
    ):
        bootstrap.write_stamp(environment, "dev")
        assert bootstrap.is_ready(environment, "dev")
        assert bootstrap.is_ready(environment, "app")
        bootstrap.write_stamp(environment, "app")
        assert bootstrap.is_ready(environment, "app")
        assert not bootstrap.is_ready(environment, "dev")

    def test_a_changed_lock_ends_it(self, home, environment):
        bootstrap.write_stamp(environment, "app")
        (home / "requirements" / "app.txt").write_text("app==2\n")
        assert not bootstrap.is_ready(environment, "app")

    def test_a_stamp_without_interpreter_counts_for_nothing(self, environment):
        bootstrap.write_stamp(environment, "app")
        bootstrap.python_of(environment).unlink()
        assert not bootstrap.is_ready(environment, "app")

    def test_another_python_inside_the_environment_ends_it(self, environment, monkeypatch):
        bootstrap.write_stamp(environment, "app")
        monkeypatch.setattr(sys, "prefix", str(environment))
        assert bootstrap.is_ready(environment, "app")
        monkeypatch.setattr(bootstrap, "python_version", lambda: "python 3.99")
        assert not bootstrap.is_ready(environment, "app")

    def test_another_python_outside_may_use_it(self, environment, monkeypatch):
        bootstrap.write_stamp(environment, "app")
        monkeypatch.setattr(bootstrap, "python_version", lambda: "python 3.99")
        assert bootstrap.is_ready(environment, "app")

    def test_it_is_written_last(self, home, ran, monkeypatch):
        ran.failing.append("install")
        monkeypatch.setattr(bootstrap, "make_environment", lambda prefix: prefix.mkdir())
        monkeypatch.setattr(shutil, "which", lambda name: None)
        with pytest.raises(bootstrap.SetupError):
            bootstrap.prepare(bootstrap.VENV, "app")
        assert not (bootstrap.VENV / bootstrap.STAMP).exists()


class TestInstaller:
    def test_uv_is_used_where_there_is_one(self, home, ran, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: "/opt/uv")
        bootstrap.install(bootstrap.VENV, "app")
        assert [command[0] for command in ran.commands] == ["/opt/uv"]
        assert "--require-hashes" in ran.commands[0]

    def test_pip_takes_over_when_uv_fails(self, home, ran, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: "/opt/uv")
        ran.failing.append("/opt/uv")
        bootstrap.install(bootstrap.VENV, "app")
        own = str(bootstrap.python_of(bootstrap.VENV))
        assert ran.commands[-1][:4] == [own, "-m", "pip", "install"]
        assert "--require-hashes" in ran.commands[-1]

    def test_the_systems_pip_serves_where_ensurepip_is_missing(self, home, ran):
        own = str(bootstrap.python_of(bootstrap.VENV))
        ran.failing.append(own)
        assert bootstrap.pip_for(bootstrap.VENV) == [
            bootstrap.base_python(),
            "-m",
            "pip",
            "--python",
            own,
        ]

    def test_no_pip_at_all_ends_with_the_line_that_helps(self, home, ran):
        ran.failing.append("-m")
        with pytest.raises(bootstrap.SetupError, match="apt-get install"):
            bootstrap.pip_for(bootstrap.VENV)


def test_whoever_waited_for_another_installation_does_not_repeat_it(environment, monkeypatch):
    bootstrap.write_stamp(environment, "app")
    monkeypatch.setattr(bootstrap, "install", lambda *_: pytest.fail("installed twice"))
    bootstrap.prepare(environment, "app")


def test_a_ready_environment_is_entered_with_the_same_command(environment, monkeypatch):
    bootstrap.write_stamp(environment, "app")
    started = []
    monkeypatch.setattr(os, "execv", lambda python, argv: started.append((python, argv)))
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-W", "error", "manage.py", "check"])
    bootstrap.enter(["manage.py", "check"])
    python = str(bootstrap.python_of(environment))
    assert started == [(python, [python, "-W", "error", "manage.py", "check"])]


def test_windows_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(os, "name", "nt")
    with pytest.raises(bootstrap.SetupError, match="WSL"):
        bootstrap.require_supported_system()


def test_an_old_python_can_read_the_door():
    source = Path(bootstrap.__file__).parent.parent / "manage.py"
    ast.parse(source.read_text("utf-8"), feature_version=(3, 4))


def test_a_real_environment_is_made_and_entered(tmp_path):
    """The whole way once, with an empty lock so that nothing is fetched."""
    project = Path(bootstrap.__file__).parent.parent
    (tmp_path / "requirements").mkdir()
    for lock in ("app", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text("")
    (tmp_path / "jobfair").mkdir()
    (tmp_path / "jobfair" / "__init__.py").touch()
    shutil.copy(project / "jobfair" / "bootstrap.py", tmp_path / "jobfair")
    door = tmp_path / "manage.py"
    door.write_text(
        "import sys\nfrom jobfair import bootstrap\nbootstrap.enter(sys.argv)\nprint(sys.prefix)\n"
    )
    for expected_noise in ("准备", ""):
        done = subprocess.run(
            [bootstrap.base_python(), str(door)],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        assert done.stdout.strip() == str(tmp_path / ".venv")
        assert (expected_noise in done.stderr) if expected_noise else done.stderr == ""
