"""A member whose name is known, and a meeting to come to."""

import pytest

from bot import delivery, worker
from tests.handlers.meeting import START, named
from tests.planning import plan


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
