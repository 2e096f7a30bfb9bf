"""What our Daphne does otherwise than Daphne."""

import asyncio

from realtime.servers import daphne


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
    server.connections = dict.fromkeys([*everybody, gone])
    server.timeout_checker()
    assert len(looked_after) == daphne.FEW, "the others have their turn in between"
    everybody[0].leaving = again.set
    async with asyncio.timeout(5):
        await again.wait()
    assert looked_after[: len(everybody)] == everybody, "each once before the next round"
    server.connections.clear()
