"""How many calls an endpoint takes: token buckets, one per endpoint."""

import time
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from simulator.errors import Refused

HOUR, MINUTE, SECOND = 3600, 60, 1


class Limit(NamedTuple):
    """So many calls in so many seconds."""

    calls: int
    per: int


USUAL = Limit(2000, SECOND)
LIMITS = {  # facts §1.5
    "multicast": Limit(200, SECOND),
    "broadcast": Limit(60, HOUR),
    "loading": Limit(100, SECOND),
    "list_rich_menus": Limit(10, SECOND),
    "create_rich_menu": Limit(100, HOUR),
    "delete_rich_menu": Limit(100, HOUR),
    "delete_alias": Limit(100, HOUR),
    "get_webhook": Limit(1000, MINUTE),
    "set_webhook": Limit(1000, MINUTE),
    "test_webhook": Limit(60, HOUR),
    "count_followers": Limit(60, HOUR),
}


class RateLimits:
    """A second of load is a real one; hours and minutes pass by the simulated clock."""

    def __init__(self) -> None:
        self.on = True
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def spend(self, endpoint: str, now: datetime) -> None:
        if self.on and not self._taken(endpoint, now):
            words = "The API rate limit has been exceeded. Try again later."
            limit = LIMITS.get(endpoint, USUAL)
            raise Refused(429, words, f"{endpoint}: {limit.calls} in {limit.per} s (facts §1.5)")

    def _taken(self, endpoint: str, now: datetime) -> bool:
        limit = LIMITS.get(endpoint, USUAL)
        moment = time.monotonic() if limit.per == SECOND else now.timestamp()
        with self._lock:
            left, since = self._buckets.get(endpoint, (float(limit.calls), moment))
            left = min(limit.calls, left + max(0.0, moment - since) * limit.calls / limit.per)
            self._buckets[endpoint] = (left - (left >= 1), moment)
        return left >= 1

    def forget(self) -> None:
        with self._lock:
            self._buckets.clear()
