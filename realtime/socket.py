"""One connection: its requests in order, its subscriptions, what it is told.

A plain ASGI coroutine: one task for each socket on a server that takes finished frames.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.events import user_stream
from jobfair.common.errors import DomainError
from jobfair.outbox.selectors import Replay, events_after, position
from jobfair.outbox.services import current_epoch
from realtime import protocol
from realtime.commands import COMMANDS, Malformed, code_of
from realtime.hub import Hub
from realtime.identity import Entry
from realtime.limits import Bucket
from realtime.listening import RightsWatch, Subscription
from realtime.outlet import Outlet
from realtime.patience import BREACH
from realtime.presence import desks
from realtime.protocol import Close, Code, Request
from realtime.servers import MOST_UP
from realtime.subscriptions import may_hear
from realtime.work import in_pool

log = structlog.get_logger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]
MOST_STREAMS = 50
#: So many refusals in a row, and the connection ends: nobody who reads them goes on like that.
MOST_REFUSED = 100
ROLES_KEPT = 1.0
#: What is refused again however often it is asked; it costs patience.
MISTAKES = {Code.INVALID, Code.UNKNOWN, Code.NOT_ALLOWED, Code.SIGN_IN, Code.CID_REUSED}
#: With these codes the server itself ends a connection that breaks the standard.
BREACHES = {1002, 1003, 1007, Close.TOO_BIG, Close.TOO_MANY}


class Connection:
    """The requests of one person's socket. `identify` says who that is now; it may block.

    `began` is what had passed the hub by before the entry was asked for. `bears` counts
    mistakes, and says whether to go on.
    """

    __slots__ = (
        "_asking",
        "_bears",
        "_began",
        "_bucket",
        "_entry",
        "_hub",
        "_identify",
        "_is_busy",
        "_is_leaving",
        "_outlet",
        "_refused",
        "_roles_read",
        "_subscriptions",
        "_user",
        "_watch",
    )

    def __init__(
        self,
        entry: Entry,
        began: int,
        identify: Callable[[], Any],
        bears: Callable[[int], bool],
        hub: Hub,
        outlet: Outlet,
    ) -> None:
        self._entry = entry
        self._began = began
        self._identify = identify
        self._bears = bears
        self._user = entry.user
        self._hub = hub
        self._outlet = outlet
        self._subscriptions: dict[str, Subscription] = {}
        self._watch = RightsWatch(self._ask_again_soon)
        self._roles_read = 0.0
        self._asking: set[asyncio.Task[None]] = set()
        self._bucket = Bucket(settings.REQUESTS_A_SECOND, settings.REQUESTS_AT_ONCE)
        self._refused = 0
        self._is_busy = self._is_leaving = False

    async def greet(self) -> None:
        if self._user.is_authenticated:
            await self._watch_rights(user_stream(self._user.pk))
        now, acks = timezone.now().isoformat(), self._outlet.ack_every
        self._outlet.say(protocol.hello(self._entry.epoch, now, acks))

    async def _watch_rights(self, stream: str) -> None:
        await self._hub.join(stream, self._watch)
        last = self._entry.stands
        if not self._hub.has_heard_all_since(self._began):
            last = await in_pool(position, stream)
        if self._hub.stands_at(stream, last) > self._entry.stands:
            self._ask_again_soon()  # something was told between the handshake and the joining

    async def hear(self, text: str) -> None:
        """Carry out one frame; NotUnderstood when it is none, Unbearable when it ends the connection."""
        request = protocol.read(text)
        wait = self._bucket.take()
        if wait:
            self._slow_down(request, wait)
            return
        self._refused, self._is_busy = 0, True
        try:
            await VERBS.get(request.do, Connection._command)(self, request)
        finally:
            self._is_busy = False
        if self._is_leaving:
            self._outlet.close(Close.RESTARTING)

    def leave(self, retry_ms: int) -> None:
        """The server ends: ask the client to come back, once what is being done is answered."""
        self._outlet.say(protocol.bye(retry_ms))
        self._is_leaving = True
        if not self._is_busy:
            self._outlet.close(Close.RESTARTING)

    async def end(self) -> None:
        for task in self._asking:
            task.cancel()
        if self._user.is_authenticated:
            await self._hub.leave(user_stream(self._user.pk), self._watch)
        for stream in list(self._subscriptions):
            await self._end_one(stream)

    def _ask_again_soon(self) -> None:
        self._soon(self._ask_again())

    def _ask_of_soon(self, stream: str) -> None:
        self._soon(self._ask_of(stream))

    def _soon(self, asking: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(asking)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask_again(self) -> None:
        """Drop every stream the person may not hear any longer."""
        was = self._user
        self._user = await in_pool(self._identify)
        if self._user.pk != was.pk:
            self._user = was
            self._outlet.close(Close.SIGN_IN)
            return
        for stream in list(self._subscriptions):
            await self._ask_of(stream)

    async def _ask_of(self, stream: str) -> None:
        """Drop one stream if the person may not hear it any longer."""
        if not await in_pool(may_hear, self._user, stream):
            await self._end_one(stream)
            self._outlet.say(protocol.ended(stream))

    async def _subscribe(self, request: Request) -> None:
        stream, after = request.given.get("stream"), request.given.get("after")
        if not isinstance(stream, str) or type(after) is not int or after < 0:
            self._refuse(request, Code.INVALID, _("请刷新页面。"))
        elif len(self._subscriptions) >= MOST_STREAMS:
            self._refuse(request, Code.TOO_MANY, _("打开的内容太多。请关闭几个页面。"))
        elif not await in_pool(may_hear, self._user, stream):
            self._refuse(request, Code.NOT_ALLOWED, _("您不能查看这里的实时消息。"))
        else:
            await self._begin(request, stream, after)

    async def _begin(self, request: Request, stream: str, after: int) -> None:
        await self._end_one(stream)
        subscription = self._subscriptions[stream] = Subscription(
            stream, self._outlet, self._ask_of_soon
        )
        desks.sit_down(self._user, stream)
        await self._hub.join(stream, subscription)
        epoch, replay = await in_pool(_read_stream, stream, after)
        same_life = request.given.get("epoch") in (None, epoch)
        if self._hub.stands_at(stream, replay.last) > replay.last:
            replay = await in_pool(events_after, stream, after)
        self._outlet.say(protocol.ok(request.id, {"seq": replay.last, "epoch": epoch}))
        texts = replay.texts if same_life else None
        subscription.release(replay.last, texts, self._hub.latest(stream))

    async def _unsubscribe(self, request: Request) -> None:
        stream = request.given.get("stream")
        if isinstance(stream, str):
            await self._end_one(stream)
        self._outlet.say(protocol.ok(request.id, {}))

    async def _ping(self, request: Request) -> None:
        self._outlet.say(protocol.ok(request.id, {"now": timezone.now().isoformat()}))

    async def _ack(self, request: Request) -> None:
        """The client has shown so much; the one request that is not answered."""
        seen = request.given.get("seen")
        if isinstance(seen, dict):
            self._outlet.seen(seen)

    async def _command(self, request: Request) -> None:
        command = COMMANDS.get(request.do)
        if command is None:
            self._refuse(request, Code.UNKNOWN, _("服务器不认识这个操作。请刷新页面。"))
            return
        if not self._user.is_authenticated:
            self._refuse(request, Code.SIGN_IN, _("请先登录。"))
            return
        try:
            answer = await command(self._with_fresh_roles(), request.given)
        except Malformed:
            self._refuse(request, Code.INVALID, _("请刷新页面再试。您写的内容会保留。"))
        except DomainError as error:
            self._refuse(request, code_of(error), str(error.message))
        except Exception:
            log.exception("command_failed", verb=request.do)
            self._refuse(request, Code.UNAVAILABLE, _("服务器没有办好。内容已保留，请再试。"), 3)
        else:
            self._outlet.say(protocol.ok(request.id, answer))

    def _with_fresh_roles(self) -> Any:
        """The person, whose roles are read again at least every second."""
        now = time.monotonic()
        if now - self._roles_read > ROLES_KEPT and self._user.is_authenticated:
            self._user.forget_roles()
            self._roles_read = now
        return self._user

    async def _end_one(self, stream: str) -> None:
        subscription = self._subscriptions.pop(stream, None)
        if subscription is not None:
            desks.stand_up(self._user, stream)
            subscription.end()
            await self._hub.leave(stream, subscription)

    def _slow_down(self, request: Request, wait: int) -> None:
        """Refuse, and end with who does not listen to that."""
        self._refused += 1
        self._refuse(request, Code.TOO_MANY, _("操作太快了，请稍等几秒。"), wait)
        if self._refused >= MOST_REFUSED:
            self.note_breach()
            raise protocol.Unbearable

    def _refuse(
        self, request: Request, code: Code, message: str, retry_after: int | None = None
    ) -> None:
        self._outlet.say(protocol.refused(request.id, code, message, retry_after))
        if code in MISTAKES and not self._bears(1):
            raise protocol.Unbearable

    def note_breach(self) -> None:
        """The connection ends for what came up."""
        self._bears(BREACH)


Verb = Callable[[Connection, Request], Awaitable[None]]
VERBS: dict[str, Verb] = {
    "subscribe": Connection._subscribe,
    "unsubscribe": Connection._unsubscribe,
    "ping": Connection._ping,
    "ack": Connection._ack,
}


def _read_stream(stream: str, after: int) -> tuple[str, Replay]:
    return current_epoch(), events_after(stream, after)


async def serve(connection: Connection, outlet: Outlet, receive: Receive) -> None:
    """Hold one accepted connection until either side ends it."""
    try:
        await outlet.hold(_read(connection, outlet, receive))
    finally:
        await connection.end()


async def _read(connection: Connection, outlet: Outlet, receive: Receive) -> None:
    await connection.greet()
    while (message := await receive())["type"] != "websocket.disconnect":
        text = message.get("text")
        try:
            if text is None:
                raise protocol.NotUnderstood
            if len(text.encode()) > MOST_UP:
                connection.note_breach()
                outlet.close(Close.TOO_BIG)
                return
            await connection.hear(text)
        except protocol.NotUnderstood:
            connection.note_breach()
            outlet.close(Close.NOT_UNDERSTOOD)
            return
        except protocol.Unbearable:
            outlet.close(Close.TOO_MANY)
            return
    if message.get("code") in BREACHES:
        connection.note_breach()
