"""Thousands of reminders due at one moment: how soon the last has left, and who waits meanwhile."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from threading import Thread
from typing import Any

from sqlalchemy import insert, select

from bench import load
from bench.club import BATCH, found
from bench.events import Chatter
from bench.figures import figure, number
from bench.plan import Plan
from bench.processes import heaviest, wait_until_answers
from bench.stand import DATABASES, Stand
from bench.stub import RATES
from bench.tables import Table
from bench.waiting import Waits, waits
from bot.messages import Message, text
from handlers.event.cards import reminder
from models import Event, Member, Promise, database

RATE = 50  # webhooks a second meanwhile
AHEAD = 4.0  # seconds between promising and being due
PATIENCE = 60.0
WARMING = 50  # webhooks
MIXES = {"half equal, half personal": 2, "all personal": 1}  # every how manieth is personal


@dataclass(frozen=True)
class Round:
    seconds: float  # from the due moment until LINE took the last
    meanwhile: Waits
    web: float  # MB
    worker: float
    report: dict[str, Any]


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    rows = []
    for kind in DATABASES:
        for mix, personal in MIXES.items():
            rounds = [_round(stand, plan, kind, personal) for _ in range(plan.rounds)]
            rows.append(_row(f"{kind}, {mix}", rounds))
    yield Table(
        f"{plan.reminders:,} reminders due at one moment",
        (
            "",
            "until the last one left",
            "webhook p99 meanwhile",
            "web",
            "worker",
            "pushes/s",
            "multicasts/s",
            "twice or refused",
        ),
        rows,
        f"Equal ones leave by multicast of up to 500, personal ones each by a push. {RATE} "
        "webhooks a second come meanwhile. Web and worker share one core. Memory is the most that "
        "a process of each ever had (RSS). Requests are the most in any one second; LINE takes "
        f"{RATES['push']:,} pushes and {RATES['multicast']} multicasts. "
        "Aims: 30 s, 100 ms, 150 MB.",
    )


def _row(name: str, rounds: Sequence[Round]) -> Sequence[str]:
    return (
        name,
        figure([each.seconds for each in rounds], "s"),
        figure([each.meanwhile.p99 for each in rounds], "ms"),
        figure([each.web for each in rounds], "MB"),
        figure([each.worker for each in rounds], "MB"),
        *(_busiest(rounds, endpoint) for endpoint in ("push", "multicast")),
        _trouble(rounds),
    )


def _busiest(rounds: Sequence[Round], endpoint: str) -> str:
    return number(max(each.report["busiest_second"].get(endpoint, 0) for each in rounds))


def _trouble(rounds: Sequence[Round]) -> str:
    """Whether anybody got two, or LINE had to say no."""
    most = max(each.report["most_to_one"] for each in rounds)
    refused = [words for each in rounds for words in each.report["refused"]]
    return "none" if most == 1 and not refused else f"{most} to one; {', '.join(refused)}"


def _round(stand: Stand, plan: Plan, kind: str, personal: int) -> Round:
    address = stand.database(kind)
    requests = _meanwhile(address, plan)
    with stand.ours(address) as web, stand.worker(address) as worker:
        wait_until_answers(web.port, "/readyz")
        load.at_rate(web.port, requests[:WARMING], RATE)
        stand.stub.begin()
        due = _promise(address, personal)
        time.sleep(due - time.time())
        with watching(stand, plan.reminders) as done:
            result = load.at_rate(web.port, requests[WARMING:], RATE, enough=done.is_set)
        memory = heaviest(web.pid), heaviest(worker)
    report = stand.stub.report()
    if report["recipients"] < plan.reminders:
        raise TimeoutError(f"{plan.reminders} reminders are owed: {report}")
    last = max(report["last"].get("push", 0.0), report["last"].get("multicast", 0.0))
    return Round(last - due, waits(result), *memory, report)


def _meanwhile(address: str, plan: Plan) -> list[bytes]:
    many = int(RATE * PATIENCE)
    return Chatter(found(address, plan.reminders, many)).requests(many)


def _promise(address: str, personal: int) -> float:
    """Promise a reminder to every member, and return when all are due."""
    engine = database.connect(address)
    now = datetime.now(UTC)
    due = now + timedelta(seconds=AHEAD)
    with database.sessions(engine).begin() as db:
        card = reminder(db.scalars(select(Event).order_by(Event.id).limit(1)).one())
        rows = [
            {
                "key": f"bench:{member}",
                "member_id": member,
                "messages": [card, *_link(member)][: 1 if member % personal else 2],
                "due": due,
                "not_after": now + timedelta(days=1),
                "at_night": True,
            }
            for member in db.scalars(select(Member.id))
        ]
        for start in range(0, len(rows), BATCH):
            db.execute(insert(Promise), rows[start : start + BATCH])
    engine.dispose()
    return due.timestamp()


def _link(member: int) -> list[Message]:
    return [text(f"ลิงก์ของคุณ https://zoom.example/j/bench?member={member}")]


@contextmanager
def watching(stand: Stand, recipients: int) -> Iterator[Flag]:
    """A flag that is set once so many have received something."""
    done, over = Flag(), Flag()

    def watch() -> None:
        while not over.wait(0.1):
            if stand.stub.recipients() >= recipients:
                done.set()

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield done
    finally:
        over.set()
        watcher.join()
