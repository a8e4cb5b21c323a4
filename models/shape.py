"""The database's shape: is it the one that this code knows, and bringing it there."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest shape; harmless when it has it."""
    config = Config(attributes={"url": url})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    return MigrationContext.configure(connection).get_current_revision() == _newest()


@cache
def _newest() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
