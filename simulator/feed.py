"""What just happened, for whoever follows along: the page's stream, and tests that wait."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from threading import Condition
from typing import Any, NamedTuple

KEPT = 10_000


class News(NamedTuple):
    seq: int
    kind: str
    payload: dict[str, Any]


class Feed:
    def __init__(self, newest: int) -> None:
        self.newest = newest
        self.closed = False
        self._oldest = newest  # what came up to here is no longer known
        self._news: deque[News] = deque(maxlen=KEPT)
        self._changed = Condition()

    def publish(self, news: Sequence[News]) -> None:
        if not news:
            return
        with self._changed:
            self._news.extend(news)
            self.newest = news[-1].seq
            if len(self._news) == KEPT:
                self._oldest = self._news[0].seq - 1
            self._changed.notify_all()

    def after(self, seq: int, patience: float) -> list[News] | None:
        """The news after `seq`, waiting for some if there is none; None if some are forgotten."""
        with self._changed:
            if not self._oldest <= seq <= self.newest:
                return None
            self._changed.wait_for(lambda: self.closed or self.newest > seq, patience)
            return [news for news in self._news if news.seq > seq]

    def wait_until(self, happened: Callable[[], bool], patience: float) -> bool:
        """Whether it happened in time; looks again whenever there is news."""
        deadline = time.monotonic() + patience
        while True:
            seen = self.newest
            if happened():
                return True
            with self._changed:
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait_for(partial(self._moved, seen), left):
                    return happened()

    def _moved(self, seen: int) -> bool:
        return self.newest > seen

    def close(self) -> None:
        with self._changed:
            self.closed = True
            self._changed.notify_all()
