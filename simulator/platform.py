"""How the parts of the platform hang together, and what a bot's tests look at."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Signal
from typing import Any

from simulator import chats, faults, groups, moments, people, quota, webhooks
from simulator.channel import Channel
from simulator.clock import Clock, real_now
from simulator.courier import PATIENCE, Courier, Post, over_http
from simulator.postman import Postman
from simulator.rate_limits import RateLimits
from simulator.store import Step, Store

Json = dict[str, Any]
Deliver = Callable[[bytes, dict[str, str]], int]


class Platform:
    """With `deliver`, the bot hears of what people do before the call that did it returns.

    Without it, a thread posts webhooks to the bot's endpoint. `now` is the clock to go by;
    `clock_file` holds how many seconds the simulated time is ahead of it; `patience` is how many
    seconds the bot has for its answer.
    """

    def __init__(
        self,
        secret: str,
        token: str,
        *,
        now: Callable[[], datetime] = real_now,
        deliver: Deliver | None = None,
        state: str = ":memory:",
        clock_file: Path | None = None,
        patience: float = PATIENCE,
        **channel: str,
    ) -> None:
        self.channel = Channel(secret, token, **channel)
        self.clock = Clock(clock_file, now)
        self.store = Store(state, self.clock.now)
        self.rate_limits = RateLimits()
        self.closing = Signal()
        post = _by_hand(deliver) if deliver else over_http(patience)
        self._courier = Courier(self.store, self.channel, post)
        self._postman = None if deliver else Postman(self.store, self._courier)
        if self._postman:
            self._postman.start()

    @contextmanager
    def happening(self) -> Iterator[Step]:
        """A step that the bot hears of: at once where it is called directly, else by post."""
        with self.store.begin() as step:
            yield step
            if self._postman is None:
                claimed = [(event_id,) for event_id in step.events]
                step.run_many("update events set due = null where event_id = ?", claimed)
        if self._postman:
            self._postman.wake()
            return
        for event_id in (*self._waiting(), *step.events):
            self._courier.carry([event_id])

    def _waiting(self) -> list[str]:
        """Events that the bot itself caused while it was called, and that nobody carried yet."""
        with self.store.begin() as step:
            rows = step.run("select event_id from events where due is not null order by seq")
            waiting = [row["event_id"] for row in rows]
            step.run("update events set due = null")
        return waiting

    def wake(self) -> None:
        """There may be something to carry."""
        if self._postman:
            self._postman.wake()

    def redeliver(self, *event_ids: str, flagged: bool = True) -> Json:
        """Deliver events again, in one webhook; unflagged, as a duplicate on the network."""
        return self._courier.carry(event_ids, flagged=flagged)

    def test_webhook(self, endpoint: str | None = None) -> Json:
        """Send an empty webhook, as LINE's console does."""
        outcome = self._courier.send(endpoint or self.webhook["endpoint"], [])
        timestamp = self.clock.now().astimezone(UTC).isoformat(timespec="milliseconds")
        return {
            "success": outcome["error"] is None,
            "timestamp": timestamp.replace("+00:00", "Z"),
            "statusCode": outcome["status"] or 0,
            "reason": (outcome["error"] or "OK").upper(),
            "detail": str(outcome["status"] or outcome["error"]),
        }

    def wait_until(self, happened: Callable[[], bool], patience: float = 10) -> bool:
        """Whether it happened in time; no sleeping, it looks whenever something changes."""
        return self.store.feed.wait_until(happened, patience)

    def wait_until_delivered(self, patience: float = 10) -> bool:
        """Whether the bot has been told everything once."""
        return self.wait_until(self._all_told, patience)

    def _all_told(self) -> bool:
        with self.store.begin() as step:
            open_ = "select 1 from events where (due is not null and attempts = 0)"
            return step.one(f"{open_} or answered < attempts") is None

    def chat(self, chat: str) -> list[Json]:
        with self.store.begin() as step:
            return chats.newest(step, chat)

    def ledger(self, user_id: str) -> list[Json]:
        """All that the bot sent and that really reached this phone, in order."""
        with self.store.begin() as step:
            return chats.ledger(step, user_id)

    @property
    def calls(self) -> list[Json]:
        """All calls of the bot, newest last."""
        with self.store.begin() as step:
            return [json.loads(row["body"]) for row in step.run("select body from calls")]

    @property
    def deliveries(self) -> list[Json]:
        """All webhooks that were sent: {at, events, ids, status, ms, error}."""
        with self.store.begin() as step:
            return [json.loads(row["body"]) for row in step.run("select body from deliveries")]

    @property
    def quota(self) -> Json:
        with self.store.begin() as step:
            return quota.state(step)

    @property
    def webhook(self) -> Json:
        with self.store.begin() as step:
            return webhooks.state(step, self.channel)

    def state(self) -> Json:
        """Everything a page has to know before it follows the stream from `seq`."""
        with self.store.begin() as step:
            return {
                "bot": self.channel.describe(step),
                "now": step.at,
                "offset": self.clock.offset,
                "webhook": webhooks.state(step, self.channel),
                "publicUrl": self.channel.public_url,
                "quota": quota.state(step),
                "people": people.everybody(step),
                "groups": groups.all_of_them(step),
                "faults": faults.everything(step),
                "moments": moments.everything(step),
                "seq": self.store.feed.newest,
            }

    def reset(self) -> None:
        self.rate_limits.forget()
        self.store.forget()

    def close(self) -> None:
        """Let go of everything; what hangs is cut."""
        self.closing.set()
        if self._postman:
            self._postman.stop()
        self.store.close()


def _by_hand(deliver: Deliver) -> Post:
    return lambda _, body, headers: deliver(body, headers)
