"""When the database is away, locked or in a deadlock: nothing is lost, nothing is half done."""

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError

from app import create_app
from bot import webhook
from bot.incoming import Said
from bot.messages import text as say
from bot.router import Router
from models import Member, SeenEvent, database
from tests.bot import webhooks
from tests.bot.conftest import served
from tests.bot.webhooks import MALEE, SOMCHAI, said


@pytest.fixture
def sqlite_app(settings, sqlite_url, clock):
    """On SQLite, whatever the others run on."""
    app = create_app(replace(settings, database_url=sqlite_url), reply_threads=0, now=clock)
    yield app
    app.extensions["deployment"].sessions.kw["bind"].dispose()


@pytest.fixture
def postgres_app(settings, postgres_url, clock):
    """It finds out about a lock at once that others hold."""
    app = create_app(replace(settings, database_url=postgres_url), reply_threads=0, now=clock)
    engine = app.extensions["deployment"].sessions.kw["bind"]

    @event.listens_for(engine, "connect")
    def hurry(connection, _record):
        connection.execute("SET deadlock_timeout = '20ms'; SET lock_timeout = '100ms'")
        connection.commit()

    yield app
    engine.dispose()


def seen(app):
    with app.extensions["deployment"].sessions.begin() as db:
        return db.scalar(select(func.count()).select_from(SeenEvent))


def test_while_the_database_is_away_line_is_asked_to_come_again(
    sqlite_app, post_to, answers, tmp_path, caplog
):
    engine = sqlite_app.extensions["deployment"].sessions.kw["bind"]
    engine.dispose()
    (tmp_path / "club.db").rename(tmp_path / "gone.db")
    (tmp_path / "club.db").mkdir()  # so that nobody makes a new one
    client, secret = sqlite_app.test_client(), said("เมนูของความลับ")
    assert post_to(client, secret).status_code == 500
    assert answers(secret) == [""]
    assert secret["webhookEventId"] in caplog.text
    assert "ความลับ" not in caplog.text
    (tmp_path / "club.db").rmdir()
    (tmp_path / "gone.db").rename(tmp_path / "club.db")
    assert post_to(client, webhooks.again(secret)).status_code == 200
    assert answers(secret) != [""]


def test_a_batch_of_which_one_met_no_database_comes_again_and_does_the_rest(
    sqlite_app, post_to, answers
):
    """Events that were done stay done: only the one that was not is done the second time."""
    engine = sqlite_app.extensions["deployment"].sessions.kw["bind"]
    batch = [said("เมนู"), said("กิจกรรม", {"type": "user", "userId": MALEE})]
    begun = []

    @event.listens_for(engine, "begin")
    def fail_once(_connection):
        begun.append(True)
        if len(begun) == 3:  # the first event, that its reply was spoken, and now the second
            raise DBAPIError.instance(
                "", None, sqlite3.OperationalError("disk I/O error"), Exception
            )

    client = sqlite_app.test_client()
    assert post_to(client, *batch).status_code == 500
    assert [bool(answer) for answer in answers(*batch)] == [True, False]
    assert post_to(client, *map(webhooks.again, batch)).status_code == 200
    assert all(answers(*batch))
    assert seen(sqlite_app) == 2


def test_a_locked_database_is_tried_again_in_place(
    sqlite_app, post_to, answers, tmp_path, monkeypatch
):
    menu, waited = said("เมนู"), []
    with closing(sqlite3.connect(tmp_path / "club.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(webhook, "sleep", lambda _: (waited.append(True), other.rollback()))
        with impatient(sqlite_app):
            assert post_to(sqlite_app.test_client(), menu).status_code == 200
    assert waited == [True]
    assert answers(menu) != [""]


def test_a_database_that_stays_locked_is_as_good_as_away(
    sqlite_app, post_to, tmp_path, monkeypatch
):
    waited = []
    monkeypatch.setattr(webhook, "sleep", waited.append)
    with closing(sqlite3.connect(tmp_path / "club.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with impatient(sqlite_app):
            assert post_to(sqlite_app.test_client(), said("เมนู")).status_code == 500
    assert len(waited) == webhook.TRIES - 1


@contextmanager
def impatient(app):
    """SQLite waits for its lock no longer than a moment."""

    def hurry(connection, *_):
        connection.execute("PRAGMA busy_timeout = 1")

    engine = app.extensions["deployment"].sessions.kw["bind"]
    event.listen(engine, "checkout", hurry)
    yield
    event.remove(engine, "checkout", hurry)


class Rival:
    """Another transaction on PostgreSQL, with more patience in a deadlock than ours."""

    def __init__(self, url):
        self.engine = create_engine(url)
        self.connection = self.engine.connect()
        self.connection.execute(text("SET deadlock_timeout = '1min'"))

    def lock(self, line_user_id):
        find = select(Member.id).where(Member.line_user_id == line_user_id)
        self.connection.execute(find.with_for_update())

    def lock_and_let_go(self, line_user_id):
        self.lock(line_user_id)
        self.connection.rollback()

    def until_someone_waits(self):
        with self.engine.connect() as connection:
            while not connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                connection.rollback()

    def close(self):
        self.connection.close()
        self.engine.dispose()


def test_a_deadlock_is_tried_again_in_place(postgres_app, post_to, postgres_url, answers):
    """Each holds the member whom the other wants: ours is sent home, and comes again."""
    deployment, router, tries = postgres_app.extensions["deployment"], Router(), []
    with deployment.sessions.begin() as db:
        for each in (SOMCHAI, MALEE):
            db.add(Member(line_user_id=each, joined=deployment.now()))
    rival = Rival(postgres_url)
    waiting = Thread(target=rival.lock_and_let_go, args=[SOMCHAI])

    @router.on(Said)
    def want_malee_too(turn):
        tries.append(turn.said)
        if len(tries) == 1:
            rival.lock(MALEE)
            waiting.start()
            rival.until_someone_waits()
        Member.locked(turn.db, MALEE, turn.now)
        return [say("เรียบร้อย")]

    hello = said("สวัสดี")
    app = served(router, deployment, postgres_app.extensions["speaker"])
    assert post_to(app.test_client(), hello).status_code == 200
    waiting.join()
    rival.close()
    assert len(tries) == 2
    assert answers(hello) == ["เรียบร้อย"]


def test_a_lock_that_takes_too_long_is_tried_again_in_place(
    postgres_app, post_to, postgres_url, answers, monkeypatch
):
    deployment, menu = postgres_app.extensions["deployment"], said("เมนู")
    with deployment.sessions.begin() as db:
        db.add(Member(line_user_id=SOMCHAI, joined=deployment.now()))
    rival = Rival(postgres_url)
    rival.lock(SOMCHAI)
    monkeypatch.setattr(webhook, "sleep", lambda _: rival.connection.rollback())
    assert post_to(postgres_app.test_client(), menu).status_code == 200
    rival.close()
    assert answers(menu) != [""]


def test_a_restarted_postgresql_is_met_again_without_anybody_noticing(
    postgres_app, post_to, postgres_url, answers
):
    client = postgres_app.test_client()
    post_to(client, said("เมนู"))
    rival = create_engine(postgres_url)
    with rival.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid != pg_backend_pid() AND backend_type = 'client backend'"
            )
        )
    rival.dispose()
    menu = said("เมนู")
    assert post_to(client, menu).status_code == 200
    assert answers(menu) != [""]


def test_an_unreachable_postgresql_is_away(settings, clock, post_to, answers):
    away = replace(settings, database_url="postgresql://127.0.0.1:1/club")
    client = create_app(away, reply_threads=0, now=clock).test_client()
    menu = said("เมนู")
    assert post_to(client, menu).status_code == 500
    assert answers(menu) == [""]


def test_a_statement_that_the_database_refuses_is_a_bug_and_no_outage(bot, post_to, answers):
    """A batch must not come again and again for a bug in one handler."""
    router = Router()

    @router.on(Said)
    def write_nonsense(turn):
        if turn.said == "พัง":
            turn.db.execute(text("INSERT INTO members (id) VALUES (1), (1)"))
        return [say("ดี")]

    batch = [said("พัง"), said("ต่อไป")]
    assert post_to(bot(router), *batch).status_code == 200
    assert "ขัดข้อง" in answers(*batch)[0]
    assert answers(*batch)[1] == "ดี"


def test_values_never_stand_in_a_database_error(sqlite_url):
    engine = database.connect(sqlite_url)
    with pytest.raises(DBAPIError) as caught, engine.begin() as connection:
        connection.execute(text("SELECT :secret FROM nowhere"), {"secret": "ความลับ"})
    assert "ความลับ" not in str(caught.value)
    engine.dispose()


def test_a_power_cut_loses_nothing_on_sqlite(sqlite_url):
    engine = database.connect(sqlite_url)
    with engine.begin() as connection:
        kept = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    engine.dispose()


def test_the_folder_of_a_new_database_is_made(tmp_path: Path):
    engine = database.connect(f"sqlite:///{tmp_path / 'new' / 'club.db'}")
    engine.connect().close()
    assert (tmp_path / "new" / "club.db").exists()
    engine.dispose()


@pytest.mark.parametrize(("behind", "kept"), [("", True), ("?pgbouncer=true", False)])
def test_behind_a_pool_no_connection_keeps_anything_of_ours(postgres_url, behind, kept):
    """PgBouncer refuses such options, and another connection does not know our statements."""
    mark = "&" if "?" in postgres_url else "?"
    engine = database.connect(postgres_url + behind.replace("?", mark))
    with engine.begin() as connection:
        for _ in range(10):
            connection.execute(text("SELECT 1"))
        statements = connection.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
        patience = connection.scalar(text("SHOW lock_timeout"))
    engine.dispose()
    assert (statements > 0, patience) == (kept, "5s" if kept else "0")
