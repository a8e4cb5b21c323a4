"""The migrations and the models say the same, on both databases, from nothing."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from models import Base, database
from models.shape import MIGRATIONS, is_current, migrate

OLD_ROWS = """
INSERT INTO members (id, line_user_id, joined, following, muted, language)
    VALUES (1, 'U1', '2026-01-05 03:00', true, true, 'th');
INSERT INTO conversations (member_id, flow, state, asleep, lost) VALUES (1, 'quiz', '{}', false, 0);
INSERT INTO promises (id, key, member_id, messages, due, not_after, at_night, state)
    VALUES (1, 'event\\:1', 1, '[]', '2026-01-05 03:00', '2026-01-06 03:00', false, 'waiting')
"""


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request):
    return request.getfixturevalue(f"empty_{request.param}_url")


@pytest.fixture
def alembic(empty_url):
    config = Config(attributes={"url": empty_url})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@pytest.fixture
def engine(empty_url):
    made = database.connect(empty_url)
    yield made
    made.dispose()


def test_an_empty_database_gets_every_table(empty_url, engine):
    migrate(empty_url)
    tables = set(inspect(engine).get_table_names())
    assert tables == {*Base.metadata.tables, "alembic_version"}


def test_the_migrations_make_what_the_models_say(empty_url, alembic):
    migrate(empty_url)
    command.check(alembic)  # raises where something differs


def test_migrating_again_changes_nothing(empty_url, engine):
    with engine.begin() as connection:
        assert not is_current(connection)
    for _ in range(2):
        migrate(empty_url)
    with engine.begin() as connection:
        assert is_current(connection)


def test_every_migration_can_be_taken_back(empty_url, alembic, engine):
    migrate(empty_url)
    command.downgrade(alembic, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(empty_url)
    command.check(alembic)


def test_what_was_written_survives_a_repeat(empty_url, engine):
    migrate(empty_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO workers (id, seen) VALUES ('w', '2026-01-05 03:00')"))
    migrate(empty_url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM workers")) == 1


def test_changing_a_table_keeps_what_refers_to_it(empty_url, alembic, engine):
    """SQLite changes a table by copying it: dropping the old one must not cascade."""
    command.upgrade(alembic, "0001")
    with engine.begin() as connection:
        for statement in OLD_ROWS.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    migrate(empty_url)
    with engine.begin() as connection:
        kept = "SELECT members.wants, flow FROM conversations JOIN members ON id = member_id"
        assert connection.execute(text(kept)).all() == [("nothing", "quiz")]
        assert connection.scalar(text("SELECT topic FROM promises")) == "events"
    engine.dispose()
    command.downgrade(alembic, "0001")
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM members WHERE muted")) == 1
