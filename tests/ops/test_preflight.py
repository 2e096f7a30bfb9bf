"""Each condition for serving, and the sentence for when it is not met."""

import json
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from jobfair import bootstrap
from jobfair.common.environment import kept_secret
from jobfair.ops import launch, preflight, static
from tests.servers import free_port


@pytest.fixture
def taken():
    """A port somebody listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_the_demo_takes_the_next_free_port(taken):
    with preflight.open_free_port("127.0.0.1", taken) as listening:
        assert taken < listening.getsockname()[1] < taken + 20


def test_when_no_port_is_free_it_says_so(taken):
    with pytest.raises(preflight.Refusal, match="--port"):
        preflight.open_free_port("127.0.0.1", taken, tries=1)


def test_an_impossible_host_gets_a_sentence():
    with pytest.raises(preflight.Refusal, match="Cannot listen"):
        preflight.open_port("no-such-host.invalid", free_port())


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1")])
def test_the_address_shown_is_one_a_browser_can_open(host, shown):
    with preflight.open_port(host, free_port()) as listening:
        assert launch.address(listening) == f"http://{shown}:{listening.getsockname()[1]}"


@pytest.mark.django_db
def test_waiting_migrations_are_counted_in_the_refusal(monkeypatch):
    monkeypatch.setattr(preflight, "waiting_migrations", lambda: 3)
    monkeypatch.setattr(preflight.connection, "close", lambda: None)
    with pytest.raises(preflight.Refusal, match="3 migrations"):
        preflight.require_migrated()


def test_a_database_of_many_servers_needs_no_lock(monkeypatch):
    monkeypatch.setattr(preflight, "lock_path", lambda: None)
    with preflight.only_server(), preflight.only_server():
        pass


def test_a_database_of_one_server_is_locked_until_it_ends(monkeypatch, tmp_path):
    monkeypatch.setattr(preflight, "lock_path", lambda: tmp_path / "db.serving")
    with (
        preflight.only_server(),
        pytest.raises(preflight.Refusal, match="SQLite"),
        preflight.only_server(),
    ):
        pass
    with preflight.only_server():
        pass


def test_a_kept_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    first = kept_secret(tmp_path / "key")
    assert len(first) >= 50
    assert kept_secret(tmp_path / "key") == first
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


class TestStatic:
    @pytest.fixture
    def built(self, settings, tmp_path, monkeypatch):
        """Count how often the static files are built, in a project with one of them."""
        source = tmp_path / "static"
        source.mkdir()
        (source / "a.css").write_text("a{}")
        settings.STATICFILES_DIRS = [source]
        settings.STATIC_ROOT = tmp_path / "built"
        settings.STATIC_ROOT.mkdir()
        monkeypatch.setattr(
            static, "staticfiles_storage", type("Hashed", (), {"manifest_name": "m"})()
        )
        calls = []
        monkeypatch.setattr(static, "call_command", lambda *args, **options: calls.append(args))
        return calls

    def test_they_are_built_when_something_changed_and_only_then(self, built, settings):
        assert static.build_if_stale()
        assert not static.build_if_stale()
        (settings.STATICFILES_DIRS[0] / "a.css").write_text("a{color:red}")
        assert static.build_if_stale()
        assert len(built) == 2

    def test_of_two_at_once_one_builds_and_the_other_waits_and_learns_the_names(
        self, built, monkeypatch
    ):
        learned = []
        monkeypatch.setattr(static, "read_names_again", lambda: learned.append(len(built)))
        building, going_on = threading.Event(), threading.Event()

        def slowly(*args, **options):
            building.set()
            going_on.wait(30)
            built.append(args)

        monkeypatch.setattr(static, "call_command", slowly)
        monkeypatch.setattr(bootstrap, "say", lambda *words: going_on.set())  # says that it waits
        with ThreadPoolExecutor() as threads:
            first = threads.submit(static.build_if_stale)
            building.wait(30)
            assert not static.build_if_stale()
            assert first.result()
        assert (len(built), learned) == (1, [1])

    def test_a_build_that_was_cut_off_is_done_again(self, built, monkeypatch):
        def cut(*args, **options):
            raise KeyboardInterrupt

        monkeypatch.setattr(static, "call_command", cut)
        with pytest.raises(KeyboardInterrupt):
            static.build_if_stale()
        assert not (static.Path(static.settings.STATIC_ROOT) / static.FINGERPRINT).exists()

    def test_names_that_another_process_gave_are_known_when_it_has_ended(
        self, built, settings, monkeypatch
    ):
        storage = ManifestStaticFilesStorage(location=settings.STATIC_ROOT, base_url="/static/")
        monkeypatch.setattr(static, "staticfiles_storage", storage)
        manifest = {"version": "1.1", "paths": {"a.css": "a.1234.css"}, "hash": "1"}
        write = f"open('staticfiles.json', 'w').write({json.dumps(manifest)!r})"
        builder = partial(subprocess.Popen, [sys.executable, "-c", write])
        monkeypatch.setattr(
            static.subprocess, "Popen", lambda *command, **options: builder(cwd=storage.location)
        )
        with static.built_beside() as is_stale:
            assert is_stale
        assert storage.hashed_files == {"a.css": "a.1234.css"}
