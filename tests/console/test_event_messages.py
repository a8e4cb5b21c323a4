"""Messages to the people of an event on the console: written, priced, taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Account, Notice, NoticeKind
from tests.conftest import NOW
from tests.handlers.meeting import named, press
from tests.planning import found, plan
from tests.queries import asked


@pytest.fixture
def talk(sessions, hua_hin, somchai):
    """Somchai comes to it."""
    event = plan(sessions, hua_hin, "อบรม", NOW + timedelta(days=2))
    press(named(somchai, sessions), event)
    return event


def page_of(event):
    return f"/console/events/{event.id}/messages"


def told(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Notice).order_by(Notice.id)))


def test_a_letter_is_written_on_the_page_and_arrives(at_desk, talk, somchai, sessions, works):
    at_desk.opens(f"/console/events/{talk.id}")
    assert f'href="{page_of(talk)}"' in at_desk.answer.text
    at_desk.opens(page_of(talk))
    assert "เขียนถึงคนที่มา · 1 ข้อความ" in at_desk.reads()
    at_desk.sends(page_of(talk), kind="letter", words="นำแก้วน้ำมาด้วยนะคะ")
    at_desk.follows()
    assert "รับไว้แล้วค่ะ" in at_desk.reads()
    assert "นำแก้วน้ำมาด้วยนะคะ" in at_desk.reads()
    works()
    somchai.sees("จากผู้ประสานงาน เรื่อง อบรม", "นำแก้วน้ำมาด้วยนะคะ")


def test_a_reminder_leaves_at_the_moment_that_was_typed(
    at_desk, talk, somchai, sessions, works, clock
):
    at_desk.opens(page_of(talk))
    line = {"kind": "reminder", "words": "มาเร็วหน่อยนะคะ"}
    at_desk.sends(page_of(talk), **line, moment="ก่อนเริ่ม 2 ชั่วโมง")
    at_desk.follows()
    (notice,) = told(sessions)
    assert notice.due == talk.starts - timedelta(hours=2)
    clock.moves_to(notice.due)
    works()
    somchai.sees("ใกล้ถึงเวลานัดแล้วค่ะ", "มาเร็วหน่อยนะคะ")


def test_those_who_said_nothing_are_asked_once_a_day(at_desk, talk, malee, sessions, works):
    named(malee, sessions, "มาลี รักสัตย์")
    for _press in range(2):
        at_desk.opens(page_of(talk))
        at_desk.sends(page_of(talk), kind="unanswered")
    assert [each.kind for each in told(sessions)] == [NoticeKind.UNANSWERED]
    works()
    malee.sees("รอคำตอบจากคุณอยู่ค่ะ", "อบรม")


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"kind": "letter", "words": "  "}, "ข้อความยังว่างอยู่ค่ะ"),
        ({"kind": "letter", "words": "ก" * 4001}, "ยาวได้ไม่เกิน 4000 ตัวอักษรค่ะ"),
        ({"kind": "reminder", "moment": "เร็ว ๆ นี้"}, "อ่านวันและเวลานี้ไม่ออกค่ะ"),
        ({"kind": "reminder", "moment": "พรุ่งนี้"}, "ขอเวลาด้วยค่ะ"),
        ({"kind": "reminder", "moment": "1 ม.ค. 2569 9.00 น."}, "เวลานั้นผ่านไปแล้วค่ะ"),
        ({"kind": "spell"}, "ช่องนี้ยังใช้ไม่ได้ค่ะ"),
    ],
)
def test_what_cannot_be_sent_is_said_and_stays_typed(at_desk, talk, sessions, typed, refused):
    at_desk.opens(page_of(talk))
    at_desk.sends(page_of(talk), **typed)
    assert refused in at_desk.reads()
    assert typed.get("moment", "") in at_desk.answer.text
    assert told(sessions) == []


def test_what_the_month_cannot_pay_is_not_sent(at_desk, talk, sessions):
    with sessions.begin() as db:
        known = {"basic_id": "@strong", "name": "น้องสตรอง", "chat_mode": "bot"}
        db.add(Account(id=1, quota=300, used=300, checked=NOW, **known))
    at_desk.opens(page_of(talk))
    at_desk.sends(page_of(talk), kind="letter", words="นำแก้วน้ำมาด้วย")
    assert "ต้องใช้ 1 ข้อความ แต่เดือนนี้เหลือ 0 ข้อความค่ะ" in at_desk.reads()
    assert told(sessions) == []


def test_it_is_taken_back_until_it_leaves(at_desk, talk, somchai, sessions, works, clock):
    at_desk.opens(page_of(talk))
    at_desk.sends(page_of(talk), kind="reminder", moment="พรุ่งนี้ 10 โมง")
    at_desk.follows()
    (notice,) = told(sessions)
    at_desk.sends(f"{page_of(talk)}/{notice.id}/stop")
    at_desk.follows()
    assert "หยุดแล้วค่ะ" in at_desk.reads()
    assert "หยุดไว้ก่อนส่ง" in at_desk.reads()
    clock.moves_to(notice.due + timedelta(minutes=1))
    works()
    assert "ใกล้ถึงเวลานัดแล้วค่ะ" not in somchai.history()


def test_what_is_typed_is_seen_as_those_see_it_who_get_it(at_desk, talk):
    at_desk.opens(page_of(talk))
    at_desk.sends(page_of(talk), kind="reminder", words="มาเร็วหน่อยนะคะ", moment="???")
    assert "ใกล้ถึงเวลานัดแล้วค่ะ" in at_desk.reads()


def test_another_club_s_event_and_messages_are_not_there(at_desk, talk, sessions):
    theirs = plan(sessions, found(sessions, "PRAN", "ปราณบุรี"), "ลับ", NOW + timedelta(days=1))
    with sessions.begin() as db:
        times = {"due": NOW + timedelta(hours=1), "not_after": theirs.starts}
        hidden = Notice(event_id=theirs.id, kind=NoticeKind.REMINDER, fields=[], **times)
        db.add(hidden)
    for path in (page_of(theirs), "/console/events/99/messages"):
        assert at_desk.opens(path).status_code == 404
    for event in (theirs, talk):
        at_desk.opens(page_of(talk))
        assert at_desk.sends(f"{page_of(event)}/{hidden.id}/stop").status_code == 404
    assert told(sessions)[0].not_after == theirs.starts


def test_the_page_asks_as_often_for_many_as_for_few(at_desk, talk, sessions):
    def opened():
        with asked(sessions) as statements:
            at_desk.opens(page_of(talk))
        return len(statements)

    few = opened()
    with sessions.begin() as db:
        times = {"due": NOW, "not_after": talk.starts, "kind": NoticeKind.LETTER, "fields": []}
        db.add_all(Notice(event_id=talk.id, words=f"ข่าว {n}", **times) for n in range(20))
    assert opened() == few
