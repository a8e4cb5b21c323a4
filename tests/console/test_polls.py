"""Polls on the console: listed, counted, closed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Deed, Member, Poll, Vote, What
from tests.conftest import NOW
from tests.planning import found
from tests.queries import asked

CHOICES = ["ถนน <b>", "ขยะ", "น้ำประปา"]


@pytest.fixture
def poll(sessions, hua_hin):
    return made(sessions, hua_hin)


def made(sessions, club, **more):
    known = {"draft": "ABCD2345", "question": "เฝ้าระวังอะไรดี", "choices": CHOICES, "made": NOW}
    poll = Poll(**{**known, "club_id": club.id, "closes": NOW + timedelta(days=7), **more})
    with sessions.begin() as db:
        db.add(poll)
    return poll


def vote(sessions, poll, *choices):
    """Somebody takes these."""
    with sessions.begin() as db:
        member = Member(joined=NOW, club_id=poll.club_id)
        db.add(member)
        db.flush()
        db.add_all(Vote(poll_id=poll.id, member_id=member.id, choice=each) for each in choices)


def test_the_menu_leads_to_the_polls_and_on_to_a_result(at_desk, poll, sessions):
    vote(sessions, poll, 0)
    vote(sessions, poll, 0, 1)
    at_desk.opens("/console/")
    assert 'href="/console/polls"' in at_desk.answer.text
    at_desk.opens("/console/polls")
    assert f'href="/console/polls/{poll.id}"' in at_desk.answer.text
    at_desk.opens(f"/console/polls/{poll.id}")
    page = at_desk.reads()
    for told in ("1. ถนน <b>", "2 ร้อยละของผู้ตอบ 100%", "1 ร้อยละของผู้ตอบ 50%", "จากผู้ตอบ 2 คน"):
        assert told in page, page
    assert "1 2, 2 1, 3 0" in at_desk.answer.text


def test_it_is_closed_by_a_button_and_once(at_desk, poll, sessions, clock):
    at_desk.opens(f"/console/polls/{poll.id}")
    form = at_desk.answer
    for _press in range(2):
        at_desk.answer = form
        at_desk.sends(f"/console/polls/{poll.id}/close")
        clock.moves(minutes=1)
    at_desk.follows()
    assert "ปิดโพลแล้วค่ะ" in at_desk.reads()
    assert "ชวนสมาชิกตอบ" not in at_desk.reads()
    with sessions.begin() as db:
        assert db.scalars(select(Poll)).one().closes == NOW
        closed = db.scalars(select(Deed).where(Deed.what == What.POLL_CLOSED)).all()
        assert len(closed) == 1


def test_an_administrator_closes_any_club_s(desk, wipa, poll, sessions):
    desk.enters(wipa)
    desk.opens(f"/console/polls/{poll.id}")
    desk.sends(f"/console/polls/{poll.id}/close")
    with sessions.begin() as db:
        assert db.scalars(select(Poll)).one().closes == NOW


def test_another_club_s_poll_is_not_there(at_desk, poll, sessions):
    theirs = made(sessions, found(sessions, "PRAN", "ปราณบุรี"), draft="B" * 8, question="ลับ")
    at_desk.opens("/console/polls")
    assert "ลับ" not in at_desk.reads()
    for number in (theirs.id, 99):
        at_desk.opens(f"/console/polls/{poll.id}")
        assert at_desk.sends(f"/console/polls/{number}/close").status_code == 404
        assert at_desk.opens(f"/console/polls/{number}").status_code == 404
    with sessions.begin() as db:
        assert db.get_one(Poll, theirs.id).closes > NOW


def test_pages_ask_as_often_for_many_as_for_few(at_desk, poll, sessions, hua_hin):
    def opened():
        told = []
        for path in ("/console/polls", f"/console/polls/{poll.id}"):
            with asked(sessions) as statements:
                at_desk.opens(path)
            told.append(len(statements))
        return told

    few = opened()
    for number in range(20):
        made(sessions, hua_hin, draft=f"B{number:07}")
        vote(sessions, poll, number % 3)
    assert opened() == few
