"""How often one browser may ask for what takes time."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

MOST_KNOWN = 1_000  # browsers; of more, those are forgotten whose time is over


class Pace:
    """So many in so long, for whoever asks; each process counts for itself, in its memory."""

    def __init__(self, most: int, within: timedelta) -> None:
        self._most, self._within = most, within
        self._counts: dict[Hashable, tuple[datetime, int]] = {}
        self._alone = Lock()

    def allows(self, who: Hashable, now: datetime) -> bool:
        with self._alone:
            began, count = self._counts.get(who, (now, 0))
            if now - began >= self._within:
                began, count = now, 0
            self._counts[who] = began, count + 1
            self._forget(now)
            return count < self._most

    def _forget(self, now: datetime) -> None:
        if len(self._counts) > MOST_KNOWN:
            kept = self._counts.items()
            self._counts = {who: last for who, last in kept if now - last[0] < self._within}
