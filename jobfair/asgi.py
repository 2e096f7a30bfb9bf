"""The composition root of the server: pages and the API by Django, sockets by `realtime`."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobfair.settings")

pages = get_asgi_application()

from realtime.application import Realtime  # noqa: E402  (needs Django's apps to be ready)

sockets = Realtime()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await sockets.lifespan(receive, send)
        return
    front = sockets if scope["type"] == "websocket" else pages
    await front(scope, receive, send)
