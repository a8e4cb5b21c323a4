"""The platform's memory: one SQLite database, one lock, and steps that happen wholly or not."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from simulator.errors import ConnectionCut
from simulator.feed import Feed, News

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
TABLES = [
    "people",
    "groups",
    "members",
    "messages",
    "reached",
    "media",
    "events",
    "deliveries",
    "reply_tokens",
    "retry_keys",
    "usage",
    "calls",
    "faults",
    "rich_menus",
    "rich_menu_aliases",
    "rich_menu_links",
]


class Step:
    """One step of the platform's life: its moment, its rows, and the news it makes."""

    def __init__(self, db: sqlite3.Connection, now: datetime, seq: int) -> None:
        self.now, self.seq = now, seq
        self.news: list[News] = []
        self.events: list[str] = []  # webhook events that this step made
        self.run = db.execute
        self.run_many = db.executemany

    @property
    def at(self) -> str:
        return self.now.isoformat(timespec="milliseconds")

    @property
    def seconds(self) -> float:
        return self.now.timestamp()

    def next_seq(self) -> int:
        self.seq += 1
        return self.seq

    def tell(self, kind: str, **payload: Any) -> None:
        self.tell_at(self.next_seq(), kind, **payload)

    def tell_at(self, seq: int, kind: str, **payload: Any) -> None:
        """News under a number already taken, as the message has that it is about."""
        self.news.append(News(seq, kind, payload))

    def one(self, sql: str, *values: Any) -> Any:
        return self.run(sql, values).fetchone()

    def setting(self, name: str, default: Any) -> Any:
        row = self.one("select value from settings where name = ?", name)
        return json.loads(row["value"]) if row else default

    def set(self, name: str, value: Any) -> None:
        self.run("insert or replace into settings values (?, ?)", (name, json.dumps(value)))


class Store:
    """Durability is not its business: what a crash of the machine loses was only play."""

    def __init__(self, path: str, now: Callable[[], datetime]) -> None:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = off")
        self._db.executescript(SCHEMA)
        self._lock = RLock()
        self._now = now
        row = self._db.execute("select value from settings where name = 'seq'").fetchone()
        self._seq = int(row["value"]) if row else 0
        self.feed = Feed(self._seq)

    @contextmanager
    def begin(self) -> Iterator[Step]:
        """A step under the lock. Never wait for anybody, and never call the bot, inside it."""
        with self._lock:
            if self.feed.closed:
                raise ConnectionCut("The platform is closed.")
            step = Step(self._db, self._now(), self._seq)
            self._db.execute("begin")
            try:
                yield step
                if step.seq > self._seq:
                    step.set("seq", step.seq)
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")
            self._seq = step.seq
            self.feed.publish(step.news)

    def forget(self) -> None:
        """Empty every table; the numbers go on, so that a page that follows is not confused."""
        with self.begin() as step:
            for table in TABLES:
                step.run(f"delete from {table}")  # noqa: S608 - our own names
            step.run("delete from settings where name != 'seq'")
            step.tell("reset")

    def close(self) -> None:
        self.feed.close()
        with self._lock:
            self._db.close()
