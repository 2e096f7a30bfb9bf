"""What the Channels tutorial leads to, to be measured against: one consumer for each socket.

Signed in by the same sessions, in the same database. It keeps a message with a single
`acreate`, asks no right, gives no number, and confirms by sending the message back.
"""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobfair.ops.bench.realtime.textbook_settings")
django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.routing import URLRouter  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import path  # noqa: E402


class Kept(models.Model):
    room = models.CharField(max_length=40)
    author = models.UUIDField()
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "textbook"

    def __str__(self) -> str:
        return self.text


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        if not self.scope["user"].is_authenticated:
            await self.close()
            return
        self.room = self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()
        await self.send_json({"type": "hello"})

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def receive_json(self, content: dict[str, Any], **kwargs: Any) -> None:
        if content["keep"]:
            await Kept._default_manager.acreate(
                room=self.room, author=self.scope["user"].pk, text=content["text"]
            )
        name = self.scope["user"].name
        message = {"type": "said", "cid": content["cid"], "name": name, "text": content["text"]}
        await self.channel_layer.group_send(self.room, message)

    async def said(self, event: dict[str, Any]) -> None:
        await self.send_json(event)


def make_table() -> None:
    if Kept._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Kept)


make_table()
application = AuthMiddlewareStack(URLRouter([path("room/<str:room>/", Consumer.as_asgi())]))
