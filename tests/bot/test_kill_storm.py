"""Workers are killed at random while LINE and the database fail: everybody is told once.

On SQLite, or with `--database=postgresql` on a server that falls over twice.
"""

import os
from functools import partial
from random import SystemRandom

import pytest
from sqlalchemy import func, select

from models import Announcement, Outgoing, Spending
from models.shape import migrate
from tests.bot.storm import Size, Storm, falls_over, fragile_postgres

CROWD = Size(members=50_000, personal=150, kills=16)
FEW = Size(members=5_000, personal=20, kills=4)


@pytest.fixture
def seed():
    """Another one each time; a failure shows which, and STORM_SEED takes it again."""
    chosen = int(os.environ.get("STORM_SEED") or SystemRandom().getrandbits(32))
    print(f"STORM_SEED={chosen}")  # noqa: T201
    return chosen


@pytest.fixture
def storm(request, tmp_path, seed):
    """Gather one of this size."""
    if request.config.getoption("--database") == "sqlite":
        yield partial(Storm, tmp_path, request.getfixturevalue("sqlite_url"), seed)
        return
    with fragile_postgres() as server:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        migrate(url)
        yield partial(Storm, tmp_path, url, seed, crash=partial(falls_over, server))


def everybody_was_told_once(storm, size):
    total = size.members + size.personal
    assert storm.copies() == {1: total}
    assert storm.simulator.quota["used"] == total
    assert not any(storm.owed().values())
    with storm.sessions.begin() as db:
        assert db.scalars(select(Announcement.reached)).one() == size.members
        costs = select(Outgoing.state, func.sum(Outgoing.cost)).group_by(Outgoing.state)
        assert dict(iter(db.execute(costs))) == {"sent": total}
        assert db.scalar(select(func.sum(Spending.messages))) == total


def it_was_a_storm(storm, size):
    answers = storm.answers()
    assert storm.kills > size.kills // 2
    assert min(answers[status] for status in (0, 409, 429, 500)) > 0
    assert "Traceback" not in storm.log.read_text()


def test_everybody_is_told_once(storm):
    with storm(CROWD) as raging:
        raging.rages()
        it_was_a_storm(raging, CROWD)
        everybody_was_told_once(raging, CROWD)


def test_with_a_new_key_for_each_try_people_are_told_twice(storm):
    with storm(FEW, forgetful=True) as raging:
        raging.rages()
        copies = raging.copies()
    assert copies[0] == 0
    assert copies.total() - copies[1] >= 500
