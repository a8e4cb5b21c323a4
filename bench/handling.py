"""Handled, durable and answered events per second and core, beside Flask with the SDK's parser."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass

from bench import load
from bench.club import found
from bench.events import KINDS, NAMES, Chatter
from bench.figures import figure, ratios
from bench.plan import Plan
from bench.processes import cpu_seconds
from bench.stand import DATABASES, Stand, Web
from bench.tables import Table

MOST = 4500  # events a second; nothing measured here handles as many
PEER = "Flask + SDK's parser; no database, no reply"
DRAIN_SECONDS = 30


@dataclass(frozen=True)
class Subject:
    """Something that answers webhooks."""

    name: str
    start: AbstractContextManager[Web]
    chatter: Chatter
    answers: bool  # whether LINE is told something


@dataclass(frozen=True)
class Rate:
    events: float  # a second, from the first webhook to the last reply
    cpu: float  # seconds of the server's own time for each
    busy: float  # the load generator's own share of its core


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    yield _by_database(stand, plan)
    yield _by_kind(stand, plan)


def _by_database(stand: Stand, plan: Plan) -> Table:
    bots = [ours(stand, plan, kind, plan.rounds * _count(plan)) for kind in DATABASES]
    peer = Subject(PEER, stand.peer("bare"), bots[0].chatter, answers=False)
    rates: dict[str, list[Rate]] = defaultdict(list)
    with ExitStack() as closing:
        running = [(subject, closing.enter_context(subject.start)) for subject in [peer, *bots]]
        for subject, web in running:
            _round(stand, subject, web, subject.chatter.requests(plan.warming), 60)
        for _ in range(plan.rounds):
            for subject, web in running:
                rates[subject.name].append(_timed(stand, plan, subject, web))
    beside = [rate.events for rate in rates[PEER]]
    rows = [_row(name, rounds, beside) for name, rounds in rates.items()]
    return Table(
        "Handled, durable and answered events",
        ("", "events/s", f"beside “{PEER}”", "CPU of each", "load generator busy"),
        rows,
        f"One gunicorn gthread worker with 8 threads on one core; {load.CONNECTIONS} connections "
        f"that ask again at once. The events, in equal parts: {'; '.join(NAMES.values())}. "
        "Each is deduplicated, its member locked, her conversation loaded, decided, committed, "
        "and its reply spoken to a LINE that answers at once; the clock stops at the last reply.",
    )


def _by_kind(stand: Stand, plan: Plan) -> Table:
    bot = ours(stand, plan, DATABASES[0], plan.rounds * _count(plan))
    rates: dict[str, list[Rate]] = defaultdict(list)
    with bot.start as web:
        _round(stand, bot, web, bot.chatter.requests(plan.warming), 60)
        for _ in range(plan.rounds):
            for kind in KINDS:
                rates[kind].append(_timed(stand, plan, bot, web, kind))
    rows = [
        (NAMES[kind], figure([rate.events for rate in rounds])) for kind, rounds in rates.items()
    ]
    return Table(f"The same by kind of event ({DATABASES[0]})", ("a member", "events/s"), rows)


def ours(stand: Stand, plan: Plan, kind: str, questions: int) -> Subject:
    """The bot on a new database with so many questions that wait for an answer."""
    address = stand.database(kind)
    chatter = Chatter(found(address, plan.members, questions + plan.warming))
    return Subject(f"the bot on {kind}", stand.ours(address), chatter, answers=True)


def _count(plan: Plan) -> int:
    """More requests than a round can need."""
    return int(plan.closed_seconds * MOST)


def _timed(stand: Stand, plan: Plan, subject: Subject, web: Web, *kinds: str) -> Rate:
    requests = subject.chatter.requests(_count(plan), *kinds)
    return _round(stand, subject, web, requests, plan.closed_seconds)


def _round(stand: Stand, subject: Subject, web: Web, requests: list[bytes], seconds: float) -> Rate:
    stand.stub.begin()
    cpu = cpu_seconds(web.pid)
    result = load.as_fast_as_answered(web.port, requests, seconds)
    done = len(result.answered)
    if result.failed:
        raise RuntimeError(f"{subject.name}: {result.failed} of {done} webhooks failed")
    ended = last_reply(stand, done) if subject.answers else result.ended
    cpu = cpu_seconds(web.pid) - cpu
    return Rate(done / (ended - result.began), cpu / done, result.busy)


def last_reply(stand: Stand, replies: int) -> float:
    """When the last of so many replies reached LINE. Raises TimeoutError."""
    until = time.monotonic() + DRAIN_SECONDS
    while stand.stub.taken("reply") < replies:
        if time.monotonic() > until:
            raise TimeoutError(f"{replies} replies owed, spoken: {stand.stub.report()}")
        time.sleep(0.02)
    return float(stand.stub.report()["last"]["reply"])


def _row(name: str, rounds: list[Rate], beside: list[float]) -> tuple[str, ...]:
    events = [rate.events for rate in rounds]
    cpu = [rate.cpu * 1e6 for rate in rounds]
    busy = [rate.busy * 100 for rate in rounds]
    beside_peer = figure(ratios(events, beside))
    return name, figure(events), beside_peer, figure(cpu, "µs"), figure(busy, "%")
