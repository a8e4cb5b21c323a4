"""A LINE platform of few words: fast, slow when told to, and it keeps count of what it is asked.

It takes a reply token and a retry key once, refuses what goes beyond LINE's rates, and answers
as LINE does. `simulator/` keeps far more of LINE's rules, at a price that would be measured too.
"""

import asyncio
import json
import re
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from bench.http11 import Messages

Answer = tuple[int, dict[str, Any]]

RATES = {"reply": 2000, "push": 2000, "multicast": 200}  # LINE's, in any one second
FACTS: dict[str, dict[str, Any]] = {
    "/v2/bot/info": {"basicId": "@bench", "displayName": "bench", "chatMode": "bot"},
    "/v2/bot/message/quota": {"type": "limited", "value": 10_000_000},
    "/v2/bot/message/quota/consumption": {"totalUsage": 0},
}
_RETRY_KEY = re.compile(r"\r\nx-line-retry-key: *(\S+)", re.IGNORECASE)
_SENDING = re.compile(r"/v2/bot/message/(reply|push|multicast)$")


class Ledger:
    """What LINE was asked to deliver, and when."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._taken: dict[str, list[float]] = defaultdict(list)
        self._latest: dict[str, deque[float]] = defaultdict(deque)
        self._used: set[str] = set()  # reply tokens and retry keys
        self._received: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()

    def take(self, endpoint: str, body: dict[str, Any], retry_key: str | None) -> Answer:
        now = self._clock()
        once = body["replyToken"] if endpoint == "reply" else retry_key
        if self._too_fast(endpoint, now):
            return self._refuse(429, "The API rate limit has been exceeded. Try again later.")
        if once in self._used:
            return self._refuse(*_twice(endpoint))
        if once:
            self._used.add(once)
        self._taken[endpoint].append(now)
        self._received.update(_recipients(endpoint, body))
        sent = [{"id": str(number)} for number, _ in enumerate(body["messages"])]
        return 200, {} if endpoint == "multicast" else {"sentMessages": sent}

    def counts(self) -> dict[str, Any]:
        """How many requests each endpoint took, how many recipients, and what was refused."""
        return {
            "taken": {endpoint: len(times) for endpoint, times in self._taken.items()},
            "recipients": len(self._received),
            "most_to_one": max(self._received.values(), default=0),
            "refused": dict(self._refused),
        }

    def report(self) -> dict[str, Any]:
        """The counts, and of each endpoint the last moment and the most in any one second."""
        last = {endpoint: times[-1] for endpoint, times in self._taken.items()}
        busiest = {endpoint: busiest_second(times) for endpoint, times in self._taken.items()}
        return {**self.counts(), "last": last, "busiest_second": busiest}

    def moments(self) -> dict[str, Any]:
        """When each request was taken, by endpoint."""
        return dict(self._taken)

    def _too_fast(self, endpoint: str, now: float) -> bool:
        latest = self._latest[endpoint]
        while latest and latest[0] <= now - 1:
            latest.popleft()
        latest.append(now)
        return len(latest) > RATES[endpoint]

    def _refuse(self, status: int, message: str) -> Answer:
        self._refused[f"{status} {message}"] += 1
        return status, {"message": message}


def busiest_second(times: Iterable[float]) -> int:
    """The most of `times` (in order) that lie within one second, wherever it begins."""
    window: deque[float] = deque()
    most = 0
    for moment in times:
        window.append(moment)
        while window[0] <= moment - 1:
            window.popleft()
        most = max(most, len(window))
    return most


def _twice(endpoint: str) -> tuple[int, str]:
    if endpoint == "reply":
        return 400, "Invalid reply token"
    return 409, "The retry key is already accepted"


def _recipients(endpoint: str, body: dict[str, Any]) -> list[str]:
    if endpoint == "reply":
        return []
    to = body["to"]
    return [to] if isinstance(to, str) else to


class StubLine:
    """Answers requests; what the measuring side asks stands under /bench/."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.delay = 0.0

    def answer(self, head: str, body: bytes) -> Answer:
        path = head.split(" ", 2)[1]
        if path.startswith("/bench/"):
            return self._control(path.removeprefix("/bench/"), body)
        if sending := _SENDING.match(path):
            retry_key = _RETRY_KEY.search(head)
            key = retry_key[1] if retry_key else None
            return self.ledger.take(sending[1], json.loads(body), key)
        return 200, FACTS.get(path, {"displayName": "สมชาย ใจดี"})

    def _control(self, what: str, body: bytes) -> Answer:
        if what == "begin":  # forget all that was counted; from here on every answer takes so long
            self.ledger, self.delay = Ledger(), float(json.loads(body)["delay"])
        asked = {"report": self.ledger.report, "moments": self.ledger.moments}
        return 200, asked.get(what, self.ledger.counts)()


class _Connection(asyncio.Protocol):
    def __init__(self, line: StubLine) -> None:
        self._line, self._messages = line, Messages()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        for head, body in self._messages.feed(data):
            text = head.decode("latin-1")
            answer = _response(*self._line.answer(text, body))
            if self._line.delay and " /bench/" not in text.partition("\r\n")[0]:
                loop = asyncio.get_running_loop()
                loop.call_later(self._line.delay, self._transport.write, answer)
            else:
                self._transport.write(answer)


def _response(status: int, answer: dict[str, Any]) -> bytes:
    body = json.dumps(answer).encode()
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def serve(port: int) -> None:
    line = StubLine()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(line), "127.0.0.1", port, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
