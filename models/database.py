"""Opening the database: SQLite in one file, or PostgreSQL, with the same code above it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker

# not there, or no place in its queue
AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
IMPATIENT = {  # a frozen neighbour or a lost network must not hold our threads for ever
    "connect_timeout": 3,
    "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
POOLED = "pgbouncer"  # `?pgbouncer=true` behind the address, as others call it too
SHARED = {  # a connection of PgBouncer's is ours for a transaction only: nothing may stay behind
    **{name: value for name, value in IMPATIENT.items() if name != "options"},
    "prepare_threshold": None,
}
BUSY_SECONDS = 15  # how long a writer waits for SQLite's only lock
IN_LINE_SECONDS = 60  # how long a thread waits for the others of its process before that


def connect(url: str) -> Engine:
    """Open `url`; a bare `postgresql://` means psycopg 3. Parameters never reach a log."""
    if url.startswith("sqlite"):
        return _sqlite(url)
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.partition("://")[2]
    address = make_url(url)
    pooled = address.query.get(POOLED) == "true"
    return create_engine(
        address.difference_update_query([POOLED]),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=16,
        connect_args=SHARED if pooled else IMPATIENT,
    )


def sessions(engine: Engine, **info: Any) -> sessionmaker[Session]:
    """Each session carries `info` along, for what is decided deep inside."""
    return sessionmaker(engine, expire_on_commit=False, info=info)


def _sqlite(url: str) -> Engine:
    if file := make_url(url).database:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=1,  # one writer at a time: our threads stand in line rather than poll
        max_overflow=0,
        pool_timeout=IN_LINE_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _record: Any) -> None:
    """A seat or a tip must survive a power cut (FULL), and what is deleted is gone."""
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    """Take the write lock at once: a lock taken later fails instead of waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
