"""Questions to the speaker on the console: read without names, marked, printed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Member, SpeakerQuestion
from tests.conftest import NOW
from tests.planning import found, plan
from tests.queries import asked


@pytest.fixture
def talk(sessions, hua_hin):
    return plan(sessions, hua_hin, "อบรม", NOW + timedelta(days=2))


def asks(sessions, event, *questions):
    with sessions.begin() as db:
        member = Member(name="สมชาย ใจดี", joined=NOW)
        db.add(member)
        db.flush()
        for words in questions:
            known = {"event_id": event.id, "member_id": member.id, "asked": NOW}
            db.add(SpeakerQuestion(**known, words=words))


def marked(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(SpeakerQuestion.done).order_by(SpeakerQuestion.id)))


def test_the_event_s_page_lists_them_in_order_and_without_names(at_desk, talk, sessions):
    asks(sessions, talk, "ข้อแรก <b>", "ข้อสอง")
    at_desk.opens(f"/console/events/{talk.id}")
    page = at_desk.reads()
    assert page.index("ข้อแรก <b>") < page.index("ข้อสอง")
    assert "สมชาย" not in page
    at_desk.opens(f"/console/events/{talk.id}/questions")
    assert "ข้อแรก <b>" in at_desk.reads()
    assert "สมชาย" not in at_desk.reads()


def test_a_button_marks_one_and_another_takes_that_back(at_desk, talk, sessions):
    asks(sessions, talk, "ข้อแรก", "ข้อสอง")
    here = f"/console/events/{talk.id}/questions"
    at_desk.opens(here)
    at_desk.sends(f"{here}/1/done")
    at_desk.follows()
    assert "ย้ายไปที่ “ถามแล้ว” ค่ะ" in at_desk.reads()
    assert marked(sessions) == [True, False]
    at_desk.sends(f"{here}/1/open")
    assert marked(sessions) == [False, False]


def test_another_club_s_questions_are_not_there(at_desk, talk, sessions):
    theirs = plan(sessions, found(sessions, "PRAN", "ปราณบุรี"), "ลับ", NOW)
    asks(sessions, theirs, "ความลับ")
    at_desk.opens(f"/console/events/{talk.id}")
    for event, question in ((theirs.id, 1), (talk.id, 1), (talk.id, 99), (99, 1)):
        path = f"/console/events/{event}/questions/{question}/done"
        assert at_desk.posts(path).status_code in (400, 403, 404)
        at_desk.opens(f"/console/events/{talk.id}")
        assert at_desk.sends(path).status_code == 404
    assert at_desk.opens(f"/console/events/{theirs.id}/questions").status_code == 404
    assert marked(sessions) == [False]


def test_the_page_asks_as_often_for_many_as_for_few(at_desk, talk, sessions):
    def opened():
        with asked(sessions) as statements:
            at_desk.opens(f"/console/events/{talk.id}/questions")
        return len(statements)

    asks(sessions, talk, "ข้อแรก")
    few = opened()
    asks(sessions, talk, *(f"ข้อ {number}" for number in range(30)))
    assert opened() == few
