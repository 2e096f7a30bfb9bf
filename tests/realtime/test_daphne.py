"""What our Daphne does otherwise than Daphne."""

import asyncio
import time
from collections import Counter
from socket import socketpair
from unittest.mock import Mock

import pytest

from realtime.servers import daphne, places
from realtime.turns import Turns


class Connected:
    def __init__(self, looked_after, leaving=None):
        self.looked_after, self.leaving = looked_after, leaving

    def check_timeouts(self):
        self.looked_after.append(self)
        if self.leaving is not None:
            self.leaving()


async def test_of_many_connections_a_few_at_a_time_are_looked_after(monkeypatch):
    server, looked_after, again = object.__new__(daphne.PatientServer), [], asyncio.Event()
    monkeypatch.setattr(daphne, "LOOK_SECONDS", 0)
    everybody = [Connected(looked_after) for _n in range(2 * daphne.FEW + 1)]
    gone = everybody.pop()
    everybody[0].leaving = lambda: server.connections.pop(gone, None)
    server.connections, server.turns = {one: {} for one in [*everybody, gone]}, Turns(2)
    for one in server.connections:
        server.turns.put(one, 1)
    server.timeout_checker()
    assert len(looked_after) == daphne.FEW, "the others have their turn in between"
    everybody[0].leaving = again.set
    async with asyncio.timeout(5):
        await again.wait()
    assert looked_after[: len(everybody)] == everybody, "each once before the next round"
    server.connections.clear()


@pytest.mark.parametrize(("silent_for", "turns"), [(0, 10), (15.5, 3), (19.9, 1), (90, 1)])
def test_an_open_socket_is_looked_at_when_its_ping_is_due_and_not_before(silent_for, turns):
    socket = object.__new__(daphne.WireProtocol)
    socket.state = socket.STATE_OPEN
    socket.last_ping = time.monotonic() - silent_for
    everybody = Turns(11)
    everybody.put(socket, daphne.turns_until_due(socket))
    assert [socket in everybody.next() for _turn in range(turns)] == [False] * (turns - 1) + [True]
    socket.state = socket.STATE_CONNECTING
    assert daphne.turns_until_due(socket) == 1, "a handshake may take twelve seconds"


def test_those_who_came_at_once_are_pinged_one_after_the_other(monkeypatch):
    monkeypatch.setattr(daphne.WebSocketProtocol, "onOpen", Mock())

    def opened():
        socket = object.__new__(daphne.WireProtocol)
        socket.transport, socket.state = Mock(), daphne.WireProtocol.STATE_OPEN
        socket.onOpen()
        return daphne.turns_until_due(socket)

    turns = Counter(opened() for _n in range(1000))
    assert set(turns) == set(range(1, 11))
    assert max(turns.values()) < 200, "a tenth each"


def test_who_has_gone_is_kept_in_no_turn():
    everybody, one, other = Turns(3), object(), object()
    everybody.put(one, 2)
    everybody.put(other, 2)
    everybody.put(one, 7)
    everybody.drop(other)
    everybody.drop(other)
    assert [everybody.next() for _turn in range(4)] == [[], [], [one], []]
    assert not everybody._heap_of


def test_nothing_for_a_connection_that_was_lost_goes_to_whoever_gets_its_number(monkeypatch):
    monkeypatch.setattr(daphne.WebSocketProtocol, "connectionLost", Mock())
    protocol = object.__new__(daphne.WireProtocol)
    ours, theirs = socketpair()
    with ours, theirs:
        protocol.transport = Mock(socket=ours)
        protocol.wire = wire = daphne.DirectWire(protocol)
        wire.go_direct()
        assert wire.write(b"before")
        assert theirs.recv(99) == b"before"
        protocol.connectionLost(None)
        assert places.pass_on(wire.place, b"after") == 0, "the number is open again, for another"
        theirs.setblocking(False)
        with pytest.raises(BlockingIOError):
            theirs.recv(99)


async def test_only_what_has_ended_is_cleaned_up_after_and_all_of_it(monkeypatch):
    monkeypatch.setattr("daphne.server.reactor", Mock())
    server = daphne.PatientServer(None, endpoints=["tcp:0"], application_close_timeout=60)
    resting, gone, leaving = Mock(name="resting"), Mock(name="gone"), Mock(name="leaving")

    def opened(protocol, until):
        async def application(**_scope):
            await until.wait()

        server.application = application
        server.connections[protocol] = {}
        server.create_application(protocol, {})

    never, at_once, more = asyncio.Event(), asyncio.Event(), asyncio.Event()
    at_once.set()
    opened(resting, never)
    opened(gone, at_once)
    opened(leaving, more)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    server.protocol_disconnected(gone)
    server.protocol_disconnected(leaving)
    server.application_checker()
    assert set(server.connections) == {resting, leaving}, "whose application still runs stays"
    more.set()
    await server.connections[leaving]["application_instance"]
    server.application_checker()
    assert (set(server.connections), server.ended) == ({resting}, set())
    server.connections[resting]["application_instance"].cancel()
