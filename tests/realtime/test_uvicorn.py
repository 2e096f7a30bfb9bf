"""What may be written past Uvicorn's transport goes to nobody but whom it is for."""

import asyncio
import os
import socket
import struct
from unittest.mock import Mock

import pytest
import uvloop
from uvicorn.server import ServerState

from realtime.servers import places
from realtime.servers.direct import DirectWire
from realtime.servers.uvicorn import WireProtocol, make_server

AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: what is closed so is reset
PATIENCE = 20  # seconds


@pytest.fixture
def pair():
    """The server's end of one connection, and the other."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def served(pair):
    """Uvicorn's side of that connection, with its wire, as after a handshake."""
    ours, _theirs = pair
    config = make_server(Mock(), Mock()).config
    config.load()
    protocol = WireProtocol(config, ServerState(), {}, Mock())
    transport = Mock()
    transport.get_write_buffer_size.return_value = 0
    transport.get_extra_info = lambda name: ours if name == "socket" else None
    protocol.connection_made(transport)
    protocol.wire = DirectWire(protocol)
    return protocol, transport


def has_nothing(theirs):
    theirs.setblocking(False)
    with pytest.raises(BlockingIOError):
        theirs.recv(99)
    return True


def test_a_frame_goes_straight_into_the_socket(served, pair):
    protocol, transport = served
    assert protocol.wire.write(b"frame")
    assert pair[1].recv(99) == b"frame"
    transport.write.assert_not_called()


def test_what_the_transport_writes_stays_before_what_comes_later(served, pair):
    protocol, transport = served
    assert protocol.wire.write(b"first")
    protocol.transport.write(b"a ping")
    transport.get_write_buffer_size.return_value = 6
    assert protocol.wire.write(b"behind the ping")
    assert [call.args[0] for call in transport.write.mock_calls] == [b"a ping", b"behind the ping"]
    transport.get_write_buffer_size.return_value = 0
    assert protocol.wire.write(b", direct again")
    assert pair[1].recv(99) == b"first, direct again"


@pytest.mark.parametrize("end", ["close", "abort"])
def test_from_its_end_on_nothing_goes_past_the_transport(served, pair, end):
    protocol, _transport = served
    assert protocol.wire.write(b"before")
    assert pair[1].recv(99) == b"before"
    getattr(protocol.transport, end)()
    assert places.pass_on(protocol.wire.place, b"after") == 0
    assert has_nothing(pair[1])


def test_nothing_goes_to_whoever_gets_the_number_of_a_lost_connection(served, pair):
    protocol, _transport = served
    wire = protocol.wire
    assert wire.write(b"before")
    assert pair[1].recv(99) == b"before"
    protocol.connection_lost(None)
    assert places.pass_on(wire.place, b"after") == 0
    assert not wire.write(b"after")
    assert has_nothing(pair[1])


@pytest.mark.parametrize("is_said", [True, False])
def test_the_socket_is_lent_and_stays_open_whether_or_not_its_end_was_said(served, pair, is_said):
    protocol, _transport = served
    lent, number = protocol.way().__self__, pair[0].fileno()
    assert lent.fileno() == number
    if is_said:
        protocol.connection_lost(None)
        assert lent.fileno() == -1
    protocol.lent = None
    del lent
    assert pair[0].send(b"still open")


class Watching(asyncio.Protocol):
    """Learns whether the number was still its own when the connection was said to be lost."""

    def __init__(self, lost):
        self.lost = lost

    def connection_made(self, transport):
        self.transport, self.number = transport, transport.get_extra_info("socket").fileno()
        self.which = os.fstat(self.number).st_ino

    def data_received(self, data):
        getattr(self.transport, data.decode())()

    def connection_lost(self, exc):
        try:
            self.lost.set_result(os.fstat(self.number).st_ino == self.which)
        except OSError as error:
            self.lost.set_exception(error)


async def is_own_when_lost(end):
    loop = asyncio.get_running_loop()
    lost = loop.create_future()
    server = await loop.create_server(lambda: Watching(lost), "127.0.0.1", 0)
    with socket.create_connection(server.sockets[0].getsockname()) as theirs:
        end(theirs)
        own = await asyncio.wait_for(lost, PATIENCE)
    server.close()
    return own


def reset(theirs):
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    theirs.close()


@pytest.mark.parametrize(
    "end",
    [
        socket.socket.close,
        reset,
        lambda theirs: theirs.send(b"close"),
        lambda theirs: theirs.send(b"abort"),
    ],
    ids=["closed there", "reset there", "closed here", "aborted here"],
)
def test_a_transport_says_that_it_is_lost_before_its_number_is_free(end):
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(is_own_when_lost(end))
