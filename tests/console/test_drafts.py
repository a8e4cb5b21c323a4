"""What was typed and not sent: neither the idle limit nor a lost network loses a form."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app import create_app
from console.draft import MOST
from console.session import IDLE
from models import Draft
from tests.console.conftest import Desk

PAGE = "/console/parts"
TYPED = {"name": "เทศบาลที่พิมพ์ค้าง", "day": "8 ก.ค. 70", "kind": "อบต.", "about": "ริมทะเล"}


@pytest.fixture
def trial(settings, clock, tmp_path, deliver):
    """A trial, whose page of parts has a form."""
    made = create_app(replace(settings, clock_file=tmp_path / "clock"), reply_threads=0, now=clock)
    yield made
    made.extensions["deployment"].sessions.kw["bind"].dispose()


@pytest.fixture
def desk(trial, khru_nok):
    desk = Desk(trial)
    desk.enters(khru_nok)
    desk.opens(PAGE)
    return desk


def types(desk, **fields):
    """As the page's script tells the server, which answers without a page."""
    opened = desk.answer
    desk.sends("/console/drafts", **{**TYPED, **fields})
    status, desk.answer = desk.answer.status_code, opened
    return status


def count(sessions):
    with sessions.begin() as db:
        return db.scalar(select(func.count()).select_from(Draft))


def test_what_was_typed_stands_there_again(desk):
    assert types(desk) == 204
    desk.opens(PAGE)
    for words in ("เทศบาลที่พิมพ์ค้าง", "8 ก.ค. 70", "ริมทะเล", "ยังไม่ได้ส่งค่ะ"):
        assert words in desk.answer.text
    assert '<option selected value="อบต.">' in desk.answer.text


def test_the_last_word_counts(desk, sessions):
    types(desk)
    types(desk, name="เทศบาลสุดท้าย")
    assert "เทศบาลสุดท้าย" in desk.opens(PAGE).text
    assert count(sessions) == 1


def test_today_leads_back_to_it(desk):
    types(desk)
    desk.opens("/console/")
    assert "แบบฟอร์มที่พิมพ์ค้างไว้เมื่อ" in desk.reads()
    assert f'href="{PAGE}"' in desk.answer.text


def test_what_was_sent_is_no_draft_any_more(desk, sessions):
    types(desk)
    desk.opens(PAGE)
    desk.sends(PAGE, **{**TYPED, "kind": "อบต."})
    assert desk.answer.status_code == 303
    assert count(sessions) == 0
    assert "เทศบาลที่พิมพ์ค้าง" not in desk.follows().text


def test_what_was_refused_stays_a_draft(desk, sessions):
    types(desk, day="วันไหนดี")
    desk.sends(PAGE, **{**TYPED, "day": "วันไหนดี"})
    assert "อ่านวันที่ไม่ออกค่ะ" in desk.reads()
    assert count(sessions) == 1


def test_it_can_be_thrown_away(desk, sessions):
    types(desk)
    desk.opens(PAGE)
    desk.sends("/console/drafts/drop")
    assert "เทศบาลที่พิมพ์ค้าง" not in desk.follows().text
    assert count(sessions) == 0


def test_what_is_sent_after_the_idle_limit_is_kept_and_found_again(desk, khru_nok, clock):
    """Without any script: the form itself arrives too late."""
    clock.moves(seconds=IDLE.total_seconds() + 1)
    desk.sends(PAGE, **TYPED)
    desk.follows()
    assert "สิ่งที่คุณพิมพ์ยังอยู่ครบ" in desk.reads()
    desk.enters(khru_nok)
    assert "เทศบาลที่พิมพ์ค้าง" in desk.opens(PAGE).text


def test_typing_keeps_her_signed_in(desk, clock):
    for _ in range(4):
        clock.moves(minutes=20)
        assert types(desk) == 204
    assert desk.opens(PAGE).status_code == 200


def test_after_signing_out_nothing_is_kept_of_a_page_that_still_stands_there(desk, sessions):
    form = desk.answer
    desk.opens("/console/")
    desk.sends("/console/leave")
    desk.answer = form
    desk.sends(PAGE, **TYPED)
    assert desk.answer.status_code in (303, 400)
    assert count(sessions) == 0


def test_a_draft_is_hers_alone(desk, trial, wipa):
    types(desk)
    other = Desk(trial)
    other.enters(wipa)
    assert "เทศบาลที่พิมพ์ค้าง" not in other.opens(PAGE).text
    assert "พิมพ์ค้างไว้" not in other.opens("/console/").text


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": "https://elsewhere.example /console/"},
        {"draft": "/console/parts https://elsewhere.example"},
        {"draft": ""},
        {"about": "ก" * (MOST + 1)},
    ],
)
def test_what_is_no_form_of_ours_or_too_much_is_not_kept(desk, sessions, fields):
    assert types(desk, **fields) == 413
    assert count(sessions) == 0


def test_without_the_form_s_mark_nothing_is_kept(desk, sessions):
    desk.posts("/console/drafts", draft=f"{PAGE} {PAGE}", **TYPED)
    assert desk.answer.status_code == 400
    assert count(sessions) == 0


def test_a_draft_goes_with_its_author_and_after_a_month(desk, sessions, clock, khru_nok, wipa):
    from bot import retention

    types(desk)
    clock.moves(days=29)
    retention.purge(sessions, clock(), lambda: None)
    assert count(sessions) == 1
    clock.moves(days=2)
    retention.purge(sessions, clock(), lambda: None)
    assert count(sessions) == 0
    desk.enters(khru_nok)
    desk.opens(PAGE)
    types(desk)
    for words in ("ลบข้อมูลของฉัน", "ใช่", "ใช่"):
        khru_nok.says(words)
    assert count(sessions) == 0


@pytest.mark.parametrize(("administers", "left"), [(False, 0), (True, 1)])
def test_a_draft_goes_with_the_last_duty(desk, sessions, khru_nok, wipa, run, administers, left):
    if administers:
        khru_nok.says(run("invite", "--role", "administrator").split()[0])
    types(desk)
    assert count(sessions) == 1
    khru_nok.says("ลาออกจากหน้าที่")
    khru_nok.presses("ยืนยัน")
    assert count(sessions) == left
