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
from jobfair.common.away import RETRY_AFTER, is_away
from jobfair.common.errors import DomainError, TooMany
from jobfair.common.limits import Bucket
from jobfair.outbox.selectors import Replay, events_after, position
from jobfair.outbox.services import current_epoch
from realtime import protocol
from realtime.commands import COMMANDS, Malformed, code_of
from realtime.hub import Hub
from realtime.identity import Entry
from realtime.listening import RightsWatch, Subscription
from realtime.outlet import Outlet
from realtime.patience import BREACH
from realtime.presence import desks
from realtime.protocol import Close, Code, Request
from realtime.servers import MOST_UP
from realtime.subscriptions import is_stream, may_hear
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
        "_is_over",
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
        self._roles_read = time.monotonic()
        self._asking: set[asyncio.Task[None]] = set()
        self._bucket = Bucket(settings.REQUESTS_A_SECOND, settings.REQUESTS_AT_ONCE)
        self._refused = 0
        self._is_busy = self._is_leaving = self._is_over = False

    async def greet(self) -> None:
        if self._user.is_authenticated:
            await self._or_end(self._watch_rights(user_stream(self._user.pk)))
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
        if self._is_over:
            return
        request = protocol.read(text)
        wait = self._bucket.take()
        if wait:
            self._slow_down(request, wait)
            return
        self._refused, self._is_busy = 0, True
        try:
            await VERBS.get(request.do, Connection._command)(self, request)
        except protocol.Unbearable:
            raise
        except Exception as error:
            self._explain(request, error)
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

    def end(self) -> None:
        """Leave everything at once: a server cuts off whoever still waits for something."""
        for task in self._asking:
            task.cancel()
        self._end_all()
        if self._user.is_authenticated:
            self._hub.leave(user_stream(self._user.pk), self._watch)

    def _ask_again_soon(self) -> None:
        self._soon(self._ask_again())

    def _ask_of_soon(self, stream: str) -> None:
        self._soon(self._ask_of(stream))

    def _soon(self, asking: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._or_end(asking))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _or_end(self, asking: Coroutine[Any, Any, None]) -> None:
        """While nobody can say what this socket may hear, it hears nothing and comes back."""
        try:
            await asking
        except Exception as error:
            log.warning("rights_not_read", error=type(error).__name__)
            self._end_with(Close.FAILED)

    def _end_with(self, code: Close) -> None:
        """Close; nothing that still comes up is carried out, and nothing more is told."""
        self._is_over = True
        self._end_all()
        self._outlet.close(code)

    async def _ask_again(self) -> None:
        """Drop every stream the person may not hear any longer."""
        user = await in_pool(self._identify)
        if user.pk != self._user.pk:
            self._end_with(Close.SIGN_IN)
            return
        self._user, self._roles_read = user, time.monotonic()
        for stream in list(self._subscriptions):
            await self._ask_of(stream)

    async def _ask_of(self, stream: str) -> None:
        """Drop one stream if the person may not hear it any longer."""
        subscription = self._subscriptions.get(stream)
        if subscription is None or await in_pool(may_hear, self._user, stream):
            return
        if self._stands(stream, subscription):
            if subscription.is_released:  # else the request is refused
                self._outlet.say(protocol.ended(stream))
            self._end_one(stream)

    async def _subscribe(self, request: Request) -> None:
        stream, after = request.given.get("stream"), request.given.get("after")
        if not isinstance(stream, str) or type(after) is not int or after < 0:
            self._refuse(request, Code.INVALID, _("请刷新页面。"))
        elif len(self._subscriptions) >= MOST_STREAMS:
            self._refuse(request, Code.TOO_MANY, _("打开的内容太多。请关闭几个页面。"))
        elif not is_stream(stream) or not await self._begin(request, stream, after):
            self._refuse(request, Code.NOT_ALLOWED, _("您不能查看这里的实时消息。"))

    async def _begin(self, request: Request, stream: str, after: int) -> bool:
        """Stand in the list and at the hub before asking: a right that is lost meanwhile is found."""
        self._end_one(stream)
        subscription = Subscription(stream, self._outlet, self._ask_of_soon)
        self._subscriptions[stream] = subscription
        found = None
        try:
            await self._hub.join(stream, subscription)
            found = await self._found(stream, after)
        finally:
            if found is None and self._stands(stream, subscription):
                self._end_one(stream)
        if found is None or not self._stands(stream, subscription):
            return False
        epoch, replay = found
        desks.sit_down(self._user, stream)
        self._outlet.say(protocol.ok(request.id, {"seq": replay.last, "epoch": epoch}))
        texts = replay.texts if request.given.get("epoch") in (None, epoch) else None
        subscription.release(replay.last, texts, self._hub.latest(stream))
        return True

    async def _found(self, stream: str, after: int) -> tuple[str, Replay] | None:
        """The epoch and what came after a number; None for who may not hear it."""
        user = self._with_fresh_roles()
        found = await in_pool(_read_stream, user, stream, after)
        if found is not None and self._hub.stands_at(stream, found[1].last) > found[1].last:
            found = await in_pool(_read_stream, user, stream, after)
        return found

    def _stands(self, stream: str, subscription: Subscription) -> bool:
        return self._subscriptions.get(stream) is subscription

    async def _unsubscribe(self, request: Request) -> None:
        stream = request.given.get("stream")
        if isinstance(stream, str):
            self._end_one(stream)
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
        answer = await command(self._with_fresh_roles(), request.given)
        self._outlet.say(protocol.ok(request.id, answer))

    def _explain(self, request: Request, error: Exception) -> None:
        """Why a request was not carried out; the connection stays."""
        if isinstance(error, Malformed):
            self._refuse(request, Code.INVALID, _("请刷新页面再试。您写的内容会保留。"))
        elif isinstance(error, DomainError):
            wait = error.retry_after if isinstance(error, TooMany) else None
            self._refuse(request, code_of(error), str(error.message), wait)
        else:
            self._note(request, error)
            self._refuse(
                request,
                Code.UNAVAILABLE,
                _("没有办成，是我们这边出了问题。您写的内容还在，请再试一次。"),
                RETRY_AFTER,
            )

    def _note(self, request: Request, error: Exception) -> None:
        """A database that is away tells nothing by a traceback, and many at once meet it."""
        if is_away(error):
            log.warning("database_away", verb=request.do, error=type(error).__name__)
        else:
            log.error("request_failed", verb=request.do, exc_info=error)

    def _with_fresh_roles(self) -> Any:
        """The person, whose roles are read again at least every second."""
        now = time.monotonic()
        if now - self._roles_read > ROLES_KEPT and self._user.is_authenticated:
            self._user.forget_roles()
            self._roles_read = now
        return self._user

    def _end_all(self) -> None:
        for stream in list(self._subscriptions):
            self._end_one(stream)

    def _end_one(self, stream: str) -> None:
        subscription = self._subscriptions.pop(stream, None)
        if subscription is not None:
            if subscription.is_released:
                desks.stand_up(self._user, stream)
            self._hub.leave(stream, subscription)
            subscription.end()

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
        if self._is_over:
            return
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


def _read_stream(user: Any, stream: str, after: int) -> tuple[str, Replay] | None:
    return (current_epoch(), events_after(stream, after)) if may_hear(user, stream) else None


async def serve(connection: Connection, outlet: Outlet, receive: Receive) -> None:
    """Hold one accepted connection until either side ends it."""
    try:
        await outlet.hold(_read(connection, outlet, receive))
    finally:
        connection.end()


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
