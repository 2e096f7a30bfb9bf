"""A socket that does not keep up is closed, and only that one."""

import asyncio

from realtime.lines import Facts, Line
from realtime.outlet import SendingOutlet
from realtime.protocol import Close
from realtime.servers import MOST_UNSENT


async def test_a_reader_that_never_reads_is_closed_within_its_bound():
    stuck = asyncio.Event()
    sent = []

    async def send(message):
        sent.append(message)
        if message["type"] == "websocket.send":
            await stuck.wait()

    outlet = SendingOutlet(send)
    writer = asyncio.create_task(outlet.run())
    text = "x" * 1000
    written = 0
    while outlet.closing is None:
        outlet.say(text)
        written += len(text) * 3
        assert written <= MOST_UNSENT + len(text) * 3
    assert outlet.closing == Close.LAGGING
    stuck.set()
    await writer
    assert sent[-1] == {"type": "websocket.close", "code": 4408}


async def test_frames_leave_in_the_order_they_were_written():
    sent = []

    async def send(message):
        sent.append(message.get("text", message.get("code")))
        await asyncio.sleep(0)

    outlet = SendingOutlet(send)
    writer = asyncio.create_task(outlet.run())
    for number in range(100):
        outlet.say(str(number))
        if number % 7 == 0:
            await asyncio.sleep(0)
    outlet.close(Close.RESTARTING)
    await writer
    assert sent == [*map(str, range(100)), 1012]


async def test_a_reader_that_confirms_nothing_is_closed_and_one_that_does_is_not():
    """A server that takes everything at once hides who lags; only the client can say."""

    async def send(message):
        """It takes everything at once."""

    silent, honest = SendingOutlet(send), SendingOutlet(send)
    writers = [asyncio.create_task(outlet.run()) for outlet in (silent, honest)]
    line = Line("x" * 10_000)
    for number in range(100):
        silent.tell("fair.x", Facts(number, [line]))
        honest.tell("fair.x", Facts(number, [line]))
        honest.seen({"fair.x": number - 10, "fair.y": "nonsense"})
        await asyncio.sleep(0)
    assert (silent.closing, honest.closing) == (Close.LAGGING, None)
    honest.close(Close.RESTARTING)
    await asyncio.gather(*writers)
