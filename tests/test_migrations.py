"""The migrations and the models say the same, on both databases, from nothing."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, make_url, text

from models import Base, database
from models.shape import MIGRATIONS, is_current, migrate


@pytest.fixture
def empty_sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'new' / 'club.db'}"


@pytest.fixture
def empty_postgres_url(postgres_server):
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS empty"))
        connection.execute(text("CREATE DATABASE empty"))
    admin.dispose()
    url = make_url(postgres_server).set(database="empty")
    return url.render_as_string(hide_password=False)


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
