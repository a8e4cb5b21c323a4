"""What else must reach LINE after a commit: asked for in a transaction, run like the outbox."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import backoff
from bot.deployment import Deployment
from bot.line import LineError
from models import Errand, ErrandState
from models.database import AWAY

log = logging.getLogger(__name__)

Details = dict[str, Any]
Run = Callable[[Deployment, Details], None]
GiveUp = Callable[[Session, Details, datetime], None]

BATCH = 20
LEASE = timedelta(minutes=5)  # longer than any errand may take
GIVE_UP = 12  # tries: about a day
SOON, LATER = timedelta(seconds=2), timedelta(hours=4)  # until the next try


@dataclass(frozen=True)
class Errands:
    kinds: dict[str, Run]
    ends: dict[str, GiveUp] = field(default_factory=dict)

    def kind(self, name: str) -> Callable[[Run], Run]:
        """Run errands of this kind, outside any transaction; twice must equal once."""

        def declare(run: Run) -> Run:
            self.kinds[name] = run
            return run

        return declare

    def given_up(self, name: str) -> Callable[[GiveUp], GiveUp]:
        """Say so where an errand of this kind has failed for good."""

        def declare(give_up: GiveUp) -> GiveUp:
            self.ends[name] = give_up
            return give_up

        return declare

    def include(self, *others: "Errands") -> None:
        for other in others:
            self.kinds.update(other.kinds)
            self.ends.update(other.ends)


def ask(db: Session, kind: str, key: str, details: Details, now: datetime) -> None:
    """Have an errand run once `db` commits. The same key again replaces what it was before."""
    asked = {
        "kind": kind,
        "details": details,
        "due": now,
        "tries": 0,
        "state": ErrandState.WAITING,
        "failure": None,
    }
    new = upsert(Errand).values(key=f"{kind}:{key}", **asked)
    db.execute(new.on_conflict_do_update(index_elements=["key"], set_=asked))


def asked(db: Session, kind: str, key: str) -> Errand | None:
    """The errand that was asked for under this key, done or not; locked."""
    there = select(Errand).where(Errand.key == f"{kind}:{key}")
    return db.scalar(there.with_for_update().execution_options(populate_existing=True))


def run(
    deployment: Deployment, errands: Errands, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Run all that is due, and return how many errands that were."""
    done = 0
    while not stopping():
        with deployment.sessions.begin() as db:
            claimed = _claim(db, deployment.now())
        for errand in claimed:
            failure = _run(deployment, errands, errand)
            with deployment.sessions.begin() as db:
                _settle(db, errands, errand, failure, deployment.now())
        done += len(claimed)
        if not claimed:  # what goes on page by page asks for its next page while it runs
            break
    return done


def _claim(db: Session, now: datetime) -> Sequence[Errand]:
    due = select(Errand).where(Errand.state == ErrandState.WAITING, Errand.due <= now)
    page = due.order_by(Errand.due, Errand.id).limit(BATCH).with_for_update(skip_locked=True)
    claimed = db.scalars(page).all()
    for errand in claimed:
        errand.due = now + LEASE  # if we die meanwhile, another try comes then
        errand.tries += 1
    return claimed


def _run(deployment: Deployment, errands: Errands, errand: Errand) -> LineError | None:
    try:
        errands.kinds[errand.kind](deployment, errand.details)
    except LineError as error:
        log.warning("errand %s (%s): %s", errand.id, errand.kind, error)
        return error
    except AWAY:
        raise
    except Exception as bug:  # noqa: BLE001 - the others must not wait for its end
        where = "".join(traceback.format_tb(bug.__traceback__))
        log.error("errand %s (%s): %s\n%s", errand.id, errand.kind, type(bug).__name__, where)  # noqa: TRY400
        return LineError(None, type(bug).__name__)
    return None


def _settle(
    db: Session, errands: Errands, errand: Errand, failure: LineError | None, now: datetime
) -> None:
    """Write down how it went, unless it was asked for anew meanwhile."""
    if failure is None:
        told: Details = {"state": ErrandState.DONE, "failure": None}
    elif _useless(failure) or errand.tries >= GIVE_UP:
        told = {"state": ErrandState.FAILED, "failure": str(failure)}
        if give_up := errands.ends.get(errand.kind):
            give_up(db, errand.details, now)
    else:
        wait = backoff.after(errand.tries, first=SOON, most=LATER, factor=4)
        told = {"due": now + wait, "failure": str(failure)}
    ours = update(Errand).where(Errand.id == errand.id, Errand.due == errand.due)
    db.execute(ours.values(told))


def _useless(failure: LineError) -> bool:
    return failure.permanent and not failure.unauthorised
