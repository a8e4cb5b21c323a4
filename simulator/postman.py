"""Walks to the bot with one webhook after the other, and again where that is wanted."""

import time
from threading import Event, Thread

from simulator.courier import Courier
from simulator.errors import Mistake
from simulator.store import Store

PAUSES = (10, 60, 300)  # seconds until a redelivery; LINE tells nobody how often or when
LONGEST_NAP = 60.0


class Postman(Thread):
    def __init__(self, store: Store, courier: Courier) -> None:
        super().__init__(name="postman", daemon=True)
        self._store, self._courier = store, courier
        self._news, self._done = Event(), Event()

    def wake(self) -> None:
        self._news.set()

    def stop(self) -> None:
        self._done.set()
        self._news.set()
        self.join()

    def run(self) -> None:
        while not self._done.is_set():
            event_id, wait = self._next()
            if event_id is None:
                self._news.wait(wait)
                self._news.clear()
            else:
                self._carry(event_id)

    def _next(self) -> tuple[str | None, float]:
        """The event to carry now, or how many seconds there is nothing to do."""
        with self._store.begin() as step:
            row = step.one(
                "select event_id, due from events where due is not null order by due, seq limit 1"
            )
        wait = min(row["due"] - time.time(), LONGEST_NAP) if row else LONGEST_NAP
        return (None, wait) if wait > 0 else (row["event_id"], 0.0)

    def _carry(self, event_id: str) -> None:
        try:
            outcome = self._courier.carry([event_id])
        except Mistake:
            return  # forgotten by a reset meanwhile
        if outcome["error"]:
            self._plan_redelivery(event_id)

    def _plan_redelivery(self, event_id: str) -> None:
        with self._store.begin() as step:
            row = step.one("select attempts from events where event_id = ?", event_id)
            again = step.setting("webhook.redelivery", default=False)
            if again and row and row["attempts"] <= len(PAUSES):
                due = time.time() + PAUSES[row["attempts"] - 1]
                step.run("update events set due = ? where event_id = ?", (due, event_id))
