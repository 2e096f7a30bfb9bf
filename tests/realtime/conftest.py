import pytest

from realtime.application import Realtime
from realtime.work import pool, writing


@pytest.fixture
async def sockets(transactional_db):
    """The websocket front with a hub of its own, and no database thread left behind."""
    front = Realtime()
    yield front
    if front.hub is not None:
        await front.hub.stop()


@pytest.fixture(autouse=True)
def _no_connections_left():
    yield
    from django.db import connections

    for threads in (pool, writing):
        list(threads.map(lambda _n: connections.close_all(), range(32)))
