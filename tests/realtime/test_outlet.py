"""A socket that does not keep up is closed, and only that one."""

import asyncio

from realtime.outlet import MOST_WAITING_BYTES, Outlet
from realtime.protocol import Close


async def test_a_reader_that_never_reads_is_closed_within_its_bound():
    stuck = asyncio.Event()
    sent = []

    async def send(message):
        sent.append(message)
        if message["type"] == "websocket.send":
            await stuck.wait()

    outlet = Outlet(send)
    writer = asyncio.create_task(outlet.run())
    text = "x" * 1000
    written = 0
    while outlet.closing is None:
        outlet.write(text)
        written += len(text) * 3
        assert written <= MOST_WAITING_BYTES + len(text) * 3
    assert outlet.closing == Close.LAGGING
    stuck.set()
    await writer
    assert sent[-1] == {"type": "websocket.close", "code": 4408}


async def test_frames_leave_in_the_order_they_were_written():
    sent = []

    async def send(message):
        sent.append(message.get("text", message.get("code")))
        await asyncio.sleep(0)

    outlet = Outlet(send)
    writer = asyncio.create_task(outlet.run())
    for number in range(100):
        outlet.write(str(number))
        if number % 7 == 0:
            await asyncio.sleep(0)
    outlet.close(Close.RESTARTING)
    await writer
    assert sent == [*map(str, range(100)), 1012]
