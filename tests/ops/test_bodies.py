"""No server takes more of a request than a form may send, whoever asks."""

import shutil
import socket
from contextlib import contextmanager

import pytest
from django.conf import settings

from jobfair.booths.sheets.limits import LIMITS
from jobfair.common.bodies import MOST_BODY, SENTENCES
from jobfair.common.images import MAX_BYTES
from tests.servers import SERVER, Server, environment, free_port

PIECE = b"x" * 1_000_000


@pytest.fixture(scope="module")
def port(migrated, tmp_path_factory):
    """A server that is up, and that had nothing to complain about in the end."""
    data = shutil.copytree(migrated, tmp_path_factory.mktemp("bodies") / "data")
    number = free_port()
    command = ["serve", "--port", str(number), "--no-worker", "--server", SERVER]
    with Server(*command, env=environment(data)) as server:
        server.wait_for("Serving")
        yield number
        assert server.stop() == 0
        assert "Traceback" not in server.text
        assert "Error" not in server.text


@contextmanager
def asking(port, *headers):
    """A connection on which a form begins to be sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        lines = ["POST /accounts/login/ HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers]
        lines.append("Content-Type: application/x-www-form-urlencoded")
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        yield connection


def heard(connection, end=b""):
    """The head and the words of an answer, up to its last words or the end of the connection."""
    answer = b""
    while not (end and answer.endswith(end)) and (more := connection.recv(65536)):
        answer += more
    head, _empty, words = answer.partition(b"\r\n\r\n")
    return head, words


def is_refused(connection):
    head, words = heard(connection, SENTENCES)
    return head.startswith(b"HTTP/1.1 413 ") and words == SENTENCES


def test_the_limit_lets_every_form_through():
    largest = max(LIMITS.file_size, MAX_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    assert largest + 500_000 < MOST_BODY <= 2 * largest


def test_what_says_that_it_is_too_large_is_refused_before_it_comes(port):
    with asking(port, f"Content-Length: {50 * 10**9}") as connection:
        assert is_refused(connection)


def test_who_asks_first_is_not_told_to_go_on(port):
    with asking(port, f"Content-Length: {MOST_BODY + 1}", "Expect: 100-continue") as connection:
        assert is_refused(connection)


def test_what_proves_to_be_too_large_is_refused_though_it_never_ends(port):
    with asking(port, "Transfer-Encoding: chunked") as connection:
        for _n in range(MOST_BODY // len(PIECE) + 1):
            connection.sendall(b"%x\r\n%b\r\n" % (len(PIECE), PIECE))
        assert is_refused(connection)


def test_a_little_too_large_is_refused_and_all_of_it_may_be_sent_first(port):
    with asking(port, f"Content-Length: {MOST_BODY + 1}") as connection:
        connection.sendall(b"x" * (MOST_BODY + 1))
        assert is_refused(connection)
        assert connection.recv(1) == b"", "the end"


@pytest.mark.parametrize("said", [True, False])
def test_up_to_the_limit_the_pages_answer(port, said):
    length = f"Content-Length: {MOST_BODY}" if said else "Transfer-Encoding: chunked"
    with asking(port, length, "Connection: close") as connection:
        body = b"x" * MOST_BODY
        whole = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        connection.sendall(body if said else whole)
        head, _words = heard(connection)
    assert head.startswith(b"HTTP/1.1 403 "), "without a token, as ever"
