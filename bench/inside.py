"""Where the time of one event goes: statements, the disk, LINE, and whose Python."""

import cProfile
import os
import pstats
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import run_wsgi_app

from app import create_app
from bench.club import found
from bench.events import KINDS, NAMES, Chatter
from bench.figures import number
from bench.plan import Plan
from bench.processes import MEASURED, MEASURING, ROOT
from bench.stand import DATABASES, Stand
from bench.tables import Table
from settings import Settings

EVENTS = 200  # of each kind, one after the other in one thread
MOST_CALLED = 8  # packages named; what remains is “others”


@dataclass
class Meter:
    """Seconds and how often, by what was done."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    times: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, began: float) -> None:
        self.seconds[what] += time.perf_counter() - began
        self.times[what] += 1

    def around(self, what: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self.note(what, began)

        return timed

    def each(self, what: str) -> str:
        """Microseconds for each event."""
        return number(self.seconds[what] / EVENTS * 1e6)


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    stand.stub.begin()
    with _measured_core():
        for database in DATABASES:
            yield _parts(stand, plan, database)
        yield _owners(stand, plan)


def _parts(stand: Stand, plan: Plan, database: str) -> Table:
    app, chatter = _app(stand, plan, database)
    meter = _metered(app)
    rows = []
    for kind in KINDS:
        requests = [_environment(each) for each in chatter.requests(EVENTS, kind)]
        meter.seconds.clear()
        meter.times.clear()
        began = time.perf_counter()
        for request in requests:
            handle(app, request)
        meter.note("all", began)
        statements = number(meter.times["statement"] / EVENTS)
        parts = ("statement", "commit", "reply", "note", "all")
        rows.append((NAMES[kind], statements, *map(meter.each, parts)))
    return Table(
        f"Inside one event ({database}, µs)",
        ("a member", "statements", "in the driver", "commits", "reply to LINE", "noting it", "all"),
        rows,
        f"One thread, no gunicorn, the mean of {EVENTS} events each. “Noting it”, that a reply was "
        "spoken, is a transaction of its own here; in the web process one serves many replies. "
        "Its statements and commit are in the other columns too.",
    )


def _owners(stand: Stand, plan: Plan) -> Table:
    """Calls do not depend on how busy the machine is."""
    app, chatter = _app(stand, plan, DATABASES[0])
    requests = [_environment(each) for each in chatter.requests(EVENTS)]
    profile = cProfile.Profile()
    profile.enable()
    for request in requests:
        handle(app, request)
    profile.disable()
    calls, seconds = by_owner(pstats.Stats(profile).stats)  # type: ignore[attr-defined]
    total = sum(seconds.values())
    shown = [owner for owner, _ in calls.most_common(MOST_CALLED)]
    rows = [
        (owner, number(calls[owner] / EVENTS), f"{seconds[owner] / total:.0%}") for owner in shown
    ]
    rest = calls.total() - sum(calls[owner] for owner in shown)
    rows.append(("others", number(rest / EVENTS), ""))
    return Table(
        "Whose Python runs in one event",
        ("", "function calls", "time under the profiler"),
        rows,
        f"All kinds in equal parts, on {DATABASES[0]}.",
    )


def by_owner(
    stats: Mapping[tuple[str, int, str], tuple[Any, ...]],
) -> tuple[Counter[str], dict[str, float]]:
    """Calls and own seconds by package, from the profiler's table."""
    calls: Counter[str] = Counter()
    seconds: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, times, own, _, _) in stats.items():
        calls[owner(file)] += times
        seconds[owner(file)] += own
    return calls, seconds


def owner(file: str) -> str:
    """The package that a file belongs to."""
    if package := re.search(r"site-packages/(\w+)", file):
        return package[1]
    if file.startswith(str(ROOT)):
        return "ours"
    return "built in" if file == "~" else "standard library"


def handle(app: Flask, request: dict[str, Any]) -> None:
    """Let the application answer one request, as a server would."""
    _, status, _ = run_wsgi_app(app, request)
    if not status.startswith("200"):
        raise RuntimeError(f"a webhook was answered {status}")


def _app(stand: Stand, plan: Plan, database: str) -> tuple[Flask, Chatter]:
    address = stand.database(database)
    chatter = Chatter(found(address, plan.members, EVENTS * 2 + plan.warming))
    app = create_app(Settings.from_env(stand.environment(address)), reply_threads=0)
    for request in chatter.requests(plan.warming):
        handle(app, _environment(request))
    return app, chatter


def _metered(app: Flask) -> Meter:
    meter, began = Meter(), [0.0]
    speaker, running = app.extensions["speaker"], app.extensions["deployment"]
    engine: Engine = running.sessions.kw["bind"]
    engine.dialect.do_commit = meter.around("commit", engine.dialect.do_commit)  # type: ignore[method-assign]
    running.line.reply = meter.around("reply", running.line.reply)
    speaker._note = meter.around("note", speaker._note)  # noqa: SLF001 - nobody else may see it

    @event.listens_for(engine, "before_cursor_execute")
    def begin(*_: Any) -> None:
        began[0] = time.perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def end(*_: Any) -> None:
        meter.note("statement", began[0])

    return meter


def _environment(request: bytes) -> dict[str, Any]:
    """What a WSGI server makes of a request."""
    head, _, body = request.partition(b"\r\n\r\n")
    signature = re.search(rb"X-Line-Signature: (\S+)", head)
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/callback",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json; charset=utf-8",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_X_LINE_SIGNATURE": signature[1].decode() if signature else "",
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
    }


@contextmanager
def _measured_core() -> Iterator[None]:
    os.sched_setaffinity(0, {MEASURED})
    try:
        yield
    finally:
        os.sched_setaffinity(0, {MEASURING})
