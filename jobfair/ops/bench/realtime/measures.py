"""What is measured: opening, resting, hearing what one says to all, and talking in pairs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from time import perf_counter, process_time

from jobfair.ops.bench.realtime.contenders import Running
from jobfair.ops.bench.realtime.people import Pair
from jobfair.ops.bench.realtime.sockets import Crowd, Member

Due = Callable[[int, int, float], bool]
Answered = Callable[[Member, float], None]
Tick = Callable[[float], None]
SPEAKERS = 8
JOINING_AT_ONCE = 64
#: So many messages are on their way at once when the server is to be saturated.
WINDOW = 16
QUIET_SECONDS = 3.0
TEXT = "您好，请问这个岗位包住宿吗？我坐轮椅，想先问一下厂里有没有坡道。"


@dataclass
class Took:
    """What a phase took of both sides, and each time to be ranked; in seconds."""

    seconds: float
    server: float
    client: float
    delivered: int
    missing: int
    times: list[float]

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def rate(self) -> float:
        return self.delivered / self.seconds


class Clock:
    """Runs beside a phase and says what it took."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.began = perf_counter()
        self.server_began, self.client_began = server.cpu_seconds(), process_time()

    def stop(self, delivered: int, missing: int, times: list[float]) -> Took:
        return Took(
            perf_counter() - self.began,
            self.server.cpu_seconds() - self.server_began,
            process_time() - self.client_began,
            delivered,
            missing,
            times,
        )


class Audience:
    """So many sockets that hear one room, and a few that speak into it."""

    def __init__(self, server: Running, pairs: Sequence[Pair], size: int) -> None:
        self.server, self.contender, self.pair = server, server.contender, pairs[0]
        self.crowd = Crowd(server.port, self.contender.pings)
        self.speakers, _seconds = self.open([self.pair.jobseeker] * SPEAKERS)
        self.join(self.speakers)
        cookies = list(islice(cycle(one.rep for one in pairs), size))
        first = size // 10
        self.listeners, _seconds = self.open(cookies[:first])
        self.join(self.listeners)
        # What a server makes once, its threads and what each keeps of the database, is no socket's.
        before = server.resident_bytes()
        others, seconds = self.open(cookies[first:])
        self.join(others)
        self.bytes_each = (server.resident_bytes() - before) / len(others)
        self.opened_a_second = len(others) / seconds
        self.listeners += others
        self.said: list[float] = []

    def open(self, cookies: Sequence[str]) -> tuple[list[Member], float]:
        requests = [self.contender.request(self.server.port, self.pair, one) for one in cookies]
        return self.crowd.open(requests, self.contender.greet)

    def join(self, members: Sequence[Member]) -> None:
        """Subscribe, where that is a thing of its own, a few at a time."""
        waiting = deque(members)
        asked: dict[int, int] = {}
        while waiting or asked:
            while waiting and len(asked) < JOINING_AT_ONCE:
                member = waiting.popleft()
                if self.contender.join(member, self.pair):
                    asked[id(member)] = 2  # the answer, and the word to begin afresh
            self.crowd.pump(lambda one, texts: note_answers(asked, one, len(texts)), 0.2)
        self.crowd.pump(ignore, 0.2)

    def speak(self) -> None:
        speaker = self.speakers[len(self.said) % SPEAKERS]
        frame = self.contender.frame(speaker, self.pair, TEXT, keep=False)
        self.said.append(perf_counter())
        speaker.say(frame)

    def saturate(self, seconds: float) -> Took:
        """As much as the server delivers, some messages always being on their way."""
        return self._hear(lambda said, heard, _now: said - heard < WINDOW, seconds)

    def paced(self, rate: float, seconds: float, unheeded: int) -> Took:
        """So many messages a second, whether or not the server keeps up; the first ones do not count."""
        begin = perf_counter()
        return self._hear(
            lambda said, _heard, now: now - begin >= said / rate,
            unheeded / rate + seconds,
            unheeded,
        )

    def _hear(self, is_due: Due, seconds: float, unheeded: int = 0) -> Took:
        """Speak when it is due, and note how long each listener waits for each message but the unheeded."""
        for listener in self.listeners:
            listener.count = 0
        self.said, total, times = [], 0, list[float]()
        size, crowd = len(self.listeners), self.crowd
        speakers = set(map(id, self.speakers))

        def heard(member: Member, texts: Sequence[bytes]) -> None:
            nonlocal total
            if id(member) in speakers:
                return
            now, first = perf_counter(), max(member.count, unheeded)
            member.count += len(texts)
            total += len(texts)
            times.extend(now - said for said in self.said[first : member.count])

        clock = Clock(self.server)
        until = perf_counter() + seconds
        while (now := perf_counter()) < until:
            while is_due(len(self.said), total // size, now):
                self.speak()
            crowd.pump(heard, 0.002)
        # What is on its way is waited for, as long as anything still comes.
        crowd.until_silent(heard, QUIET_SECONDS, lambda: total >= len(self.said) * size)
        missing = len(self.said) * size - total + crowd.lost
        return clock.stop(total, missing, times)

    def close(self) -> None:
        self.crowd.close()


def note_answers(asked: dict[int, int], member: Member, texts: int) -> None:
    left = asked.get(id(member), 0) - texts
    if left > 0:
        asked[id(member)] = left
    else:
        asked.pop(id(member), None)


def ignore(member: Member, texts: Sequence[bytes]) -> None:
    """What comes is not looked at."""


class Talks:
    """Conversations of two, each of whom says the next thing when the last one is kept."""

    def __init__(self, server: Running, pairs: Sequence[Pair]) -> None:
        self.server, self.contender = server, server.contender
        self.crowd = Crowd(server.port, self.contender.pings)
        self.pairs = [pair for pair in pairs for _side in range(2)]
        requests = [
            self.contender.request(server.port, pair, cookie)
            for pair in pairs
            for cookie in (pair.jobseeker, pair.rep)
        ]
        self.members, _seconds = self.crowd.open(requests, self.contender.greet)
        for member, pair in zip(self.members, self.pairs, strict=True):
            self.contender.join(member, pair)
        self.pair_of = dict(zip(map(id, self.members), self.pairs, strict=True))
        self.drain()

    def drain(self) -> None:
        """Take what still comes, until nothing does."""
        self.crowd.until_silent(ignore, 0.5)

    def speak(self, member: Member, at: float) -> None:
        member.asked_at = at
        member.say(self.contender.frame(member, self.pair_of[id(member)], TEXT, keep=True))

    def saturate(self, seconds: float) -> Took:
        """Everybody speaks again as soon as what they said is kept."""
        until = perf_counter() + seconds

        def go_on(member: Member, now: float) -> None:
            if now < until:
                self.speak(member, now)

        clock = Clock(self.server)
        for member in self.members:
            self.speak(member, perf_counter())
        return self._listen(clock, until, go_on)

    def paced(self, rate: float, seconds: float) -> Took:
        """So many sayings a second in all, by whoever is not waiting for an answer."""
        free, begin, said = deque(self.members), perf_counter(), 0
        clock, until = Clock(self.server), begin + seconds

        def tick(now: float) -> None:
            nonlocal said
            while free and said < (min(now, until) - begin) * rate:
                self.speak(free.popleft(), begin + said / rate)
                said += 1

        return self._listen(clock, until, lambda member, _now: free.append(member), tick)

    def _listen(
        self, clock: Clock, until: float, answered: Answered, tick: Tick | None = None
    ) -> Took:
        times = list[float]()

        def heard(member: Member, texts: Sequence[bytes]) -> None:
            for text in texts:
                if member.asked_at and self.contender.is_answer(member, text):
                    now = perf_counter()
                    times.append(now - member.asked_at)
                    member.asked_at = 0.0
                    answered(member, now)

        while (now := perf_counter()) < until:
            if tick is not None:
                tick(now)
            self.crowd.pump(heard, 0.001)
        everybody = self.members
        self.crowd.until_silent(
            heard, QUIET_SECONDS, lambda: not any(member.asked_at for member in everybody)
        )
        missing = sum(1 for member in self.members if member.asked_at) + self.crowd.lost
        return clock.stop(len(times), missing, times)

    def close(self) -> None:
        self.crowd.close()
