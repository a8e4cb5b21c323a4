"""How late an announcement begins: at rest, and where its only worker just died."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import quantiles

from sqlalchemy import insert

from bench import news
from bench.figures import figure
from bench.plan import Plan
from bench.stand import DATABASES, Stand
from bench.tables import Table
from models import Announcement

AHEAD = 5.0  # seconds until the first is due
APART = (1.0, 2.0)  # seconds between two: the next is due when the one before has left
SOONER = 0.3  # seconds, at most, between a worker's death and what it would have sent
HOLDING = 5.0  # seconds that LINE keeps an answer back, in which the worker dies
PATIENCE = 30.0


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    rows = []
    for kind in DATABASES:
        rows.append(_row(f"{kind}, at rest", _at_rest(stand, plan, kind)))
        rows.append(_row(f"{kind}, its worker just died", _after_deaths(stand, plan, kind)))
        rows.append(_row(f"{kind}, died while LINE had it", _carried_on(stand, plan, kind)))
    yield Table(
        f"How late an announcement begins: {plan.timed} of them, and {plan.deaths} deaths",
        ("", "p50", "p99", "latest"),
        rows,
        "From the moment when it is due until LINE has its first request. The worker is killed "
        f"within {SOONER} s before, and started again at once. In the last rows it is killed while "
        "LINE has its request and has not answered: from the death until the next try of it.",
    )


def _row(name: str, late: Sequence[float]) -> Sequence[str]:
    hundredths = quantiles(late, n=100, method="inclusive")
    figures = (hundredths[49], hundredths[98], max(late))
    return name, *(figure([seconds * 1000], "ms") for seconds in figures)


def _at_rest(stand: Stand, plan: Plan, kind: str) -> list[float]:
    address, due = _scheduled(stand, kind, plan.timed)
    with stand.worker(address):
        return _late(stand, due)


def _after_deaths(stand: Stand, plan: Plan, kind: str) -> list[float]:
    dice, late = random.Random(1), []
    for _ in range(plan.deaths):
        address, due = _scheduled(stand, kind, 1)
        with stand.worker(address) as worker:
            time.sleep(due[0] - dice.uniform(0.0, SOONER) - time.time())
            os.kill(worker, signal.SIGKILL)
        with stand.worker(address):
            late += _late(stand, due)
    return late


def _carried_on(stand: Stand, plan: Plan, kind: str) -> list[float]:
    """Seconds from the death of a worker until another try of what it carried."""
    late = []
    for _ in range(plan.deaths):
        address, _ = _scheduled(stand, kind, 1)
        stand.stub.begin(delay=HOLDING)
        with stand.worker(address) as worker:
            _wait_until(stand, lambda: stand.stub.taken("multicast") > 0)
            os.kill(worker, signal.SIGKILL)
        died = time.time()
        with stand.worker(address):
            _wait_until(stand, lambda: stand.stub.report()["refused"])
            late.append(time.time() - died)
    return late


def _wait_until(stand: Stand, happened: Callable[[], object], after: float = 0.0) -> None:
    """Patient from this moment on, or from a later one."""
    until = max(after, time.time()) + PATIENCE
    while not happened():
        if time.time() > until:
            raise TimeoutError(f"in vain: {stand.stub.report()}")
        time.sleep(0.02)


def _scheduled(stand: Stand, kind: str, number: int) -> tuple[str, list[float]]:
    """A database with announcements, each to two people of a club of its own, and their moments."""
    address, dice = stand.database(kind), random.Random(1)
    clubs = news.readers(address, number * 2, number)
    moment, due = datetime.now(UTC) + timedelta(seconds=AHEAD), []
    for _ in clubs:
        due.append(moment)
        moment += timedelta(seconds=dice.uniform(*APART))
    with news.writing(address) as db:
        rows = [news.announcement(*each) for each in zip(clubs, due, strict=True)]
        db.execute(insert(Announcement), rows)
    stand.stub.begin()
    return address, [each.timestamp() for each in due]


def _late(stand: Stand, due: Sequence[float]) -> list[float]:
    """Seconds between each moment and its request, which come in the order of the moments."""
    _wait_until(stand, lambda: stand.stub.taken("multicast") >= len(due), due[-1])
    came = stand.stub.moments("multicast")
    return [arrived - moment for arrived, moment in zip(came, due, strict=True)]
