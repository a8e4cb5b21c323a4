"""`flask import`: all of a file or nothing, repeatable, and clear about mistakes."""

import re

import pytest
from sqlalchemy import func, select

from loading.load import BATCH
from models import Answer, Base, Club, Event, Member, Registration, Role, Sitting
from tests.conftest import joins
from tests.handlers.meeting import REGISTERED
from tests.planning import bangkok_time

GOOD = """\
version: 1
clubs:
  - {code: HUAHIN, kind: เทศบาลเมือง, name: เทศบาลเมืองหัวหิน, province: ประจวบคีรีขันธ์, model: true}
  - {code: CHAAM, kind: เทศบาลเมือง, name: เทศบาลเมืองชะอำ, province: เพชรบุรี}
members:
  - {line_user_id: U0123456789abcdef0123456789abcdef, name: สมชาย ใจดี, club: HUAHIN, role: coach}
  - {name: มาลี  รักสัตย์, club: CHAAM, registered: [MEETING]}
events:
  - code: MEETING
    club: HUAHIN
    title: ประชุมใหญ่
    place: ห้องประชุม
    online_url: https://zoom.example/j/1
    capacity: 100
    sessions:
      - {starts: 2569-07-08 09:00, ends: 2569-07-08 16:30, topic: ไร้สินบน, speaker: ครูนก}
      - {starts: 2026-07-09 09:00, ends: 2026-07-09 12:00}
"""


@pytest.fixture
def load(run, tmp_path):
    file = tmp_path / "club.yaml"

    def load(text, *, fails=False):
        file.write_text(text, encoding="utf-8")
        return run("import", str(file), fails=fails)

    return load


def test_what_stands_in_headings_is_one_line(load, sessions):
    load(GOOD.replace("name: เทศบาลเมืองหัวหิน", r'name: "เทศบาลเมือง\n หัวหิน"'))
    with sessions.begin() as db:
        assert "เทศบาลเมือง หัวหิน" in db.scalars(select(Club.name)).all()


def tables(sessions):
    with sessions.begin() as db:
        return {
            table.name: sorted(map(str, db.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
        }


def test_a_file_brings_clubs_members_and_events(load, sessions):
    assert load(GOOD).strip() == "ชมรม 2 สมาชิก 2 กิจกรรม 1"
    with sessions.begin() as db:
        clubs = {club.code: club for club in db.scalars(select(Club))}
        assert (clubs["HUAHIN"].model, clubs["CHAAM"].model) == (True, False)
        somchai, malee = db.scalars(select(Member).order_by(Member.line_user_id.is_(None)))
        assert (somchai.name, somchai.club_id) == ("สมชาย ใจดี", clubs["HUAHIN"].id)
        assert (malee.name, malee.following) == ("มาลี รักสัตย์", False)
        assert db.scalars(select(Role.member_id)).all() == [somchai.id]
        event = db.scalars(select(Event)).one()
        assert event.starts == bangkok_time("2026-07-08", "09:00")
        assert event.ends == bangkok_time("2026-07-09", "12:00")
        assert [each.speaker for each in db.scalars(select(Sitting).order_by(Sitting.starts))] == [
            "ครูนก",
            None,
        ]
        registration = db.scalars(select(Registration)).one()
        assert (registration.member_id, registration.answer) == (malee.id, Answer.COMING)


def test_a_repeat_changes_nothing(load, sessions, clock):
    load(GOOD)
    before = tables(sessions)
    clock.moves(days=1)
    load(GOOD)
    after = tables(sessions)
    ids = before.pop("sittings"), after.pop("sittings")
    assert after == before
    assert len(ids[0]) == len(ids[1])


def test_what_members_said_themselves_stays(load, somchai, sessions):
    load(GOOD.replace("U0123456789abcdef0123456789abcdef", somchai.user_id))
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ข้อมูลของฉัน")
    somchai.presses("แก้ไขชื่อ")
    somchai.says("สมชาย ใจดีมาก")
    load(GOOD.replace("U0123456789abcdef0123456789abcdef", somchai.user_id))
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("สมชาย ใจดีมาก", "ยินยอมเมื่อ")


def test_a_later_file_changes_clubs_and_events(load, sessions):
    load(GOOD)
    load(GOOD.replace("ประชุมใหญ่", "ประชุมย่อย").replace("capacity: 100", "capacity: 50"))
    with sessions.begin() as db:
        event = db.scalars(select(Event)).one()
        assert (event.title, event.capacity) == ("ประชุมย่อย", 50)
        assert db.scalar(select(func.count()).select_from(Sitting)) == 2


MISTAKES = [
    ("version: 1", "version: 2", "club.yaml:1: file.version: ต้องเป็น 1"),
    ("version: 1\n", "", "file.version: ไม่ได้กรอก"),
    (
        "kind: เทศบาลเมือง, name: เทศบาลเมืองชะอำ",
        "kind: เมือง, name: ชะอำ",
        "club.yaml:4: file.clubs[1].kind: ไม่รู้จัก เมือง ใช้ได้: อบจ.",
    ),
    ("{code: CHAAM", "{code: ch", "club.yaml:4: file.clubs[1].code: ต้องเป็น A–Z"),
    (
        "{code: CHAAM",
        "{code: HUAHIN",
        "club.yaml:4: file.clubs[1].code: HUAHIN มีสองครั้งในไฟล์นี้",
    ),
    (", province: เพชรบุรี", "", "club.yaml:4: file.clubs[1].province: ไม่ได้กรอก"),
    ("role: coach", "role: king", "club.yaml:6: file.members[0].role"),
    (
        "role: coach",
        "rule: coach",
        "club.yaml:6: file.members[0].rule: ไม่รู้จักช่องนี้ ใช้ได้: attended, club, consent",
    ),
    ("U0123456789abcdef", "U0123", "club.yaml:6: file.members[0].line_user_id"),
    ("name: สมชาย ใจดี", "name: '42'", "club.yaml:6: file.members[0].name"),
    ("name: สมชาย ใจดี", f"name: {'ก' * 2000}", "club.yaml:6: file.members[0].name"),
    (
        "club: CHAAM, reg",
        "club: NOWHERE, reg",
        "club.yaml:7: file.members[1].club: ไม่มีชมรมที่ใช้รหัส NOWHERE",
    ),
    ("[MEETING]", "[PARTY]", "club.yaml:7: file.members[1].registered: ไม่มีกิจกรรมที่ใช้รหัส PARTY"),
    ("[MEETING]", "MEETING", "club.yaml:7: file.members[1].registered: ต้องเป็นรายการ"),
    ("registered: [M", "attended: [X, M", "file.members[1].attended: ไม่มีกิจกรรมที่ใช้รหัส X"),
    ("  - code: MEETING", "  - code: meeting", "club.yaml:9: file.events[0].code"),
    (
        "https://zoom",
        "http://zoom",
        "club.yaml:13: file.events[0].online_url: ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย https",
    ),
    ("capacity: 100", "capacity: many", "club.yaml:14: file.events[0].capacity"),
    ("capacity: 100", "capacity: 0", "club.yaml:14: file.events[0].capacity"),
    (
        "2569-07-08 09:00, ends",
        "2569-02-30 09:00, ends",
        "club.yaml:16: file.events[0].sessions[0].starts: ไม่มีวันเวลา 2569-02-30 09:00 ในปฏิทิน",
    ),
    (
        "ends: 2569-07-08 16:30",
        "ends: 2569-07-08 08:30",
        "club.yaml:16: file.events[0].sessions[0].ends: ต้องอยู่หลัง starts",
    ),
    ("    title: ประชุมใหญ่\n", "", "file.events[0].title: ไม่ได้กรอก"),
    (
        "    place: ห้องประชุม\n",
        "    place: a\n    place: b\n",
        "club.yaml:13: file.events[0].place: มีสองครั้ง",
    ),
    ("members:", "members: x\nfriends:", "club.yaml:6: file.friends"),
    (GOOD, "[]", "club.yaml:1: file: ต้องขึ้นต้นด้วย version: 1"),
    (GOOD, "", "club.yaml:1: file: ต้องขึ้นต้นด้วย version: 1"),
    ("events:", "events: [", "ไม่ใช่ YAML ที่ถูกต้อง"),
    ("events:", "events: &a [*b]\nx:", "ไม่ใช่ YAML ที่ถูกต้อง"),
]


def test_a_mistake_names_file_line_and_field_and_loads_nothing(load, sessions):
    before = tables(sessions)
    for old, new, told in MISTAKES:
        assert GOOD.count(old) >= 1
        said = load(GOOD.replace(old, new, 1), fails=True)
        assert told in said
        assert re.search("[ก-๛]", said.partition("file")[2]), said
        assert tables(sessions) == before


def test_a_file_that_is_no_text_is_a_mistake_too(run, tmp_path):
    file = tmp_path / "photo.yaml"
    file.write_bytes(b"\xff\xd8\xff\xe0")
    assert "photo.yaml:1: file: ไม่ใช่ข้อความ UTF-8" in run("import", str(file), fails=True)
    assert "nowhere.yaml" in run("import", str(tmp_path / "nowhere.yaml"), fails=True)


def test_who_is_on_the_roster_of_a_future_event_is_reminded_too(load, somchai, clock, works):
    roster = f"""\
version: 1
clubs:
  - {{code: HUAHIN, kind: เทศบาลเมือง, name: เทศบาลเมืองหัวหิน, province: ประจวบคีรีขันธ์}}
events:
  - code: MEETING
    club: HUAHIN
    title: ประชุมใหญ่
    sessions: [{{starts: 2569-01-20 09:00, ends: 2569-01-20 11:00}}]
members:
  - {{line_user_id: {somchai.user_id}, name: สมชาย ใจดี, club: HUAHIN, registered: [MEETING]}}
"""
    somchai.adds_the_bot()
    load(roster)
    load(roster)
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    works()
    assert somchai.history().count("ใกล้ถึงเวลานัดแล้วค่ะ · ประชุมใหญ่") == 1


def test_an_event_that_moves_takes_its_reminders_along(load, somchai, clock, works):
    load(GOOD)
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ไป")
    somchai.says("สมชาย ใจดี")
    somchai.sees(REGISTERED)
    load(GOOD.replace("2569-07-08 ", "2569-07-06 ").replace("ห้องประชุม", "ศาลาประชาคม"))
    clock.moves_to(bangkok_time("2026-07-05", "18:00"))
    works()
    somchai.sees("ใกล้ถึงเวลานัดแล้วค่ะ", "จ. 6 – พฤ. 9 ก.ค. 2569", "ศาลาประชาคม")
    clock.moves_to(bangkok_time("2026-07-07", "18:00"))
    works()
    assert somchai.history().count("ใกล้ถึงเวลานัดแล้วค่ะ · ") == 1


def test_a_file_may_hold_more_members_than_one_batch(load, sessions):
    people = "".join(
        f"  - {{line_user_id: U{number:032x}, name: สมาชิก ที่{number}, club: HUAHIN}}\n"
        for number in range(BATCH + 500)
    )
    load(GOOD.replace("members:\n", "members:\n" + people))
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Member)) == BATCH + 502
