"""The worker: shows itself, asks LINE now and then, and survives what is away."""

import logging
import signal
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import create_app
from bot import worker
from bot.clock import Clock
from bot.line import LineApi
from models import Account, Member, SeenEvent, Worker, database, shape
from tests.bot.processes import PATIENCE, start_worker
from tests.conftest import NOW, SECRET, TOKEN, joins


def get(app, path):
    answer = app.test_client().get(path)
    return answer.status_code, answer.json


def paths(simulator):
    return [call["path"] for call in simulator.calls]


def test_a_web_process_is_alive_whatever_else_is_not(app, deployment):
    assert get(app, "/healthz") == (200, {"alive": True})


def test_ready_means_database_shape_and_a_worker_seen_lately(app, deployment, clock):
    assert get(app, "/readyz") == (503, {"database": True, "migrations": True, "worker": False})
    worker.show_oneself(deployment, "w")
    assert get(app, "/readyz") == (200, {"database": True, "migrations": True, "worker": True})
    clock.moves(seconds=worker.ALIVE.total_seconds())
    assert get(app, "/readyz")[0] == 503


def test_an_old_shape_is_not_ready(app, monkeypatch):
    monkeypatch.setattr(shape, "_newest", lambda: "newer")
    status, state = get(app, "/readyz")
    assert (status, state["database"], state["migrations"]) == (503, True, False)


def test_a_database_that_is_away_is_not_ready(settings, clock):
    away = replace(settings, database_url="postgresql://127.0.0.1:1/club")
    state = {"database": False, "migrations": False, "worker": False}
    assert get(create_app(away, reply_threads=0, now=clock), "/readyz") == (503, state)


def test_workers_that_are_long_gone_are_forgotten(deployment, sessions, clock):
    worker.show_oneself(deployment, "gone")
    clock.moves(days=1, seconds=1)
    worker.show_oneself(deployment, "here")
    with sessions.begin() as db:
        assert db.scalars(select(Worker.id)).all() == ["here"]


def test_the_account_is_looked_at_twice_a_minute(deployment, simulator, sessions, clock):
    for _ in range(3):
        worker.look_at_account(deployment)
        clock.moves(seconds=9)
    assert paths(simulator).count("/v2/bot/info") == 1
    simulator.set_quota(used=48)
    clock.moves(seconds=3)
    worker.look_at_account(deployment)
    with sessions.begin() as db:
        account = db.get_one(Account, 1)
        assert (account.basic_id, account.quota, account.used) == ("@bot", 300, 48)


def test_a_clock_that_was_moved_back_does_not_keep_the_account_from_being_seen(
    deployment, simulator, clock
):
    worker.look_at_account(deployment)
    clock.moves(days=-30)
    worker.look_at_account(deployment)
    assert paths(simulator).count("/v2/bot/info") == 2


@pytest.mark.usefixtures("hua_hin")
def test_a_name_is_asked_of_line_once_and_only_of_who_agreed(
    somchai, malee, simulator, works, sessions
):
    for phone in (somchai, malee):
        phone.adds_the_bot()
    joins(somchai)
    works()
    works()
    assert paths(simulator).count(f"/v2/bot/profile/{somchai.user_id}") == 1
    assert f"/v2/bot/profile/{malee.user_id}" not in paths(simulator)
    with sessions.begin() as db:
        named = select(Member.line_name).where(Member.line_name.is_not(None))
        assert db.scalars(named).all() == ["สมชาย ใจดี"]


def test_a_name_that_line_will_not_tell_is_not_asked_again(somchai, hua_hin, simulator, works):
    somchai.adds_the_bot()
    joins(somchai)
    simulator.add_fault("profile", "error-before", status=404)
    works()
    works()
    assert paths(simulator).count(f"/v2/bot/profile/{somchai.user_id}") == 1


def test_a_name_is_asked_again_when_line_was_away(somchai, hua_hin, simulator, deployment):
    somchai.adds_the_bot()
    joins(somchai)
    simulator.add_fault("profile", "error-before")
    worker._patient(lambda: worker.learn_names(deployment))()
    worker.learn_names(deployment)
    assert paths(simulator).count(f"/v2/bot/profile/{somchai.user_id}") == 2


def test_what_could_not_be_said_in_time_is_not_kept(deployment, simulator, somchai, clock):
    simulator.add_fault("reply", "error-before", times=2)
    somchai.says("เมนู")
    clock.moves(hours=1)
    worker.forget_replies(deployment)
    with deployment.sessions.begin() as db:
        assert db.scalars(select(SeenEvent.reply)).all() == [None]


@pytest.mark.usefixtures("unknown_account")
@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda running: replace(running, line=LineApi("t", "http://127.0.0.1:1")), "LINE away"),
        (
            lambda running: replace(
                running,
                sessions=database.sessions(database.connect("postgresql://127.0.0.1:1/x")),
            ),
            "database away: OperationalError",
        ),
    ],
    ids=["LINE", "database"],
)
def test_what_is_away_is_tried_again_at_the_next_tick(deployment, caplog, broken, words):
    running = broken(deployment)
    worker._patient(lambda: worker.look_at_account(running))()
    assert words in caplog.text
    assert all(record.levelno < logging.CRITICAL for record in caplog.records)


def test_a_job_runs_in_a_transaction_of_its_own(deployment, sessions):
    clock = Clock([])

    @clock.every(minutes=10)
    def note(db, now):
        db.add(Worker(id="job", seen=now))

    ((job, interval),) = clock.jobs
    worker.do(deployment, job)
    assert interval == timedelta(minutes=10)
    with sessions.begin() as db:
        assert db.get_one(Worker, "job").seen == NOW


def test_a_job_with_more_to_do_goes_on_in_transactions_of_its_own(deployment, sessions):
    rest = ["b", "a"]

    def note(db, now):
        db.add(Worker(id=rest.pop(), seen=now))
        return bool(rest)

    worker.do(deployment, note)
    with sessions.begin() as db:
        assert sorted(db.scalars(select(Worker.id))) == ["a", "b"]


def test_a_worker_starts_at_once_and_stops_when_told(sqlite_url, line_url, simulator, tmp_path):
    """All that it does at intervals it does first right away; SIGTERM ends it in order."""
    env = {
        "DATABASE_URL": sqlite_url,
        "LINE_API_BASE": line_url,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_CHANNEL_SECRET": SECRET,
        "PUBLIC_URL": "https://club.test",
        "SECRET_KEY": "secret of the tests",
    }
    process = start_worker(env)
    asked = "/v2/bot/message/quota/consumption"
    assert simulator.wait_until(lambda: asked in paths(simulator), PATIENCE)
    process.terminate()
    process.join(PATIENCE)
    assert process.exitcode == 0 != -signal.SIGTERM
    engine = database.connect(sqlite_url)
    with database.sessions(engine).begin() as db:
        assert Account.known(db)
        assert db.scalar(select(Worker))
    engine.dispose()
