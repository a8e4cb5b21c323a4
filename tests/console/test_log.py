"""The log: who did what and when, found again, and seen by whom it concerns alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.member.pages import everything
from models import Member, What
from tests.conftest import NOW
from tests.console.conftest import Desk
from tests.planning import found
from tests.queries import asked

LOG = "/console/log/"


def told(desk, **search):
    desk.opens(LOG, query_string=search)
    assert desk.answer.status_code == 200
    return desk.reads()


def rows(desk):
    return desk.answer.text.count('<tr role="row"><td')


def member(sessions, phone):
    with sessions.begin() as db:
        return db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()


def test_what_a_coordinator_does_in_her_chat_stands_in_the_log(khru_nok, at_desk, works):
    works()  # which learns her name
    khru_nok.says("เพิ่มรายชื่อ")
    khru_nok.says("สมหญิง รักดี\nสมปอง ใจงาม")
    khru_nok.says("เชิญโค้ช")
    log = told(at_desk)
    assert "เพิ่มชื่อในรายชื่อ (2 คน)" in log
    assert "ออกรหัสรับหน้าที่ (โค้ช)" in log
    assert "ครูนก" in log
    assert "สมหญิง" not in log


def test_signing_in_and_out_is_written_down(khru_nok, at_desk, deeds_kept):
    at_desk.sends("/console/leave")
    at_desk.enters(khru_nok)
    at_desk.sends("/console/leave/everywhere")
    came_and_went = [each.what for each in deeds_kept()][-4:]
    assert came_and_went == [What.CONSOLE_ENTERED, What.CONSOLE_LEFT] * 2
    assert deeds_kept()[-1].detail == "everywhere"


def test_a_refused_club_is_kept_with_its_reason_for_administrators(somchai, wipa, app, at_desk):
    somchai.adds_the_bot()
    for words in ("เปิดชมรมใหม่", "อบต.", "ปากน้ำปราณ", "ประจวบคีรีขันธ์", "สมชาย ใจดี", "ข้าม", "ส่งคำขอ"):
        somchai.says(words)
    wipa.says("คำขอเปิดชมรม")
    wipa.presses("ไม่อนุมัติ")
    wipa.says("ขอหนังสือจากเทศบาลก่อนค่ะ")
    desk = Desk(app)
    desk.enters(wipa)
    log = told(desk)
    for words in ("ไม่อนุมัติเปิดชมรม", "ปากน้ำปราณ", "ขอหนังสือจากเทศบาลก่อนค่ะ", "วิภา"):
        assert words in log
    assert "ปากน้ำปราณ" not in told(at_desk)


def test_a_coordinator_sees_her_clubs_and_what_she_did_herself(
    khru_nok, at_desk, sessions, done, app, wipa
):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    done(What.CLUB_EDITED, club=other, detail="about")
    done(What.GROUP_LINKED, club=None, who=member(sessions, khru_nok))
    log = told(at_desk)
    assert "ชะอำ" not in log
    assert "เชื่อมกลุ่ม LINE" in log
    assert "ไม่พบรายการแบบนี้ค่ะ" in told(at_desk, club="CHAAM")
    assert told(at_desk, club="CHAAM") == told(at_desk, club="NOWHERE").replace("NOWHERE", "CHAAM")
    administrator = Desk(app)
    administrator.enters(wipa)
    assert "ชะอำ" in told(administrator)


def test_the_log_is_searched_by_matter_person_club_and_day(
    at_desk, khru_nok, sessions, done, works
):
    works()  # which learns her name
    nok = member(sessions, khru_nok)
    with sessions.begin() as db:
        malee = Member(name="มาลี รักสัตย์", joined=NOW)
        db.add(malee)
    done(What.PICTURE_HUNG, who=nok, at=NOW - timedelta(days=1650))
    done(What.ROSTER_MERGED, about=malee)
    told(at_desk, what="picture.hung")
    assert (rows(at_desk), "เปลี่ยนรูปของชมรม" in at_desk.reads()) == (1, True)
    told(at_desk, person="มาลี")
    assert (rows(at_desk), "รวมรายชื่อ" in at_desk.reads()) == (1, True)
    told(at_desk, day="30 มิ.ย. 64")
    assert (rows(at_desk), "เปลี่ยนรูปของชมรม" in at_desk.reads()) == (1, True)
    told(at_desk, day="29 มิ.ย. 64")
    assert rows(at_desk) == 0
    told(at_desk, club="huahin", person="ครูนก", what="picture.hung", day="30/6/2564")
    assert rows(at_desk) == 1
    told(at_desk, person="100%")
    assert rows(at_desk) == 0


def test_a_day_that_cannot_be_read_is_said_and_nothing_typed_is_lost(at_desk):
    log = told(at_desk, day="วันไหนดี", person="มาลี")
    assert "อ่านวันที่ไม่ออกค่ะ" in log
    assert 'value="วันไหนดี"' in at_desk.answer.text
    assert 'value="มาลี"' in at_desk.answer.text


@pytest.mark.parametrize("strange", [{"what": "no.such"}, {"before": "x"}, {"before": "-1"}])
def test_a_strange_address_shows_the_log_all_the_same(at_desk, strange):
    assert "เข้าใช้หน้าจัดการชมรม" in told(at_desk, **strange)


def test_the_log_is_leafed_through_to_its_end_without_gap(at_desk, done, deeds_kept):
    for _ in range(60):
        done(What.CLUB_EDITED, detail="about")
    told(at_desk, what="club.edited")
    seen = [rows(at_desk)]
    while "เก่ากว่านี้" in at_desk.reads():
        onward = at_desk.answer.text.rpartition('href="')[2].partition('"')[0]
        done(What.CLUB_EDITED, detail="about")  # what is done meanwhile moves no page
        at_desk.opens(onward.replace("&amp;", "&"))
        seen.append(rows(at_desk))
    assert seen == [25, 25, 10]
    assert "กลับไปล่าสุด" in at_desk.reads()


def test_a_page_of_the_log_takes_as_many_statements_for_many_rows(at_desk, done, sessions):
    told(at_desk)
    with asked(sessions) as few:
        told(at_desk)
    for _ in range(40):
        done(What.CLUB_EDITED, detail="about")
    with asked(sessions) as many:
        told(at_desk)
    assert len(many) == len(few) > 2


def test_what_a_member_did_stands_in_her_file(khru_nok, at_desk, sessions, app):
    with sessions.begin() as db, app.app_context():
        hers = db.get_one(Member, member(sessions, khru_nok).id)
        sections = dict(everything(db, hers))
    assert [row[1] for row in sections["บันทึกการทำงาน"]] == [
        "ให้หน้าที่ (ผู้ประสานงาน)",
        "เข้าใช้หน้าจัดการชมรม",
    ]
