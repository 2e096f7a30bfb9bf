"""The wires of the real servers: order, bounds, closing; each server once for all of it."""

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from jobfair.bootstrap import ROOT
from realtime.servers import MOST_FRAGMENTS, MOST_UNREAD, MOST_UNSENT, MOST_UP
from realtime.servers.frames import plain_texts, text_frame, unmasked

PATIENCE = 10


class Wired:
    """A running `tests.realtime.wired`: what it says, and sockets to it."""

    def __init__(self, name, log):
        command = [sys.executable, "-m", "tests.realtime.wired", name]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True
        )
        self.port = self.says("port")

    def says(self, what):
        """Its next line must be about this."""
        return json.loads(self.process.stdout.readline())[what]

    @contextmanager
    def opened(self, **options):
        """A socket whose system buffer is small, so that a server soon has to wait for its reader."""
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        plain.settimeout(PATIENCE)
        plain.connect(("127.0.0.1", self.port))
        with connect(
            f"ws://127.0.0.1:{self.port}/", sock=plain, compression=None, **options
        ) as one:
            yield one

    def open_raw(self, path=b"/", answer=b"101"):
        """A socket of which nobody reads anything."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        plain.sendall(
            b"GET "
            + path
            + b" HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        assert plain.recv(12) == b"HTTP/1.1 " + answer
        return plain


@contextmanager
def running(name):
    with TemporaryFile("w+") as log:
        server = Wired(name, log)
        try:
            yield server
        finally:
            server.process.kill()
            server.process.wait()
        log.seek(0)
        assert "Traceback" not in log.read(), "whatever a client sends, the log stays readable"


@pytest.fixture(scope="module", params=["daphne", "uvicorn"])
def wired(request):
    with running(request.param) as server:
        yield server


def closing_code(one):
    assert all(message is not None for message in all_of(one))
    return one.protocol.close_rcvd.code


def test_frames_keep_their_order_when_the_reader_is_slow(wired):
    with wired.opened() as one:
        one.send("count")
        time.sleep(0.1)  # it is slow: what the system does not take waits in the server
        assert [int(one.recv(timeout=PATIENCE)) for _ in range(220)] == list(range(220))
    assert wired.says("heard") == 1000


def test_who_never_reads_is_closed_within_the_bound_and_soon_cut_off(wired):
    plain = wired.open_raw()
    plain.sendall(masked("flood"))
    in_the_systems_buffers = 8 * 1024 * 1024
    assert wired.says("written") < MOST_UNSENT + in_the_systems_buffers
    assert wired.says("heard") == 4408
    time.sleep(2.2)
    with suppress(ConnectionError):  # cut off: the end comes, politely or not, and is no timeout
        while plain.recv(1 << 20):
            pass


def test_the_application_hears_at_once_that_it_has_closed(wired):
    plain = wired.open_raw()
    plain.sendall(masked("leave"))  # and the other side never answers
    assert wired.says("heard") == 4401


def test_a_handshake_can_be_sent_away_with_an_answer_of_its_own(wired):
    plain = wired.open_raw(b"/away", b"429")
    while plain.recv(1 << 16):
        pass


def test_what_is_too_big_ends_with_its_own_code(wired):
    with wired.opened() as one:
        one.send("x" * (MOST_UP + 1))
        assert closing_code(one) == 1009
    assert wired.says("heard") in (1009, 1005)


def test_what_is_no_text_ends_with_its_own_code(wired):
    plain = wired.open_raw()
    frame = bytearray(masked("x"))
    frame[-1] = 0xFF
    plain.sendall(frame)
    assert wired.says("heard") in (1007, 1005)
    answer, code = b"", (1007).to_bytes(2, "big")
    while code not in answer and (more := plain.recv(1 << 16)):
        answer += more
    assert code in answer


def test_a_server_that_cannot_hold_the_sender_back_ends_a_flood(wired):
    with wired.opened() as one:
        one.send("block")
        for _ in range(MOST_UNREAD + 2):
            one.send("leave")
        assert closing_code(one) in (4429, 4401)
    assert wired.says("heard") in (4429, 4401)


def test_what_waits_to_be_read_is_bounded_in_bytes_too():
    """Far fewer than may wait, each as large as may be; Uvicorn reads one at a time."""
    with running("daphne") as server:
        plain = server.open_raw()
        large = sent("leave" + " " * (MOST_UP - 5))
        plain.sendall(masked("block"))
        with suppress(ConnectionError):
            for _ in range(MOST_UNREAD // 2):
                plain.sendall(large)
        assert server.says("heard") == 4429
        plain.close()


def sent(text, first=0x81, mask=b"\xa1\x02\xf3\x44"):
    """A frame as a browser sends it."""
    payload = text if isinstance(text, bytes) else text.encode()
    size = len(payload)
    told = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return bytes([first]) + told + mask + unmasked(mask, payload)


#: Plain messages, and between them everything that takes the long way.
MIXED = [
    (sent("一"), "一"),
    (sent(""), ""),
    (sent("二" * 60), "二" * 60),
    (sent("ab", 0x01) + sent("cd", 0x00) + sent("", 0x89) + sent("ef", 0x80), "abcdef"),
    (sent("三"), "三"),
    (sent("pong nobody asked for", 0x8A) + sent("四"), "四"),
    (sent("五" * 5000), "五" * 5000),
    (sent(bytes("六", "utf-8")[:1], 0x01) + sent(bytes("六", "utf-8")[1:], 0x80), "六"),
    (sent("七"), "七"),
]


@pytest.mark.parametrize("piece", [1, 7, 100, 1 << 16])
def test_messages_keep_their_order_whichever_way_they_are_read(wired, piece):
    up, expected = b"".join(frame for frame, _text in MIXED), [text for _frame, text in MIXED]
    plain = wired.open_raw()
    for begin in range(0, len(up), piece):
        plain.sendall(up[begin : begin + piece])
    wanted, got, pong = b"".join(map(text_frame, expected)), b"", b"\x8a\x00"
    while not got.replace(pong, b"").endswith(wanted):
        more = plain.recv(1 << 16)
        assert more, "it stays open"
        got += more
    assert pong in got
    plain.close()
    assert wired.says("heard")


def test_a_message_in_too_many_pieces_ends_with_its_own_code(wired):
    plain = wired.open_raw()
    pieces = b"".join(sent("x", 0x00) for _ in range(MOST_FRAGMENTS - 2))
    plain.sendall(sent("x", 0x01) + pieces + sent("x", 0x80))
    whole, answer = text_frame("x" * MOST_FRAGMENTS), b""
    while whole not in answer:
        answer += plain.recv(1 << 16)
    plain.sendall(sent("", 0x01) + sent("", 0x00) * MOST_FRAGMENTS)
    assert wired.says("heard") in (1009, 1005)
    code = (1009).to_bytes(2, "big")
    while code not in answer and (more := plain.recv(1 << 16)):
        answer += more
    assert code in answer


def test_at_the_end_everybody_is_told(wired):
    """The last of the module: the server is gone afterwards."""
    with wired.opened() as one:
        one.send("count")
        one.recv(timeout=PATIENCE)
        wired.process.send_signal(signal.SIGTERM)
        assert "bye" in list(all_of(one))
        assert one.protocol.close_rcvd.code == 1012
    assert wired.says("heard") == "the end"
    assert wired.process.wait(timeout=PATIENCE) == 0


def test_where_the_server_has_changed_inside_no_wire_is_offered():
    with running("indirect") as server, server.opened() as one:
        assert one.recv(timeout=PATIENCE) == "no wire"
        assert closing_code(one) == 1012


def all_of(one):
    with suppress(ConnectionClosed):
        while True:
            yield one.recv(timeout=PATIENCE)


def masked(text):
    """A text message as a client sends it; the mask is nought."""
    frame = text_frame(text)
    return frame[:1] + bytes([frame[1] | 0x80]) + bytes(4) + frame[2:]


@pytest.mark.parametrize(
    "other",
    [
        sent("x", 0x01),  # begins a message of several frames
        sent("x", 0x82),  # bytes
        sent("x", 0x89),  # a ping
        sent("x", 0xC1),  # an extension
        text_frame("x"),  # no mask
        sent(b"\xff"),  # no text
        sent("x" * 200)[:-1],  # not all of it
        sent("x" * 200)[:3],
        b"\x81\xfe\x00\x01" + bytes(5),  # a size that could be told in a shorter way
        b"\x81\xff" + (70000).to_bytes(8, "big") + bytes(70004),
        sent("x" * 1001),  # too large
    ],
)
def test_only_frames_about_which_there_is_nothing_to_decide_are_plain(other):
    before = sent("一") + sent("x" * 1000)
    texts, size = plain_texts(before + other + sent("三"), 1000)
    assert (texts, size) == (["一", "x" * 1000], len(before))


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_a_finished_frame_is_read_as_one_message_of_its_length(size):
    from websockets.frames import Frame, Opcode
    from websockets.streams import StreamReader

    reader = StreamReader()
    reader.feed_data(text_frame("x" * size))
    parsing = Frame.parse(reader.read_exact, mask=False)
    with pytest.raises(StopIteration) as parsed:
        next(parsing)
    frame = parsed.value.value
    assert (frame.opcode, frame.fin, len(frame.data)) == (Opcode.TEXT, True, size)
