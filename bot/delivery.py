"""Carrying requests to LINE: claimed under a lease, sent with their retry key, marked.

A crash at any line loses nothing and shows nothing twice: an unmarked request is sent again with
the same key, and LINE answers 409 where it took the first.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy.orm import Session, sessionmaker

from bot import bundling, claiming, expansion, held, outbox
from bot.claiming import Claim
from bot.deployment import Deployment
from bot.line import Line, LineError
from bot.outcome import tell
from bot.settling import Outcome, settle
from models import Promise

T = TypeVar("T")

GATHER = 0.1  # seconds until what LINE has answered is written down together
RENEW = 0.5  # seconds: a lease outlives four of these that came late
SQLITE_PAUSE = 0.015  # seconds between transactions: without it the webhook waits for us


def never() -> bool:
    return False


def prepare(deployment: Deployment, stopping: Callable[[], bool] = never) -> bool:
    """Make requests of all that is due, page by page; whether anything was."""
    made = False
    while not stopping() and any(step(deployment, each) for each in (_bundle, expansion.expand)):
        made = True
    while not stopping() and step(deployment, tell):
        pass
    return made


def release(deployment: Deployment, stopping: Callable[[], bool] = never) -> None:
    """Let go, or give up, what was held for want of money."""
    while not stopping() and any(
        step(deployment, each) for each in (claiming.expire, claiming.release)
    ):
        pass


def send(deployment: Deployment, senders: Executor, stopping: Callable[[], bool] = never) -> int:
    """Carry what is due, claiming more while LINE still answers; how many requests it took."""
    sent, renewed = 0, monotonic()
    under_way: dict[Future[Outcome], Claim] = {}
    while True:
        room = 0 if stopping() else claiming.BATCH - len(under_way)
        claims = step(deployment, partial(claiming.claim, most=room)) if room else []
        carry = _Carrying(deployment.line, monotonic())
        under_way |= {senders.submit(carry, claim): claim for claim in claims}
        sent += len(claims)
        if not under_way:
            return sent
        done, _ = wait(under_way, timeout=GATHER)
        if done:
            step(deployment, partial(_settle, [each.result() for each in done]))
        under_way = {each: claim for each, claim in under_way.items() if each not in done}
        if monotonic() - renewed > RENEW:  # before more is claimed: else our own might be
            step(deployment, partial(claiming.renew, claims=list(under_way.values())))
            renewed = monotonic()


def step(deployment: Deployment, do: Callable[[Session, datetime], T]) -> T:
    """One transaction, and the pause after it."""
    with deployment.sessions.begin() as db:
        result = do(db, deployment.now())
    pause(deployment.sessions)
    return result


def pause(sessions: sessionmaker[Session]) -> None:
    """Let the webhook have SQLite's only lock."""
    if sessions.kw["bind"].dialect.name == "sqlite":
        sleep(SQLITE_PAUSE)


def _bundle(db: Session, now: datetime) -> int:
    """What is too late is no request any more, and nobody's secret."""
    late = outbox.expire(db, now)
    if late:
        held.missed(db, Promise.id.in_(late), now)
    return len(late) + bundling.bundle(db, now)


def _settle(outcomes: Sequence[Outcome], db: Session, now: datetime) -> None:
    settle(db, outcomes, now)


@dataclass(frozen=True)
class _Carrying:
    line: Line
    claimed: float

    def __call__(self, claim: Claim) -> Outcome:
        sleep(max(0.0, self.claimed + claim.wait - monotonic()))
        try:
            self.line.send(claim.endpoint, claim.body, claim.id)
        except LineError as error:
            return Outcome(claim, error)
        return Outcome(claim, None)
