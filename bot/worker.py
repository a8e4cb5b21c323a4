"""The worker: the clock ticks, what is due is done. Any number of them may run."""

import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Event
from uuid import uuid4

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import delete, select

from bot import along, bangkok, delivery, files, quota, retention, sizes
from bot.bangkok import ZONE
from bot.clock import Clock, Job
from bot.deployment import Deployment
from bot.errands import Errands
from bot.errands import run as run_errands
from bot.line import LineError
from bot.watch import watch
from models import Account, Member, SeenEvent, Worker
from models.database import AWAY

log = logging.getLogger(__name__)

SENDERS = 160  # threads: what LINE takes in a second, while it needs 80 ms for an answer
OFTEN = 0.5  # seconds between looks at what is due
APART = timedelta(milliseconds=50)  # so that what was laid out leaves at the very next look
ALIVE = timedelta(seconds=15)
LOOK_AT_ACCOUNT = timedelta(seconds=30)
NAMES_AT_ONCE = 20
SPEAKABLE = timedelta(minutes=30)


def run(deployment: Deployment, clock: Clock, errands: Errands) -> None:
    """Do what is due until SIGTERM or SIGINT; finish what is under way first."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    senders = ThreadPoolExecutor(SENDERS, "sender")
    scheduler = BackgroundScheduler(
        timezone=ZONE,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    jobs = _jobs(deployment, clock, errands, senders, stop)
    for place, (job, interval) in enumerate(jobs):
        # the first run is now: APScheduler would count through every run missed since the epoch
        first = watch()() + place * APART
        scheduler.add_job(_patient(job), "interval", seconds=interval, next_run_time=first)
    scheduler.start()
    stop.wait()
    scheduler.shutdown(wait=True)
    senders.shutdown(wait=True)


def _jobs(
    deployment: Deployment,
    clock: Clock,
    errands: Errands,
    senders: ThreadPoolExecutor,
    stop: Event,
) -> list[tuple[Callable[[], object], float]]:
    name = f"{os.uname().nodename}-{uuid4().hex[:8]}"
    jobs: list[tuple[Callable[[], object], float]] = [
        (lambda: show_oneself(deployment, name), ALIVE.total_seconds() / 3),
        (lambda: look_at_account(deployment), 5),
        (lambda: sizes.ask_friends(deployment), 60),
        (lambda: sizes.ask_groups(deployment), 5),
        (lambda: delivery.prepare(deployment, stop.is_set), OFTEN),
        (lambda: delivery.send(deployment, senders, stop.is_set), OFTEN),
        (lambda: delivery.release(deployment, stop.is_set), 5),
        (lambda: run_errands(deployment, errands, stop.is_set), 2),
        (lambda: learn_names(deployment), 2),
        (lambda: forget_replies(deployment), 600),
        (lambda: forget_the_past(deployment), 3600),
    ]
    return jobs + [
        (partial(do, deployment, job, stop.is_set), each.total_seconds())
        for job, each in clock.jobs
    ]


def do(deployment: Deployment, job: Job, stopped: Callable[[], bool] = lambda: False) -> None:
    """One transaction after another, as long as the job says that there is more to do."""
    while _once(deployment, job) and not stopped():
        delivery.pause(deployment.sessions)


def _once(deployment: Deployment, job: Job) -> bool | None:
    with deployment.sessions.begin() as db:
        return job(db, deployment.now())


def _patient(job: Callable[[], object]) -> Callable[[], None]:
    """A database or a LINE that is away is not our end: the next tick tries again."""

    def run_job() -> None:
        try:
            job()
        except AWAY as error:
            log.error("database away: %s", type(error).__name__)  # noqa: TRY400
        except LineError as error:
            log.warning("LINE away: %s", error)

    return run_job


def show_oneself(deployment: Deployment, name: str) -> None:
    """Tell /readyz that somebody sends; forget workers that are long gone."""
    now = deployment.now()
    with deployment.sessions.begin() as db:
        db.merge(Worker(id=name, seen=now))
        db.execute(delete(Worker).where(Worker.seen < now - timedelta(days=1)))


def look_at_account(deployment: Deployment) -> None:
    """Ask LINE for our name and the month's quota, now and then, and where it refused, at once."""
    now = deployment.now()
    with deployment.sessions.begin() as db:
        account = Account.known(db)
        fresh = account and abs(now - account.checked) < LOOK_AT_ACCOUNT
        known = fresh and account and not account.unexplained
    if known:
        return
    state = deployment.line.account()
    with deployment.sessions.begin() as db:
        quota.note(db, state, now)


def forget_replies(deployment: Deployment) -> None:
    """LINE delivers again for 20 minutes at most; after that nobody can be answered."""
    before = deployment.now() - SPEAKABLE
    with deployment.sessions.begin() as db:
        along.rest_again(db, before)
        SeenEvent.forget_replies(db, before)


def forget_the_past(deployment: Deployment) -> None:
    """At night, when nobody waits for the database."""
    now = deployment.now()
    if not bangkok.awake(now):
        pause = partial(delivery.pause, deployment.sessions)
        retention.purge(deployment.sessions, now, pause)
        files.sweep(deployment.sessions, deployment.files, now, pause)


def learn_names(deployment: Deployment) -> None:
    """Ask LINE once for the name of whoever agreed, to offer it when a roster needs one."""
    with deployment.sessions.begin() as db:
        unasked = list(
            db.execute(
                select(Member.id, Member.line_user_id)
                .where(Member.line_name_asked.is_(None), Member.consented.is_not(None))
                .limit(NAMES_AT_ONCE)
            )
        )
    for member_id, line_user_id in unasked:
        name = deployment.line.profile_name(line_user_id) if line_user_id else None
        with deployment.sessions.begin() as db:
            member = db.get(Member, member_id, with_for_update=True)
            if member:
                member.line_name, member.line_name_asked = name, deployment.now()
        delivery.pause(deployment.sessions)
