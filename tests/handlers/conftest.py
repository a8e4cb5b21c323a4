"""A member whose name is known, a meeting to come to, and one server for all simulators."""

import pytest

from bot import delivery, worker
from simulator import Simulator, current
from simulator.server import Server
from tests.conftest import SECRET, TOKEN
from tests.handlers.meeting import START, named
from tests.planning import plan


@pytest.fixture(scope="session")
def line_server():
    """A server and its application take longer to make than most conversations: one pair serves."""
    application = Simulator(SECRET, TOKEN).wsgi
    with Server("127.0.0.1", 0).start(application) as server:
        yield server.url, application


@pytest.fixture
def line_url(line_server, simulator):
    url, application = line_server
    current.settle(application, simulator)
    return url


@pytest.fixture
def member(somchai, hua_hin, sessions):
    """Somchai, of Hua Hin."""
    return named(somchai, sessions)


@pytest.fixture
def meeting(hua_hin, sessions):
    return plan(sessions, hua_hin, "ประชุมใหญ่", START, place="ห้องประชุม", online_url="https://a.b/c")


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    """Nobody waits for SQLite's lock here: the webhook and the worker take turns."""
    monkeypatch.setattr(delivery, "SQLITE_PAUSE", 0)


@pytest.fixture(autouse=True)
def _account_is_known(request):
    """The worker has asked LINE for our account, as it does right after it starts."""
    if "app" in request.fixturenames:
        worker.look_at_account(request.getfixturevalue("deployment"))
