"""The picture of an event on its page: hung, replaced, taken away, taken along by a copy."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from console import safety
from models import Event, EventState
from tests.bot import photos
from tests.console.conftest import uploads as uploads_at
from tests.console.test_events import NEW, WALK
from tests.handlers.meeting import START
from tests.planning import found, plan


@pytest.fixture
def walk(sessions, hua_hin):
    return plan(sessions, hua_hin, "เดินสำรวจริมคลอง", START)


@pytest.fixture
def picture(sessions, walk):
    def kept():
        with sessions.begin() as db:
            return db.get_one(Event, walk.id).picture

    return kept


def here(event, more=""):
    return f"/console/events/{event.id}{more}"


def uploads(desk, event, data):
    return uploads_at(desk, data, here(event, "/picture"))


def test_a_picture_is_drawn_anew_and_shown_on_the_card(at_desk, walk, picture, app):
    assert "ใส่รูปกิจกรรม" in at_desk.opens(here(walk)).text
    assert (
        uploads(at_desk, walk, photos.jpeg(800, 600, turned=True, telling=True)).status_code == 303
    )
    assert "ใส่รูปกิจกรรมแล้วค่ะ" in at_desk.follows().text
    assert "เปลี่ยนรูปกิจกรรม" in at_desk.reads()
    assert f"/files/{picture()}" in at_desk.answer.text
    assert f"/files/{picture()}" in at_desk.opens(here(walk, "/edit")).text
    served = app.test_client().get(f"/files/{picture()}").data
    assert b"SECRET" not in served
    assert Image.open(io.BytesIO(served)).size == (600, 800)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "เลือกรูปก่อนนะคะ"),
        (b"%PDF-1.7", "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (photos.jpeg(80, 60)[:300], "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (photos.HEIC, "เปิดภาพแบบ HEIC ไม่ได้ค่ะ"),
        (photos.bomb(20_000), "ภาพนี้ใหญ่เกินไปค่ะ"),
    ],
)
def test_what_is_no_picture_is_told_so_and_the_old_one_stays(at_desk, walk, picture, data, told):
    uploads(at_desk, walk, photos.jpeg(80, 60))
    before = picture()
    assert uploads(at_desk, walk, data).status_code == 200
    assert told in at_desk.reads()
    assert picture() == before


def test_what_is_too_large_is_told_so_kindly(at_desk, walk, picture):
    assert uploads(at_desk, walk, b"0" * 2 * safety.MOST_SENT).status_code == 413
    assert "ไฟล์ใหญ่เกินไปค่ะ" in at_desk.reads()
    assert picture() is None


def test_the_one_that_she_saw_is_removed_and_a_newer_one_stays(at_desk, walk, picture):
    uploads(at_desk, walk, photos.jpeg(80, 60))
    at_desk.opens(here(walk, "/picture"))
    old = at_desk.answer
    uploads(at_desk, walk, photos.jpeg(60, 80))
    newer = picture()
    at_desk.answer = old
    at_desk.sends(here(walk, "/picture/remove"))
    assert picture() == newer
    at_desk.opens(here(walk, "/picture"))
    at_desk.sends(here(walk, "/picture/remove"))
    assert "ลบรูปกิจกรรมแล้วค่ะ" in at_desk.follows().text
    assert picture() is None


def test_an_event_after_its_pattern_takes_the_picture_along(at_desk, walk, picture, sessions):
    uploads(at_desk, walk, photos.jpeg(80, 60))
    like = f"{NEW}/like/{walk.id}"
    at_desk.opens(like)
    at_desk.sends(like, **{**WALK, "title": "เดินอีกครั้ง"})
    assert at_desk.answer.status_code == 303
    with sessions.begin() as db:
        copied = db.scalars(select(Event.picture).where(Event.title == "เดินอีกครั้ง")).one()
    assert copied == picture() is not None


def test_another_club_s_event_is_as_if_there_were_none(at_desk, sessions):
    theirs = plan(sessions, found(sessions, "PRAN", "อบต.ปากน้ำปราณ"), "ของเขา", START)
    for way in ("/picture", "/picture/remove"):
        at_desk.opens("/console/")
        assert at_desk.sends(here(theirs, way)).status_code == 404
    at_desk.opens("/console/")
    assert at_desk.opens(here(theirs, "/picture")).status_code == 404


def test_an_event_that_was_called_off_gets_no_picture(at_desk, walk, picture, sessions):
    with sessions.begin() as db:
        db.get_one(Event, walk.id).state = EventState.CANCELLED
    uploads(at_desk, walk, photos.jpeg(80, 60))
    assert "ยกเลิกไปแล้วค่ะ" in at_desk.reads()
    assert picture() is None
