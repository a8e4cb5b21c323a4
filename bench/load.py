"""Prepared requests over kept-alive connections: as fast as answered, or at a steady rate.

It runs on the other core than what it measures, and tells how busy it was itself.
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench.http11 import Messages

CONNECTIONS = 16  # while measuring how many events fit into a second
GRACE = 4.0  # seconds
OPEN_CONNECTIONS = 64  # while measuring how long one takes
OK = b"HTTP/1.1 200"


@dataclass
class Result:
    """Waiting times in seconds, of answered requests and of those that never were."""

    began: float = field(default_factory=time.time)
    ended: float = 0.0
    answered: list[float] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)  # how long they had waited by the end
    failed: int = 0  # answered with something else than 200
    busy: float = 0.0  # the load generator's own share of its core

    def percentile(self, percent: float) -> "Wait":
        """The nearest rank; what was never answered counts as the longest wait."""
        waits = sorted(self.answered) + sorted(self.unanswered)
        rank = max(0, -int(-len(waits) * percent // 100) - 1)
        return Wait(waits[rank], at_least=rank >= len(self.answered))


@dataclass(frozen=True)
class Wait:
    seconds: float
    at_least: bool = False  # it was still unanswered


class _Connection(asyncio.Protocol):
    """One request at a time; `free` hears that the next may come."""

    def __init__(self, result: Result, free: Callable[["_Connection"], None]) -> None:
        self._result, self._free, self._messages = result, free, Messages()
        self.since: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def ask(self, request: bytes, since: float) -> None:
        """Send; `since` is when somebody began to wait, which may be earlier than now."""
        self.since = since
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        for head, _ in self._messages.feed(data):
            if self.since is not None:
                self._result.answered.append(time.monotonic() - self.since)
            self._result.failed += not head.startswith(OK)
            self.since = None
            self._free(self)

    def close(self) -> None:
        self._transport.close()


class _Line:
    """People waiting for a free connection."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._free: deque[_Connection] = deque()
        self._waiting: deque[tuple[bytes, float]] = deque()
        self._all: list[_Connection] = []

    async def open(self, port: int, connections: int) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            _, connection = await loop.create_connection(
                lambda: _Connection(self._result, self._next), "127.0.0.1", port
            )
            self._all.append(connection)
            self._free.append(connection)

    def ask(self, request: bytes, since: float) -> None:
        if self._free:
            self._free.popleft().ask(request, since)
        else:
            self._waiting.append((request, since))

    async def all_answered(self) -> None:
        while any(self.waits()):  # noqa: ASYNC110 - an event would cost each answer something
            await asyncio.sleep(0.01)

    def waits(self) -> Iterator[float]:
        """Since when each that is not answered has been waiting."""
        yield from (each.since for each in self._all if each.since is not None)
        yield from (since for _, since in self._waiting)

    def close(self) -> None:
        for connection in self._all:
            connection.close()

    def _next(self, connection: _Connection) -> None:
        if self._waiting:
            connection.ask(*self._waiting.popleft())
        else:
            self._free.append(connection)


def as_fast_as_answered(port: int, requests: Sequence[bytes], seconds: float) -> Result:
    """A closed loop: each connection asks again as soon as it was answered."""
    return _run(lambda result: _closed(result, port, iter(requests), seconds))


def at_rate(
    port: int,
    requests: Sequence[bytes],
    rate: float,
    *,
    enough: Callable[[], bool] = lambda: False,
) -> Result:
    """An open loop: requests come when they come (at random, `rate` a second on average).

    Whoever is late makes the next ones wait, and that waiting counts. It ends with the requests,
    or when there is `enough`; what is unanswered `GRACE` seconds later is given up.
    """
    timetable = zip(requests, _arrivals(rate), strict=False)
    return _run(lambda result: _open(result, port, timetable, enough))


def _run(measure: Callable[[Result], Coroutine[Any, Any, None]]) -> Result:
    result = Result()
    cpu, wall = time.process_time(), time.monotonic()
    asyncio.run(measure(result))
    result.ended = time.time()
    result.busy = (time.process_time() - cpu) / (time.monotonic() - wall)
    return result


async def _closed(result: Result, port: int, requests: Iterator[bytes], seconds: float) -> None:
    end = time.monotonic() + seconds
    done = asyncio.Event()
    open_ = CONNECTIONS

    def ask_again(connection: _Connection) -> None:
        nonlocal open_
        request = next(requests, None) if time.monotonic() < end else None
        if request is None:
            connection.close()
            open_ -= 1
            if not open_:
                done.set()
        else:
            connection.ask(request, time.monotonic())

    loop = asyncio.get_running_loop()
    for _ in range(CONNECTIONS):
        _, connection = await loop.create_connection(
            lambda: _Connection(result, ask_again), "127.0.0.1", port
        )
        ask_again(connection)
    await asyncio.wait_for(done.wait(), seconds + 30)


async def _open(
    result: Result,
    port: int,
    timetable: Iterator[tuple[bytes, float]],
    enough: Callable[[], bool],
) -> None:
    line = _Line(result)
    await line.open(port, OPEN_CONNECTIONS)
    for request, moment in timetable:
        await asyncio.sleep(moment - time.monotonic())
        if enough():
            break
        line.ask(request, moment)
    with suppress(TimeoutError):
        await asyncio.wait_for(line.all_answered(), GRACE)
    now = time.monotonic()
    result.unanswered = [now - since for since in line.waits()]
    line.close()


def _arrivals(rate: float) -> Iterator[float]:
    """Moments as people come: independent of each other. The same for everybody measured."""
    dice = random.Random(1)
    moment = time.monotonic()
    while True:
        moment += dice.expovariate(rate)
        yield moment
