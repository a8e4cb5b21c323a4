"""Replies on their way: a small pool of threads, so that a slow LINE never delays the 200."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock, Timer
from time import monotonic

from bot.line import Line, LineError
from bot.turn import Replies

log = logging.getLogger(__name__)

THREADS = 48  # at 100 events/s and 300 ms a call, 30 are busy
TOKEN_SECONDS = 50.0  # LINE promises a minute
NOTE_SECONDS = 1.0  # what is spoken meanwhile shares a note: each costs a commit


@dataclass(frozen=True)
class Reply:
    event_id: str
    token: str = field(repr=False)
    messages: Replies = field(repr=False)
    taken: float = field(default_factory=monotonic)


class Speaker:
    """Says replies: one member's in order, each at most once, none after its token died.

    `note` is told which events were answered, many at a time. With `threads=0` replies are
    said at once, by the caller.
    """

    def __init__(
        self, line: Line, note: Callable[[list[str]], None], threads: int = THREADS
    ) -> None:
        self._line, self._note = line, note
        self._pool = ThreadPoolExecutor(threads, "reply") if threads else None
        self._lock, self._noting = Lock(), Lock()
        self._waiting: dict[str, deque[Reply]] = {}
        self._spoken: list[str] = []

    def say(self, member: str, reply: Reply) -> None:
        if self._pool is None:
            self._say(reply)
            self._note_spoken()
            return
        with self._lock:
            if member in self._waiting:
                self._waiting[member].append(reply)
                return
            self._waiting[member] = deque([reply])
        self._pool.submit(self._drain, member)

    def close(self) -> None:
        """Say what is still to be said, then stop."""
        if self._pool:
            self._pool.shutdown(wait=True)
        self._note_spoken()

    def _drain(self, member: str) -> None:
        while reply := self._next(member):
            self._say(reply)

    def _next(self, member: str) -> Reply | None:
        with self._lock:
            queue = self._waiting[member]
            if queue:
                return queue.popleft()
            del self._waiting[member]
            return None

    def _say(self, reply: Reply) -> None:
        """Try twice: a reply token is taken only once, so a second try never shows twice.

        What nobody heard stays owed: should LINE deliver the event again, it is said then.
        """
        for _ in range(2):
            if monotonic() - reply.taken > TOKEN_SECONDS:
                log.warning("reply to event %s came too late", reply.event_id)
                return
            try:
                self._line.reply(reply.token, reply.messages)
            except LineError as error:
                log.warning("reply to event %s: %s", reply.event_id, error)
                if not error.permanent:
                    continue
            self._note_soon(reply.event_id)
            return

    def _note_soon(self, event_id: str) -> None:
        with self._lock:
            self._spoken.append(event_id)
            first = len(self._spoken) == 1
        if first and self._pool:
            timer = Timer(NOTE_SECONDS, self._note_spoken)
            timer.daemon = True  # `close` notes what it would have noted
            timer.start()

    def _note_spoken(self) -> None:
        with self._noting:  # `close` also waits for a note that is being written
            with self._lock:
                spoken, self._spoken = self._spoken, []
            if spoken:
                self._note(spoken)
