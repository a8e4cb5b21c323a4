"""Moving all that we remember from one database into another, in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from os import path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    Insert,
    Table,
    bindparam,
    func,
    insert,
    inspect,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from models.base import Base
from models.database import connect
from models.shape import migrate

PAGE = 500  # rows in memory at a time
SHAPE = "alembic_version"  # the table that tells it

Tell = Callable[[str, int], None]


class Obstacle(StrEnum):
    """Why nothing was moved."""

    SAME = "same"  # both are one database
    CLOSED = "closed"  # the target does not let us in
    FULL = "full"  # a table of the target has rows
    SHAPELESS = "shapeless"  # our tables cannot be made in the target
    BUSY = "busy"  # somebody else writes to one of the two
    BROKEN = "broken"  # what is in a table cannot be read or written
    UNEQUAL = "unequal"  # a table did not get as many rows as there were


class CannotMove(Exception):
    """Nothing was moved. A driver's own words are left out: they may hold what we must not tell."""

    def __init__(self, obstacle: Obstacle, table: str = "", kind: str = "") -> None:
        super().__init__(obstacle, table, kind)
        self.obstacle, self.table, self.kind = obstacle, table, kind


def move(source: str, target: str, tell: Tell) -> None:
    """Copy every row of every table, and `tell` each table and its rows; or raise CannotMove.

    The target is given our shape first. Until all is copied, nobody else can write to either.
    """
    with _open(source) as old, _open(target) as new:
        _refuse(old, new)
        with _or(Obstacle.SHAPELESS):
            migrate(target)
        _copy(old, new, tell)


@contextmanager
def _open(url: str) -> Iterator[Engine]:
    with _or(Obstacle.CLOSED):
        engine = connect(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _copy(source: Engine, target: Engine, tell: Tell) -> None:
    with _or(Obstacle.BROKEN), ExitStack() as both:
        with _or(Obstacle.BUSY):
            old = both.enter_context(_as_of_now(source).begin())
            _hold(old, "SHARE")
            new = both.enter_context(target.begin())
            _hold(new, "EXCLUSIVE")
        _refuse_rows(new)
        for each in Base.metadata.sorted_tables:
            with _or(Obstacle.BROKEN, each.name):
                tell(each.name, _carry(each, old, new))


@contextmanager
def _or(obstacle: Obstacle, table: str = "") -> Iterator[None]:
    """Name what a library's error stands in the way of."""
    try:
        yield
    except (SQLAlchemyError, CommandError, OSError, LookupError, ValueError) as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        raise CannotMove(obstacle, table, kind) from None


def _refuse(source: Engine, target: Engine) -> None:
    """Nothing is changed yet where the target is not as it must be."""
    with _or(Obstacle.BUSY), source.connect() as old:
        mine = _identity(old)
    with _or(Obstacle.CLOSED), target.connect() as new:
        if _identity(new) == mine:
            raise CannotMove(Obstacle.SAME)
        _refuse_rows(new)


def _identity(connection: Connection) -> tuple[Any, ...]:
    """Tells a database from others, by whatever address it was opened."""
    if connection.dialect.name == "sqlite":
        return (path.realpath(connection.engine.url.database or ""),)
    me = "SELECT pg_postmaster_start_time(), current_database(), current_schema()"
    return tuple(connection.execute(text(me)).one())


def _refuse_rows(target: Connection) -> None:
    for name in inspect(target).get_table_names():
        any_row = select(literal(1)).select_from(table(name)).limit(1)
        if name != SHAPE and target.scalar(any_row):
            raise CannotMove(Obstacle.FULL, name)


def _as_of_now(source: Engine) -> Engine:
    """All tables as they are at one moment; a transaction of SQLite sees them so anyway."""
    if source.dialect.name == "sqlite":
        return source
    return source.execution_options(isolation_level="REPEATABLE READ")


def _hold(connection: Connection, mode: str) -> None:
    """Nobody else writes meanwhile; a transaction of SQLite sees to it by its first word."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(each.name for each in Base.metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {names} IN {mode} MODE"))


def _carry(table: Table, old: Connection, new: Connection) -> int:
    """Copy one table page by page; return how many rows it has now."""
    rows = old.execute(select(table), execution_options={"yield_per": PAGE})
    for page in rows.mappings().partitions():
        new.execute(_into(table), [{f"{key}_": row[key] for key in row} for row in page])
    before, after = (each.scalar(select(func.count()).select_from(table)) for each in (old, new))
    if before != after:
        raise CannotMove(Obstacle.UNEQUAL, table.name)
    if new.dialect.name == "postgresql":
        _count_on(table, old, new)
        new.execute(text(f"ANALYZE {table.name}"))  # its plans are good from the first query
    return after or 0


def _into(table: Table) -> Insert:
    return insert(table).values(
        {each.key: bindparam(f"{each.key}_", type_=_type(each)) for each in table.columns}
    )


def _type(column: Column[Any]) -> TypeEngine[Any]:
    """In a column that may be empty, None is an empty one and not JSON's null."""
    is_json = isinstance(column.type, JSON)
    return JSON(none_as_null=bool(column.nullable)) if is_json else column.type


def _count_on(table: Table, old: Connection, new: Connection) -> None:
    """The next row gets a number that no row ever had, as far as the source knows."""
    column = table.autoincrement_column
    if column is None:
        return
    names = {"table": table.name, "column": column.name}
    given = [new.scalar(select(func.max(column)))]
    if old.dialect.name == "postgresql":
        last = "SELECT pg_sequence_last_value(pg_get_serial_sequence(:table, :column)::regclass)"
        given.append(old.scalar(text(last), names))
    if highest := max(each or 0 for each in given):
        count_on = "SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"
        new.execute(text(count_on), {**names, "highest": highest})
