"""A running club goes on in another database: nothing lost, nothing half done, nothing told."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import JSON, delete, func, insert, inspect, make_url, select, text
from sqlalchemy.exc import OperationalError

from app import create_app
from bot import worker
from models import Base, Club, Event, Member, Outgoing, database, moving
from models.moving import SHAPE
from tests.bot.conftest import into
from tests.bot.processes import PATIENCE, ROOT
from tests.conftest import NOW, SECRET, joins

TABLES = Base.metadata.sorted_tables
KILLED_AMID_MEMBERS = """
import os, signal
from flask.cli import cli
from models import moving

def carry_and_die(table, old, new, carry=moving._carry):
    rows = carry(table, old, new)
    if table.name == "members":
        print("copied", rows, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return rows

moving._carry = carry_and_die
cli.main(["--app", "app", "move-to", os.environ["TO"]])
"""


@pytest.fixture(params=["sqlite", "postgres"])
def target(request):
    return request.getfixturevalue(f"empty_{request.param}_url")


@pytest.fixture
def opened():
    """Open a database, until the test is over."""
    engines = []

    def open_(url):
        engines.append(database.connect(url))
        return engines[-1]

    yield open_
    for each in engines:
        each.dispose()


@pytest.fixture
def full(run, sessions, somchai, clock, monkeypatch):
    """The demo, a member who has talked, and rows in whatever tables they leave empty."""
    monkeypatch.setattr(moving, "PAGE", 7)
    run("demo")
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("แบบทดสอบ")
    with sessions.begin() as db:
        for table in TABLES:
            if not db.scalar(select(func.count()).select_from(table)):
                for with_all in (1, 0):
                    db.execute(insert(table), some_row(db, table, with_all))
    clock.moves(minutes=1)  # one of the rows is a worker


def some_row(db, table, with_all):
    """A row of any table: every column filled, or only those that must be."""
    columns = [each for each in table.columns if with_all or not each.nullable]
    return {each.key: some_value(db, each, with_all) for each in columns}


def some_value(db, column, number):
    for key in column.foreign_keys:
        return db.scalars(select(key.column).order_by(key.column).limit(2)).all()[number]
    if isinstance(column.type, JSON):
        return [{"ข้อความ": "สวัสดี", "none": None, "n": 1.5}] if number else []
    if enums := getattr(column.type, "enum_class", None):
        return list(enums)[-1]
    some = {
        int: 41 + number,
        str: f"น้ำ’\n{number}",
        bool: True,
        float: 12.57 + number,
        bytes: b"\x00\xff" * (number + 1),
        date: date(2026, 2, 28),
    }
    kind = column.type.python_type
    return some.get(kind, NOW + timedelta(microseconds=number))


def rows(engine):
    """All that is in the database, as the program reads it."""
    with engine.begin() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)))) for table in TABLES
        }


def test_every_row_of_every_table_comes_along(full, run, opened, database_url, target):
    before = rows(opened(database_url))
    assert all(before.values())
    said = run("move-to", target)
    assert rows(opened(target)) == before
    assert rows(opened(database_url)) == before
    for name, kept in before.items():
        assert f"{len(kept):>12,}  {name}\n" in said
    total = sum(map(len, before.values()))
    assert f"ย้ายแล้ว {total:,} แถวใน {len(TABLES)} ตาราง" in said


def test_no_table_and_no_column_is_forgotten(full, run, opened, database_url, target):
    """Asked of the databases themselves: a JSON null is not an empty column, either."""

    def kept(url):
        engine = opened(url)
        found = inspect(engine)
        counts = {}
        for name in set(found.get_table_names()) - {SHAPE}:
            columns = sorted(each["name"] for each in found.get_columns(name))
            filled = ", ".join(f'count("{column}")' for column in columns)
            with engine.begin() as connection:
                row = connection.execute(text(f"SELECT count(*), {filled} FROM {name}")).one()
            counts[name] = dict(zip(["*", *columns], row, strict=True))
        return counts

    run("move-to", target)
    assert kept(target) == kept(database_url)
    assert all(counts["*"] for counts in kept(target).values())


def test_the_bot_goes_on_in_the_new_database(
    full, run, sessions, settings, target, deliver, clock, somchai, malee
):
    with sessions.begin() as db:
        last = db.scalar(select(func.max(Member.id)))
    run("move-to", target)
    app = create_app(replace(settings, database_url=target), reply_threads=0, now=clock)
    deliver[:] = [into(app)]
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("เทศบาลเมืองหัวหิน")
    malee.adds_the_bot()
    joins(malee)
    moved = app.extensions["deployment"].sessions
    with moved.begin() as db:
        assert db.scalar(select(func.max(Member.id))) == last + 1
        db.execute(insert(Club).values(code="NEW", kind="อบต.", name="ใหม่", province="ตรัง"))
    moved.kw["bind"].dispose()


def test_a_number_that_was_given_is_not_given_again(
    full, run, sessions, opened, database_url, empty_postgres_url
):
    """An old card must not lead to a new event."""
    if not database_url.startswith("postgresql"):
        pytest.skip("SQLite itself gives the number of a deleted row again")
    with sessions.begin() as db:
        last = db.scalar(select(func.max(Event.id)))
        db.execute(delete(Base.metadata.tables["event_days"]))
        db.execute(delete(Event).where(Event.id == last))
    run("move-to", empty_postgres_url)
    with opened(empty_postgres_url).begin() as connection:
        values = {"code": "NEW", "title": "ใหม่", "starts": NOW, "ends": NOW, "club_id": 1}
        new = connection.scalar(insert(Event.__table__).values(values).returning(Event.id))
    assert new == last + 1


def test_killed_amid_it_the_target_is_empty_and_the_next_try_moves_all(
    full, run, settings, opened, database_url, target
):
    env = {
        "DATABASE_URL": database_url,
        "LINE_CHANNEL_ACCESS_TOKEN": settings.channel_token,
        "LINE_CHANNEL_SECRET": SECRET,
        "PUBLIC_URL": settings.public_url,
        "TO": target,
    }
    command = [sys.executable, "-c", KILLED_AMID_MEMBERS]
    killed = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        timeout=PATIENCE,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    members = len(rows(opened(database_url))["members"])
    assert f"copied {members}".encode() in killed.stdout
    assert not any(rows(opened(target)).values())
    run("move-to", target)
    assert rows(opened(target)) == rows(opened(database_url))


def test_a_target_with_rows_is_refused_and_named(run, hua_hin, target, opened):
    run("move-to", target)
    before = rows(opened(target))
    said = run("move-to", target, fails=True)
    assert "ปลายทางไม่ว่าง ตาราง clubs มีข้อมูลแล้ว" in said
    assert "ยังไม่มีข้อมูลใดถูกย้าย" in said
    assert rows(opened(target)) == before


def test_a_target_of_another_program_is_left_as_it_is(run, hua_hin, target, opened):
    engine = opened(target)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE wp_posts (id INTEGER)"))
        connection.execute(text("INSERT INTO wp_posts VALUES (1)"))
    assert "ตาราง wp_posts มีข้อมูลแล้ว" in run("move-to", target, fails=True)
    assert inspect(engine).get_table_names() == ["wp_posts"]


def test_a_target_whose_shape_is_another_programs_is_refused(run, hua_hin, target, opened):
    with opened(target).begin() as connection:
        connection.execute(text(f"CREATE TABLE {SHAPE} (version_num VARCHAR(32))"))
        connection.execute(text(f"INSERT INTO {SHAPE} VALUES ('theirs')"))
    assert "สร้างตารางที่ปลายทางไม่ได้" in run("move-to", target, fails=True)


def test_the_same_database_by_another_address_is_refused(run, hua_hin, database_url, tmp_path):
    (tmp_path / "alias").symlink_to(tmp_path)
    other = database_url.replace(f"{tmp_path}", f"{tmp_path}/alias")
    if other == database_url:
        url = make_url(database_url).update_query_dict({"application_name": "other"})
        other = url.render_as_string(hide_password=False)
    for each in (database_url, other):
        assert "ปลายทางคือฐานข้อมูลที่ใช้อยู่แล้ว" in run("move-to", each, fails=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://nok:s3cret@127.0.0.1:9/club", "เปิดฐานข้อมูลปลายทางไม่ได้"),
        ("postgresql://nok:s3cret@nowhere.invalid/club", "เปิดฐานข้อมูลปลายทางไม่ได้"),
        ("postgresql://nok:x@s3cret/1@127.0.0.1:9/club", "เปิดฐานข้อมูลปลายทางไม่ได้"),
        ("postgresql://nok:s3cret@127.0.0.1/club?s3cret=1", "เปิดฐานข้อมูลปลายทางไม่ได้"),
        ("postgresql://nok:s3cret@127.0.0.1:port/club", "ปลายทางต้องเขียนเป็น postgresql://"),
        ("mysql://nok:s3cret@127.0.0.1/club", "ปลายทางต้องเขียนเป็น postgresql://"),
        ("s3cret", "ปลายทางต้องเขียนเป็น postgresql://"),
        ("sqlite:////proc/s3cret/club.db", "เปิดฐานข้อมูลปลายทางไม่ได้"),
        ("sqlite:////proc/version", "เปิดฐานข้อมูลปลายทางไม่ได้"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_plainly(run, hua_hin, url, words, caplog):
    said = run("move-to", url, fails=True)
    assert words in said
    assert "Traceback" not in said
    assert "s3cret" not in said + caplog.text


def test_who_may_not_make_tables_is_told_so(run, hua_hin, empty_postgres_url, opened):
    with opened(empty_postgres_url).begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS guest"))
        connection.execute(text("CREATE ROLE guest LOGIN PASSWORD 's3cret'"))
        connection.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    guest = make_url(empty_postgres_url).set(username="guest", password="s3cret")
    said = run("move-to", guest.render_as_string(hide_password=False), fails=True)
    assert "สร้างตารางที่ปลายทางไม่ได้ (InsufficientPrivilege)" in said
    assert "s3cret" not in said


def test_nothing_moves_while_a_worker_is_alive(run, hua_hin, deployment, clock, target, opened):
    worker.show_oneself(deployment, "w")
    assert "worker ยังทำงานอยู่ หยุด web และ worker ทุกตัวก่อน" in run("move-to", target, fails=True)
    assert inspect(opened(target)).get_table_names() == []
    clock.moves(seconds=worker.ALIVE.total_seconds())
    assert "ย้ายแล้ว" in run("move-to", target)


def test_nobody_writes_to_the_old_database_meanwhile(
    run, hua_hin, target, opened, database_url, monkeypatch
):
    """What a forgotten web process wrote would be lost."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    refused = []

    def write():
        with opened(database_url).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = 1"))
            connection.execute(delete(Outgoing))

    def carry_while_another_writes(table, old, new, carry=moving._carry):
        if table.name == "members":
            with pytest.raises(OperationalError):
                write()
            refused.append(table.name)
        return carry(table, old, new)

    monkeypatch.setattr(moving, "_carry", carry_while_another_writes)
    run("move-to", target)
    assert refused == ["members"]
