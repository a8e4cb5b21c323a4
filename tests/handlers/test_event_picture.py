"""A coordinator gives an event a picture, from the photo in the chat to the card of everybody."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

import handlers
from bot import errands, files
from models import Event, EventState, File, Role
from tests.bot import photos
from tests.handlers.meeting import START, named
from tests.planning import found, plan

PHOTO = photos.jpeg(800, 600, turned=True, telling=True)
ASKED = "ส่งรูปมาได้เลยค่ะ"


@pytest.fixture
def walk(sessions, hua_hin):
    return plan(sessions, hua_hin, "เดินสำรวจ", START)


@pytest.fixture
def kept(sessions):
    def kept(title="เดินสำรวจ"):
        with sessions.begin() as db:
            return db.scalars(select(Event.picture).where(Event.title == title)).one()

    return kept


@pytest.fixture
def fetches(deployment):
    return lambda: errands.run(deployment, handlers.errands)


@pytest.fixture
def hangs(khru_nok, walk, fetches):
    """Send a photo, and have it fetched; returns LINE's id of the message."""

    def hang(data=PHOTO):
        khru_nok.says("ใส่รูปกิจกรรม")
        sent = khru_nok.sends_file(data)
        fetches()
        return sent

    return hang


def hero(phone):
    return phone.messages()[-1]["contents"].get("hero", {}).get("url")


def test_a_photo_stands_on_the_card_that_members_see(
    khru_nok, somchai, walk, fetches, kept, sessions, app
):
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.sees("เดินสำรวจ", ASKED, "ขออนุญาตเขาก่อน")
    khru_nok.sends_file(PHOTO)
    khru_nok.sees("ได้รับรูปแล้วค่ะ")
    assert kept() is None
    fetches()
    khru_nok.says("เมนู")
    assert "ใส่รูปใหม่ของ เดินสำรวจ แล้วค่ะ" in khru_nok.history()
    named(somchai, sessions).says("กิจกรรม")
    assert hero(somchai) == f"https://club.test/files/{kept()}"
    served = app.test_client().get(f"/files/{kept()}").data
    assert b"SECRET" not in served
    assert Image.open(io.BytesIO(served)).size == (600, 800)


def test_nothing_is_paid_for_the_word_that_it_hangs(hangs, works, simulator):
    hangs()
    works()
    assert [c for c in simulator.calls if c["path"].endswith(("push", "multicast"))] == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [("file", "ที่ส่งมาเป็นไฟล์ค่ะ"), ("video", "ขอเป็นรูปนิ่ง"), ("audio", "รอรูปของกิจกรรมอยู่")],
)
def test_what_is_no_photo_leaves_the_step_open(khru_nok, walk, fetches, kept, kind, told):
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.sends_file(b"x", kind)
    khru_nok.sees(told)
    khru_nok.says("ฟหกด")
    khru_nok.sees("รอรูปของกิจกรรมอยู่")
    khru_nok.sends_file(PHOTO)
    fetches()
    assert kept()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"x", "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (photos.HEIC, "เปิดภาพแบบ HEIC ไม่ได้ค่ะ"),
        (photos.bomb(8_000), "ภาพนี้ใหญ่เกินไปค่ะ"),
        (b"0" * 20_000_000, "ภาพนี้ใหญ่เกินไปค่ะ"),
    ],
)
def test_why_a_photo_cannot_be_used_is_told_and_the_old_one_stays(
    hangs, khru_nok, kept, data, told
):
    hangs()
    before = kept()
    hangs(data)
    khru_nok.says("เมนู")
    assert told in khru_nok.history()
    assert kept() == before


def test_a_photo_that_line_has_no_more_is_asked_for_again(khru_nok, walk, fetches, simulator):
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.sends_file(PHOTO)
    simulator.add_fault("content", "error-before", status=404)
    fetches()
    khru_nok.says("เมนู")
    assert "ไม่ได้แล้วค่ะ รบกวนส่งรูปอีกครั้งนะคะ" in khru_nok.history()


@pytest.mark.parametrize("words", ["ยกเลิก", "ไม่", "ย้อนกลับ", "เมนู"])
def test_she_may_leave_and_a_later_photo_is_no_picture(khru_nok, walk, fetches, kept, words):
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.says(words)
    khru_nok.sends_file(PHOTO)
    fetches()
    assert kept() is None


def test_it_is_replaced_and_removed_after_asking_once(hangs, khru_nok, kept):
    hangs()
    first = kept()
    hangs(photos.jpeg(60, 80))
    assert kept() not in (None, first)
    khru_nok.says("ใส่รูปกิจกรรม")
    assert hero(khru_nok) == f"https://club.test/files/{kept()}"
    khru_nok.presses("ลบรูปกิจกรรม")
    khru_nok.sees("ลบรูปของกิจกรรมนี้ไหมคะ")
    khru_nok.says("ไม่")
    assert kept()
    khru_nok.says("ลบรูปกิจกรรม")
    khru_nok.presses("ลบรูปกิจกรรม")
    khru_nok.says("ใช่")
    khru_nok.sees("ลบรูปของ เดินสำรวจ แล้วค่ะ")
    assert kept() is None


def test_an_old_card_removes_no_newer_picture(hangs, khru_nok, kept, walk, simulator):
    hangs()
    old = kept()
    hangs(photos.jpeg(60, 80))
    simulator.press(khru_nok.user_id, f"event.picture_remove?event={walk.id}&picture={old}")
    khru_nok.sees("ลบรูปของกิจกรรมนี้ไหมคะ")
    assert kept()


def test_what_she_takes_back_is_shown_nowhere(hangs, khru_nok, kept, fetches):
    sent = hangs()
    khru_nok.takes_back(sent)
    assert kept() is None
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.takes_back(khru_nok.sends_file(PHOTO))
    fetches()
    assert kept() is None


def test_a_photo_sent_while_the_event_is_made_comes_with_it(khru_nok, hua_hin, fetches, kept):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("เดินสำรวจ")
    khru_nok.sends_file(PHOTO)
    khru_nok.sees("จะขึ้นในการ์ดเมื่อเผยแพร่นะคะ", "จัดวันไหน")
    khru_nok.says("20 ม.ค. 69 9.00-11.30")
    for _question in range(2):
        khru_nok.says("ข้าม")
    khru_nok.sees("ตรวจก่อนเผยแพร่", "มีรูปแล้ว")
    fetches()
    khru_nok.presses("เผยแพร่")
    assert kept() is None
    fetches()
    assert kept()


def test_without_a_photo_the_event_is_made_all_the_same(khru_nok, hua_hin, fetches, kept):
    khru_nok.says("สร้างกิจกรรม")
    for said in ("เดินสำรวจ", "20 ม.ค. 69 9.00-11.30", "ข้าม", "ข้าม"):
        khru_nok.says(said)
    khru_nok.sees("อยากใส่รูป ส่งมาตอนนี้ได้เลยค่ะ")
    khru_nok.takes_back(khru_nok.sends_file(PHOTO))
    khru_nok.says("เผยแพร่")
    assert fetches() == 0
    assert kept() is None


def test_of_several_events_she_chooses(khru_nok, walk, hua_hin, sessions, fetches, kept):
    for number in range(4):
        plan(sessions, hua_hin, f"งานที่ {number}", START + timedelta(days=number + 1))
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.sees("รูปของกิจกรรมไหนคะ", "เดินสำรวจ", "งานที่ 1")
    khru_nok.presses("ดูเพิ่ม")
    khru_nok.presses("เลือก")
    khru_nok.sends_file(PHOTO)
    fetches()
    assert kept("งานที่ 2")
    assert kept() is None


def test_members_and_other_clubs_give_none(somchai, khru_nok, walk, sessions, simulator, hua_hin):
    named(somchai, sessions).says("ใส่รูปกิจกรรม")
    somchai.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    theirs = plan(sessions, found(sessions, "CHAAM", "เทศบาลเมืองชะอำ"), "ของเขา", START)
    for phone, event in ((somchai, walk), (khru_nok, theirs)):
        for data in ("event.picture", "event.picture_discard", "event.picture_remove"):
            simulator.press(phone.user_id, f"{data}?event={event.id}")
            phone.sees("ไม่พบกิจกรรมนี้ค่ะ")


def test_whoever_is_no_coordinator_any_more_hangs_nothing(khru_nok, walk, sessions, fetches, kept):
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.sends_file(PHOTO)
    with sessions.begin() as db:
        for role in db.scalars(select(Role)):
            db.delete(role)
    fetches()
    assert kept() is None


def test_an_event_called_off_meanwhile_gets_none(khru_nok, walk, sessions, fetches, kept):
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.sends_file(PHOTO)
    with sessions.begin() as db:
        db.get_one(Event, walk.id).state = EventState.CANCELLED
    fetches()
    assert kept() is None


def test_a_picture_that_nobody_shows_any_more_is_swept(
    hangs, khru_nok, deployment, clock, sessions
):
    hangs()
    khru_nok.says("ใส่รูปกิจกรรม")
    khru_nok.presses("ลบรูปกิจกรรม")
    khru_nok.presses("ลบรูปนี้")
    clock.moves(days=2)
    files.sweep(deployment.sessions, deployment.files, clock(), lambda: None)
    with sessions.begin() as db:
        assert db.scalars(select(File)).all() == []
