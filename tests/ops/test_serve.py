"""The real server starts, answers, refuses with a sentence, and ends cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from jobfair.ops.server import SERVERS
from realtime.servers.ending import SECONDS_TO_FINISH
from tests.servers import SECONDS_TO_STOP, Server, environment, free_port, manage


def get(url: str) -> tuple[int, str]:
    """Fetch an address; return its status and body."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, problem.read().decode()


def workers_of(server: Server) -> list[int]:
    """Return the running child processes of a server, whichever of its threads started them."""
    listings = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    found = [int(child) for listing in listings for child in listing.read_text().split()]
    return [child for child in found if is_running(child)]


def is_running(pid: int) -> bool:
    """Say whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone_within(pid: int, seconds: float) -> bool:
    """Wait until a process has ended; say whether it did in time."""
    deadline = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_ends_cleanly_with_its_worker(data, number):
    port = str(free_port())
    with Server("serve", "--port", port, env=environment(data)) as server:
        assert f"http://127.0.0.1:{port}" in server.wait_for("Serving")
        assert get(f"http://127.0.0.1:{port}/healthz/live")[0] == 200
        status, body = get(f"http://127.0.0.1:{port}/healthz/ready")
        assert (status, json.loads(body)["status"]) == (200, "ready")
        (worker,) = workers_of(server)
        started = time.monotonic()
        assert server.stop(number) == 0
        assert time.monotonic() - started < 10
        assert not is_running(worker)
        assert "Traceback" not in server.text
        assert "Stopped" in server.text


def test_the_listening_socket_is_handed_to_daphne_whole():
    """Twisted closes what it is given; a number closed twice is by then somebody else's."""
    listening = socket.create_server(("127.0.0.1", 0))
    asked = "from realtime.servers.daphne import make_server; import socket, sys;"
    asked += "it = socket.socket(fileno=int(sys.argv[1])); make_server(it, None, None);"
    asked += "sys.exit(it.fileno() != -1)"
    number = listening.fileno()
    done = subprocess.run(
        [sys.executable, "-c", asked, str(number)], pass_fds=[number], check=False
    )
    listening.close()
    assert done.returncode == 0


def test_without_migrations_it_says_what_to_run(tmp_path):
    done = manage("serve", "--port", str(free_port()), env=environment(tmp_path))
    assert done.returncode == 1
    assert "manage.py migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_secret_key_it_refuses(data):
    env = environment(data)
    del env["SECRET_KEY"], env["JOBFAIR_TESTING"]
    done = manage("serve", "--port", str(free_port()), env=env)
    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_key_to_seal_with_it_says_what_is_not_asked(data):
    env = environment(data, SITE_URL="https://jobfair.example")
    del env["JOBFAIR_TESTING"]
    done = manage("check", "--deploy", "--fail-level", "WARNING", env=env)
    assert "No SEALING_KEY" in done.stdout + done.stderr
    assert done.returncode == 0
    weak = manage("serve", "--port", str(free_port()), env=env | {"SEALING_KEY": "12345678"})
    assert weak.returncode == 1
    assert "SEALING_KEY is too short" in weak.stderr


def test_it_refuses_to_serve_the_demo(data):
    env = environment(data) | {"JOBFAIR_DEMO": "1"}
    done = manage("serve", "--port", str(free_port()), env=env)
    assert done.returncode == 1
    assert "JOBFAIR_DEMO" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_gets_a_sentence(data):
    port = free_port()
    with Server("serve", "--port", str(port), "--no-worker", env=environment(data)) as server:
        server.wait_for("Serving")
        again = manage("serve", "--port", str(port), env=environment(data))
        assert again.returncode == 1
        assert f"--port {port + 1}" in again.stderr
        assert "Traceback" not in again.stderr
        assert server.stop() == 0
        assert "Traceback" not in server.text


def test_a_second_server_on_the_same_database_is_refused(data):
    port = str(free_port())
    with Server("serve", "--port", port, "--no-worker", env=environment(data)) as server:
        server.wait_for("Serving")
        second = manage("serve", "--port", str(free_port()), env=environment(data))
        assert second.returncode == 1
        assert str(server.process.pid) in second.stderr
        assert "Traceback" not in second.stderr


def test_a_lock_left_by_a_killed_server_holds_nobody_up_and_its_worker_leaves(data):
    port = str(free_port())
    with Server("serve", "--port", port, env=environment(data)) as server:
        server.wait_for("Serving")
        (worker,) = workers_of(server)
        server.process.kill()
        server.process.wait()
        assert gone_within(worker, 15)
    with Server("serve", "--port", port, "--no-worker", env=environment(data)) as server:
        server.wait_for("Serving")


class Interrupted(Server):
    program = ("-m", "tests.ops.interrupted")


@pytest.mark.parametrize("beside", [["--no-worker"], []], ids=["alone", "with a worker"])
def test_who_stops_it_while_it_starts_is_heard(data, beside):
    options = ["--port", str(free_port()), "--server", "daphne", *beside]
    env = environment(data, DJANGO_SETTINGS_MODULE="jobfair.settings")
    with Interrupted("serve", *options, env=env) as server:
        server.wait_for("Stopped")
        assert server.process.wait(SECONDS_TO_STOP) == 0


def test_a_worker_that_dies_is_replaced(data):
    with Server("serve", "--port", str(free_port()), env=environment(data)) as server:
        server.wait_for("Serving")
        (worker,) = workers_of(server)
        os.kill(worker, signal.SIGKILL)
        server.wait_for("worker_ended")
        deadline = time.monotonic() + 15
        while not (now := workers_of(server)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert now
        assert now != [worker]


def open_socket(port: int) -> socket.socket:
    """Open a web socket as a browser does; return the connection after the greeting."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    address = f"127.0.0.1:{port}"
    connection.sendall(
        f"GET /ws HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Protocol: jobfair.v1\r\n\r\n".encode()
    )
    received = b""
    while b'"hello"' not in received:
        chunk = connection.recv(4096)
        assert chunk, received
        received += chunk
    return connection


@pytest.mark.parametrize("by", SERVERS)
def test_open_sockets_are_told_when_to_come_back_and_hold_nothing_up(data, by):
    port = free_port()
    command = ["serve", "--port", str(port), "--no-worker", "--server", by]
    with Server(*command, env=environment(data)) as server:
        server.wait_for("Serving")
        with open_socket(port) as connection:
            started = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            farewell = b"".join(iter(lambda: connection.recv(4096), b""))
        assert b'"bye"' in farewell
        assert (1012).to_bytes(2, "big") in farewell
        assert server.process.wait(timeout=10) == 0
        assert "Traceback" not in server.text
        assert time.monotonic() - started < SECONDS_TO_FINISH, "nobody waited for an open socket"
