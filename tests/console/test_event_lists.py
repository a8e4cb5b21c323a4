"""Who comes, taken along: as a file, and as a sheet to sign; and that stands in the log."""

import csv
from datetime import date
from io import StringIO
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from console import event_lists
from loading import workbook
from models import Answer, Attendance, Club, Deed, Member, Registration, Way, What
from tests.conftest import NOW
from tests.handlers.meeting import START
from tests.planning import bangkok_time, found, plan
from tests.queries import asked

FIRST, LAST = date(2026, 1, 20), date(2026, 1, 21)
WAYS = ("xlsx", "csv", "sign-in")


@pytest.fixture
def held(sessions, hua_hin):
    """Two come, one was put down by another; one does not, one came without a word; two days."""
    event = plan(
        sessions, hua_hin, "อบรม/รู้ทัน", bangkok_time("2026-01-20", "09:00"), topics=("ก", "ข")
    )
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    with sessions.begin() as db:
        people = {}
        for name, club, said, days in (
            ("สมชาย ใจดี", hua_hin, Answer.COMING, (FIRST, LAST)),
            ("=ก่อน()", other, Answer.COMING, ()),
            ("มาลี รักสัตย์", hua_hin, Answer.DECLINED, ()),
            ("คนเดินผ่าน", other, None, (LAST,)),
        ):
            member = Member(name=name, club_id=db.get_one(Club, club.id).id, joined=NOW)
            db.add(member)
            db.flush()
            people[name] = member.id
            by = people["สมชาย ใจดี"] if name == "=ก่อน()" else None
            known = {"event_id": event.id, "member_id": member.id}
            if said:
                db.add(Registration(**known, answer=said, said=NOW, by_id=by))
            db.add_all(Attendance(**known, day=day, at=NOW, way=Way.NAME) for day in days)
    return event


def takes(desk, event, way):
    desk.opens(f"/console/events/{event.id}")
    return desk.sends(f"/console/events/{event.id}/list/{way}")


def test_all_who_answered_or_came_stand_in_the_file(at_desk, held):
    file = takes(at_desk, held, "xlsx")
    assert unquote(file.headers["Content-Disposition"]).endswith("ผู้เข้าร่วม อบรม รู้ทัน.xlsx")
    heading, *people = workbook.read(file.data, 100).rows
    assert heading[-2:] == ["อ. 20 ม.ค. 2569", "พ. 21 ม.ค. 2569"]
    assert [[row[0], row[3], *row[5:]] for row in people] == [
        ["=ก่อน()", "เข้าร่วม", "สมชาย ใจดี", "", ""],
        ["คนเดินผ่าน", "มาโดยไม่ได้ลงทะเบียน", "", "", "มา"],
        ["มาลี รักสัตย์", "ไม่สะดวก", "", "", ""],
        ["สมชาย ใจดี", "เข้าร่วม", "", "มา", "มา"],
    ]


def test_the_page_says_who_put_a_name_down(at_desk, held):
    page = at_desk.opens(f"/console/events/{held.id}")
    assert "=ก่อน() (สมชาย ใจดี ลงชื่อแทน)" in page.text
    assert page.text.count("ลงชื่อแทน)") == 1


def test_as_csv_it_runs_nothing(at_desk, held):
    file = takes(at_desk, held, "csv")
    _heading, *people = csv.reader(StringIO(file.data.decode("utf-8-sig")))
    assert people[0][0] == "'=ก่อน()"
    assert len(people) == 4


def test_the_sheet_to_sign_has_those_who_come_and_room_for_others(at_desk, held, monkeypatch):
    told = {}
    monkeypatch.setattr(
        event_lists.typeset, "pdf", lambda _template, words: told.update(words) or b"%PDF"
    )
    takes(at_desk, held, "sign-in")
    assert told["days"] == ["อ. 20 ม.ค. 2569", "พ. 21 ม.ค. 2569"]
    assert told["rows"][:3] == [
        ["1", "=ก่อน()", "เทศบาลเมืองชะอำ", "", ""],
        ["2", "สมชาย ใจดี", "เทศบาลเมืองหัวหิน", "", ""],
        ["3", "", "", "", ""],
    ]


def test_of_more_days_than_fit_a_sheet_is_printed_each_day(at_desk, sessions, hua_hin, monkeypatch):
    month = plan(sessions, hua_hin, "ค่าย", START, topics=("ก",) * (event_lists.COLUMNS + 1))
    told = {}
    monkeypatch.setattr(
        event_lists.typeset, "pdf", lambda _template, words: told.update(words) or b"%PDF"
    )
    takes(at_desk, month, "sign-in")
    assert told["days"] == ["ลายมือชื่อ"]
    assert told["rows"][0] == ["1", "", "", ""]


def test_the_sheet_to_sign_is_set_as_a_file_to_print(at_desk, held):
    file = takes(at_desk, held, "sign-in")
    assert file.data.startswith(b"%PDF")
    assert file.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("way", WAYS)
def test_that_it_was_taken_stands_in_the_log(at_desk, held, sessions, way):
    takes(at_desk, held, way)
    with sessions.begin() as db:
        deed = db.scalars(select(Deed).where(Deed.what == What.EVENT_EXPORTED)).one()
        assert deed.amount == 4


@pytest.mark.parametrize("way", WAYS)
def test_another_club_s_list_is_not_there(at_desk, held, sessions, way):
    at_desk.opens(f"/console/events/{held.id}")
    theirs = plan(sessions, found(sessions, "PRANBURI", "ปราณบุรี"), "ลับ", NOW)
    assert at_desk.sends(f"/console/events/{theirs.id}/list/{way}").status_code == 404
    assert at_desk.opens(f"/console/events/{held.id}/list/{way}").status_code == 404


def test_a_list_asks_as_often_for_many_as_for_few(at_desk, held, sessions, hua_hin):
    def taken():
        with asked(sessions) as statements:
            takes(at_desk, held, "csv")
        return len(statements)

    few = taken()
    with sessions.begin() as db:
        for number in range(30):
            member = Member(name=f"คน {number}", club_id=hua_hin.id, joined=NOW)
            db.add(member)
            db.flush()
            known = {"event_id": held.id, "member_id": member.id}
            db.add(Registration(**known, answer=Answer.COMING, said=NOW))
    assert taken() == few
