"""Nothing of a report lies anywhere in clear, and nothing leads from it to who told it."""

import logging
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import event, select, text

from handlers.tip import actions
from models import Base, SeenEvent, Tip, TipSession
from tests.conftest import joins
from tests.handlers import sentinel
from vault import day_key, offline, seal

WORD = "พยานลับ-Zq7Xk9Wv"  # stands nowhere else
STORY = f"เมื่อวานเห็น {WORD} รับเงินที่อำเภอ"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.fixture
def reporter(somchai, hua_hin, works):
    somchai.adds_the_bot()
    joins(somchai)
    works()
    return somchai


def tells(phone, *then):
    for words in ("แจ้งเบาะแส", "ใช่", STORY, *then):
        phone.says(words)


@pytest.fixture
def places(sessions, tmp_path, monkeypatch, settings, caplog, capfd):
    """All that a report could have left behind: name of the place, and the bytes there."""
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    caplog.set_level(logging.DEBUG)
    shared = day_key._folder(settings.secret_key)

    def look():
        yield "tables", sentinel.dump(sessions.kw["bind"])
        yield "log", caplog.text.encode()
        yield "standard output and error", "".join(capfd.readouterr()).encode()
        yield from sentinel.files(tmp_path, shared)

    return look


def leaks(places):
    return [(name, found) for name, blob in places() if (found := sentinel.finds(WORD, blob))]


@pytest.mark.parametrize("how", sentinel.plantings(WORD))
def test_the_search_finds_every_planted_copy(how):
    assert sentinel.finds(WORD, sentinel.plantings(WORD)[how]) != []
    assert sentinel.finds(WORD, sentinel.plantings("อย่างอื่น")[how]) == []


def test_the_search_looks_everywhere(reporter, places, sessions, tmp_path, settings):
    assert leaks(places) == []
    with sessions.begin() as db:
        db.execute(text("UPDATE members SET line_name = :word"), {"word": WORD})
    (tmp_path / "temp" / "upload").write_text(WORD)
    (day_key._folder(settings.secret_key) / "note").write_text(WORD)
    logging.getLogger("anything").debug("%s", WORD)
    sys.stderr.write(WORD)
    found = {Path(name).name for name, _how in leaks(places)}
    (day_key._folder(settings.secret_key) / "note").unlink()
    assert {"tables", "log", "standard output and error", "upload", "note"} <= found
    if sessions.kw["bind"].dialect.name == "sqlite":
        assert "club.db-wal" in found


@pytest.mark.parametrize("then", [(), ("ข้าม",), ("ข้าม", "ส่ง"), ("ข้าม", "ไม่ส่ง"), ("ยกเลิก",)])
def test_a_report_lies_nowhere_in_clear(reporter, places, works, then):
    tells(reporter, *then)
    assert leaks(places) == []
    works()
    assert leaks(places) == []


def test_a_report_is_padded_so_that_its_size_tells_little(reader):
    keys = (str(reader.to_public()),)
    sealed = [seal.seal(words, keys) for words in ("", "สั้น", STORY, "x" * 2000)]
    bodies = {len(each.partition(b"\n--- ")[2]) for each in sealed}  # the head varies by chance
    assert len(bodies) == 1
    assert offline.unseal(seal.seal(STORY, keys), str(reader)) == STORY


def test_two_reports_of_the_same_words_look_different(reader):
    keys = (str(reader.to_public()),)
    assert seal.seal(STORY, keys) != seal.seal(STORY, keys)


def test_nobody_seals_to_nobody():
    with pytest.raises(ValueError, match="nobody could open"):
        seal.seal(STORY, ())


# Opening, elsewhere


@pytest.fixture
def saved(reporter, run, tmp_path, reader):
    """What was taken from the server, and the key file on the other machine."""
    tells(reporter, "ที่อำเภอ", "ส่ง")
    run("tips", "--save", str(tmp_path / "taken"))
    key = tmp_path / "reader.key"
    key.write_text(f"# created: 2026-11-22\n# public key: {reader.to_public()}\n{reader}\n")
    return key, sorted((tmp_path / "taken").iterdir())


def opens(*arguments):
    """Alone, as on a machine that has only this file and pyrage."""
    return subprocess.run(
        [sys.executable, "-I", offline.__file__, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_reader_s_key_opens_what_was_taken_from_the_server(saved):
    key, tips = saved
    told = opens(key, *tips)
    assert told.returncode == 0, told.stderr
    assert STORY in told.stdout
    assert "ที่อำเภอ" in told.stdout


def test_another_key_opens_nothing_and_says_so(saved):
    key, tips = saved
    key.write_text(str(pyrage.x25519.Identity.generate()))
    told = opens(key, tips[0])
    assert told.returncode != 0
    assert "this key does not open it" in told.stderr
    key.write_text("# no key\n")
    assert "no AGE-SECRET-KEY- line" in opens(key, tips[0]).stderr
    assert "usage" in opens(key).stderr


# No link


def test_a_tip_has_no_column_that_could_name_anybody():
    assert {column.name for column in Tip.__table__.columns} == {"id", "part", "day", "sealed"}
    assert not Tip.__table__.foreign_keys
    assert not TipSession.__table__.foreign_keys
    assert {column.name for column in TipSession.__table__.columns} == {
        *("key", "step", "sealed", "expires"),
    }


def test_the_session_s_name_dies_with_the_day(reporter, sessions, clock, settings, works):
    tells(reporter)
    with sessions.begin() as db:
        key = db.scalars(select(TipSession.key)).one()
    assert reporter.user_id not in key
    today = clock().date()
    assert day_key.session_key(reporter.user_id, today, settings.secret_key) == key
    files = set(day_key._folder(settings.secret_key).glob("*.key"))
    clock.moves(days=1)
    reporter.says("เมนู")
    assert not files & set(day_key._folder(settings.secret_key).glob("*.key"))
    assert day_key.session_key(reporter.user_id, today, settings.secret_key) != key


RANDOM = {  # what differs between any two runs
    "tips": {"id", "sealed"},
    "tip_sessions": {"key", "sealed"},
    "seen_events": {"id"},
}


def rows(sessions):
    """All rows in the order in which they were written, but for what is random."""
    with sessions.begin() as db:
        sqlite = db.get_bind().dialect.name == "sqlite"
        for table in Base.metadata.sorted_tables:
            columns = [
                each.name for each in table.columns if each.name not in RANDOM.get(table.name, ())
            ]
            order = "rowid" if sqlite else "ctid"
            chosen = ", ".join(f'"{name}"' for name in columns)
            found = db.execute(text(f"SELECT {chosen} FROM {table.name} ORDER BY {order}")).all()
            yield table.name, [tuple(map(str, row)) for row in found]


_told_by: dict[tuple[str, str], dict[str, list[tuple[str, ...]]]] = {}


@pytest.mark.parametrize("who", ["somchai", "malee"])
def test_who_reported_makes_no_difference_to_any_row(request, who, sessions, works, hua_hin):
    """Two towns that differ only in who of two members reported hold the same rows."""
    phones = {name: request.getfixturevalue(name) for name in ("somchai", "malee")}
    for phone in phones.values():
        phone.adds_the_bot()
        joins(phone)
        phone.says("เมนู")
    works()
    tells(phones[who], "ที่อำเภอ", "ส่ง")
    works()
    backend = sessions.kw["bind"].dialect.name
    _told_by[backend, who] = dict(rows(sessions))
    assert len(_told_by[backend, who]["tips"]) == 2
    others = [each for (kind, _name), each in _told_by.items() if kind == backend]
    assert all(each == others[0] for each in others)


def test_a_report_touches_no_conversation_and_keeps_no_reply(reporter, sessions):
    reporter.says("เมนู")
    written = []

    def listen(_connection, _cursor, statement, parameters, _context, _many):
        written.append((statement, str(parameters)))

    engine = sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", listen)
    tells(reporter, "ที่อำเภอ", "ส่ง")
    event.remove(engine, "before_cursor_execute", listen)
    writes = [each for each in written if re.match("INSERT|UPDATE|DELETE", each[0])]
    touched = {re.search(r"(?:INTO|UPDATE|FROM)\s+(\w+)", statement)[1] for statement, _ in writes}
    assert touched == {"seen_events", "tip_sessions"}
    assert not [each for each in written if "ส่งแล้วค่ะ" in each[1] or "ล็อกแล้ว" in each[1]]
    with sessions.begin() as db:
        assert set(db.scalars(select(SeenEvent.reply))) == {None}


# Bugs


@pytest.mark.parametrize("step", ["write", "hand_in", "move_to"])
def test_a_bug_in_here_is_logged_by_its_type_and_a_random_id(
    reporter, places, monkeypatch, caplog, step, simulator
):
    tells(reporter)
    caplog.clear()

    def broken(*_arguments):
        raise ValueError(STORY)

    monkeypatch.setattr(actions, step, broken)
    for words in (f"เพิ่มเติม {WORD}", "ส่ง"):
        reporter.says(words)
    reporter.sees("เมื่อครู่ระบบขัดข้อง")
    records = [record for record in caplog.records if record.name.startswith(("bot", "handlers"))]
    assert records
    for record in records:
        assert re.fullmatch(f"a sealed step failed: ValueError {UUID}", record.getMessage())
        assert record.exc_info is None
        assert record.stack_info is None
    ids = [name for each in simulator.deliveries for name in each["ids"]]
    assert not any(each in caplog.text for each in (*ids, reporter.user_id, "routes.py"))
    assert leaks(places) == []


def test_what_the_database_refuses_is_hidden_too(reporter, places, monkeypatch, caplog):
    tells(reporter)
    caplog.clear()
    monkeypatch.setattr(actions, "write", lambda row, *_: setattr(row, "sealed", None))
    reporter.says(WORD)
    reporter.sees("เมื่อครู่ระบบขัดข้อง")
    (record,) = [each for each in caplog.records if each.name.startswith(("bot", "handlers"))]
    assert re.fullmatch(f"a sealed step failed: IntegrityError {UUID}", record.getMessage())
    assert leaks(places) == []


def test_in_a_group_no_report_begins(reporter, malee, simulator, sessions):
    group = simulator.add_group("ชมรม", [reporter.user_id, malee.user_id])["groupId"]
    simulator.invite_bot(group)
    name = simulator.state()["bot"]["displayName"]
    for words in ("แจ้งเบาะแส", f"@{name} แจ้งเบาะแส", STORY):
        simulator.send(reporter.user_id, {"type": "text", "text": words}, chat=group)
    simulator.press(reporter.user_id, "tip.start?", chat=group)
    with sessions.begin() as db:
        assert db.scalars(select(TipSession)).all() == []
