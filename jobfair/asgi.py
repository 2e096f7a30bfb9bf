"""The composition root of the server: pages and the API by Django, sockets by `realtime`."""

import os
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobfair.settings")

pages = get_asgi_application()

from jobfair.common.bodies import Bounded  # noqa: E402  (they need Django's apps to be ready)
from jobfair.ops.threads import Threads  # noqa: E402
from realtime.application import Realtime  # noqa: E402

sockets = Realtime()
threads = Threads()


async def in_a_thread(scope: dict[str, Any], receive: Any, send: Any) -> None:
    with threads.lent() as thread:
        async with ThreadSensitiveContext(executor=thread):
            await pages(scope, receive, send)


requests = Bounded(in_a_thread)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await sockets.lifespan(receive, send)
    elif scope["type"] == "websocket":
        await sockets(scope, receive, send)
    else:
        await requests(scope, receive, send)
