"""A coordinator gives her club a picture, from the photo in the chat to the club's page."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import select, update

import handlers
from bot import errands, limits
from bot.line import LineApi
from handlers.picture import actions
from models import Club, Errand, ErrandState, File, Member, Role
from tests.bot import photos, webhooks
from tests.conftest import NOW, joins
from tests.phone import shown
from tests.planning import found

PHOTO = photos.jpeg(800, 600, telling=True)
OTHER = photos.jpeg(600, 600)


@pytest.fixture
def kept(sessions):
    """The digest of the club's picture."""

    def kept(code="HUAHIN"):
        with sessions.begin() as db:
            return Club.with_code(db, code).picture

    return kept


@pytest.fixture
def fetches(deployment):
    return lambda: errands.run(deployment, handlers.errands)


@pytest.fixture
def get(app):
    return app.test_client().get


@pytest.fixture
def hangs(khru_nok, fetches):
    """Send a photo, and have it fetched; returns LINE's id of the message."""

    def hang(data=PHOTO):
        khru_nok.says("รูปชมรม")
        sent = khru_nok.sends_file(data)
        fetches()
        return sent

    return hang


def states(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Errand.state).order_by(Errand.id)))


def test_a_photo_becomes_the_picture_of_the_club_everywhere(khru_nok, fetches, kept, get):
    khru_nok.says("รูปชมรม")
    khru_nok.sees("ส่งรูปของเทศบาลเมืองหัวหินมาได้เลยค่ะ", "ขออนุญาตเขาก่อน")
    khru_nok.sends_file(PHOTO)
    khru_nok.sees("ได้รับรูปแล้วค่ะ", "อีกสักครู่")
    assert kept() is None
    fetches()
    khru_nok.presses("ดูรูปชมรม")
    khru_nok.sees("ตั้งรูปใหม่ของเทศบาลเมืองหัวหินแล้วค่ะ", "รูปของชมรม")
    address = f"/files/{kept()}"
    assert f"https://club.test{address}" in shown(khru_nok.messages()[-1])
    khru_nok.says("ชมรม")
    khru_nok.sees_no("ตั้งรูปใหม่")
    hero = khru_nok.messages()[-1]["contents"]["hero"]
    assert hero["url"] == f"https://club.test{address}"
    page = get("/clubs/HUAHIN").text
    assert f'<img src="{address}" alt="ภาพของชมรม เทศบาลเมืองหัวหิน">' in page
    assert get(address).content_type == "image/jpeg"


def test_the_picture_stands_on_the_poster_until_it_is_gone(hangs, khru_nok, get):
    bare = get("/clubs/HUAHIN/poster.png").data
    hangs()
    poster = Image.open(io.BytesIO(get("/clubs/HUAHIN/poster.png").data)).convert("RGB")
    assert poster.size == (1240, 1754)
    (red, _, least), (less, _, blue) = poster.getpixel((860, 200)), poster.getpixel((1080, 200))
    assert min(red, blue) > 200  # as the halves of the photo
    assert max(least, less) < 60
    assert get("/clubs/HUAHIN/poster.pdf").data.startswith(b"%PDF")
    khru_nok.says("ลบรูปชมรม")
    khru_nok.says("ใช่")
    assert get("/clubs/HUAHIN/poster.png").data == bare


def test_a_picture_whose_bytes_are_lost_leaves_the_poster_whole(hangs, kept, deployment, get):
    hangs()
    deployment.files.forget(kept())
    assert get("/clubs/HUAHIN/poster.png").status_code == 200


def test_nothing_is_paid_for_the_word_that_it_hangs(hangs, khru_nok, works, simulator):
    hangs()
    works()
    pushed = [each for each in simulator.calls if each["path"].endswith(("push", "multicast"))]
    assert pushed == []


def test_where_and_by_whom_a_photo_was_taken_is_not_served(hangs, kept, get):
    assert PHOTO.count(b"SECRET") >= 3
    assert Image.open(io.BytesIO(PHOTO)).getexif().get_ifd(0x8825)
    hangs()
    served = get(f"/files/{kept()}").data
    assert b"SECRET" not in served
    assert not Image.open(io.BytesIO(served)).getexif()


def test_nothing_is_fetched_while_she_is_being_answered(khru_nok, simulator, fetches):
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    assert not [call for call in simulator.calls if "/content" in call["path"]]
    fetches()
    assert len([call for call in simulator.calls if "/content" in call["path"]]) == 1


@pytest.mark.parametrize(
    ("kind", "told"),
    [("file", "ที่ส่งมาเป็นไฟล์ค่ะ"), ("video", "ขอเป็นรูปนิ่ง"), ("audio", "รอรูปของชมรมอยู่")],
)
def test_what_is_no_photo_leaves_the_step_open(khru_nok, fetches, kept, kind, told):
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(b"x", kind)
    khru_nok.sees(told)
    khru_nok.sends({"type": "sticker", "packageId": "1", "stickerId": "1"})
    khru_nok.sees("รอรูปของชมรมอยู่")
    khru_nok.says("ฟหกด")
    khru_nok.sees("รอรูปของชมรมอยู่")
    khru_nok.sends_file(PHOTO)
    fetches()
    assert kept()


@pytest.mark.parametrize("words", ["ยกเลิก", "ไม่", "ย้อนกลับ", "เมนู"])
def test_she_may_leave_and_a_later_photo_is_no_picture(khru_nok, fetches, words):
    khru_nok.says("รูปชมรม")
    khru_nok.says(words)
    khru_nok.sends_file(PHOTO)
    khru_nok.sees("น้องสตรองดูภาพไม่ได้")
    assert fetches() == 0


def test_a_photo_after_she_turned_to_something_else_is_no_picture(khru_nok, fetches):
    khru_nok.says("รูปชมรม")
    khru_nok.says("กิจกรรม")
    khru_nok.sends_file(PHOTO)
    khru_nok.sees("น้องสตรองดูภาพไม่ได้")
    assert fetches() == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7", "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (photos.moving(), "ภาพนี้เคลื่อนไหวค่ะ"),
        (photos.HEIC, "ถ่ายภาพหน้าจอของรูปนั้น"),
        (photos.bomb(8_000), "ภาพนี้ใหญ่เกินไปค่ะ"),
        (PHOTO + b"\0" * limits.PICTURE, "ภาพนี้ใหญ่เกินไปค่ะ"),
    ],
    ids=["document", "moving", "heic", "bomb", "heavy"],
)
def test_what_cannot_be_shown_is_told_for_free_and_can_be_tried_again(
    hangs, khru_nok, kept, sessions, data, why
):
    hangs()
    before = kept()
    hangs(data)
    khru_nok.says("ชมรม")
    khru_nok.sees("ตั้งรูปชมรมไม่ได้ค่ะ", why)
    assert kept() == before
    assert ErrandState.WAITING not in states(sessions)
    khru_nok.presses("รูปชมรม")
    khru_nok.sends_file(OTHER)
    khru_nok.sees("ได้รับรูปแล้วค่ะ")


@pytest.mark.parametrize("status", [404, 410])
def test_a_photo_that_line_has_lost_is_asked_for_again(
    khru_nok, fetches, simulator, sessions, status
):
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    simulator.add_fault("content", "error-before", status=status)
    fetches()
    khru_nok.says("เมนู")
    khru_nok.sees("เปิดรูปที่ส่งมาจาก LINE ไม่ได้แล้วค่ะ")
    assert states(sessions) == [ErrandState.FAILED]


@pytest.mark.parametrize("status", [202, 400, 429, 503])
def test_a_photo_that_is_not_to_be_had_yet_is_fetched_later(
    khru_nok, fetches, simulator, kept, clock, status
):
    """LINE said 400 to everybody while it was in trouble."""
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    simulator.add_fault("content", "error-before", status=status)
    fetches()
    khru_nok.presses("ดูรูปชมรม")
    khru_nok.sees("กำลังเตรียมรูปอยู่ค่ะ")
    clock.moves(minutes=1)
    fetches()
    assert kept()


def test_after_a_day_without_line_she_is_told(khru_nok, deployment, kept, clock):
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    away = replace(deployment, line=LineApi("token", data_api="http://127.0.0.1:1"))
    for _ in range(errands.GIVE_UP):
        errands.run(away, handlers.errands)
        clock.moves(hours=5)
    khru_nok.says("ชมรม")
    khru_nok.sees("ตั้งรูปชมรมไม่ได้ค่ะ")
    assert kept() is None


def test_the_same_errand_twice_is_harmless(hangs, khru_nok, deployment, sessions, kept):
    hangs()
    khru_nok.says("ชมรม")
    before = kept()
    with sessions.begin() as db:
        details = db.scalars(select(Errand.details)).one()
    handlers.errands.kinds[actions.FETCH](deployment, details)
    handlers.errands.kinds[actions.FETCH](deployment, {**details, "hung": ""})
    assert kept() == before
    khru_nok.says("ชมรม")
    khru_nok.sees_no("ตั้งรูปใหม่")


def test_the_photo_that_was_sent_last_is_the_one(khru_nok, fetches, kept, get):
    for data in (PHOTO, OTHER):
        khru_nok.says("รูปชมรม")
        khru_nok.sends_file(data)
    assert fetches() == 1
    assert Image.open(io.BytesIO(get(f"/files/{kept()}").data)).size == (600, 600)


def test_of_several_photos_in_one_go_one_is_taken(khru_nok, app, sessions):
    khru_nok.says("รูปชมรม")
    source = {"type": "user", "userId": khru_nok.user_id}
    for number in (2, 1, 3):
        message = {"id": f"10{number}", "type": "image", "imageSet": {"id": "S", "index": number}}
        raw = webhooks.body(webhooks.event("message", source, message=message))
        app.test_client().post("/callback", data=raw, headers=webhooks.signed(raw))
    assert states(sessions) == [ErrandState.WAITING]


def test_a_photo_that_is_unsent_before_it_came_is_never_fetched(khru_nok, fetches, kept, sessions):
    khru_nok.says("รูปชมรม")
    khru_nok.takes_back(khru_nok.sends_file(PHOTO))
    assert fetches() == 0
    assert (kept(), states(sessions)) == (None, [])


def test_a_photo_that_is_unsent_while_it_is_fetched_hangs_nowhere(
    khru_nok, deployment, kept, sessions
):
    class Hasty(LineApi):
        def content(self, message_id, most):
            data = deployment.line.content(message_id, most)
            khru_nok.takes_back(message_id)
            return data

    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    errands.run(replace(deployment, line=Hasty("token")), handlers.errands)
    assert (kept(), states(sessions)) == (None, [])
    khru_nok.says("ชมรม")
    khru_nok.sees_no("ตั้งรูปใหม่")


def test_a_picture_whose_photo_is_unsent_is_gone_at_once(hangs, khru_nok, kept, get):
    sent = hangs()
    address = f"/files/{kept()}"
    assert get(address).status_code == 200
    khru_nok.takes_back(sent)
    assert kept() is None
    assert get(address).status_code == 404
    khru_nok.says("ชมรม")
    khru_nok.sees_no("ตั้งรูปใหม่")


def test_unsending_an_older_photo_leaves_the_newer_picture(hangs, khru_nok, kept):
    old = hangs()
    hangs(OTHER)
    khru_nok.takes_back(old)
    assert kept()


def test_nobody_else_can_unsend_it(hangs, khru_nok, somchai, simulator, sessions, kept):
    sent = hangs()
    with sessions.begin() as db:
        somebody = Member(line_user_id=somchai.user_id, joined=db.scalar(select(Member.joined)))
        actions.unsend(db, somebody, sent, NOW)
    assert kept()


def test_a_picture_is_removed_after_one_question(hangs, khru_nok, kept, get):
    hangs()
    khru_nok.says("ลบรูปชมรม")
    khru_nok.sees("ลบรูปของชมรมไหมคะ")
    khru_nok.says("ไม่")
    khru_nok.sees("เก็บรูปไว้เหมือนเดิมค่ะ")
    khru_nok.says("รูปชมรม")
    khru_nok.presses("ลบรูปชมรม")
    khru_nok.says("ใช่")
    khru_nok.sees("ลบรูปของเทศบาลเมืองหัวหินแล้วค่ะ")
    assert kept() is None
    assert "<img" not in get("/clubs/HUAHIN").text
    khru_nok.says("ลบรูปชมรม")
    khru_nok.sees("ยังไม่มีรูปค่ะ")


def test_an_old_card_removes_no_newer_picture(hangs, khru_nok, kept):
    hangs()
    khru_nok.says("ลบรูปชมรม")
    old = next(each for each in khru_nok.actions() if each["label"] == "ลบรูปนี้")
    hangs(OTHER)
    khru_nok.does(old)
    khru_nok.sees("ลบรูปของชมรมไหมคะ")
    assert kept()
    khru_nok.presses("ลบรูปนี้")
    assert kept() is None
    khru_nok.does(old)
    khru_nok.sees("ลบรูปของเทศบาลเมืองหัวหินแล้วค่ะ")


def test_what_is_on_its_way_can_be_removed_too(khru_nok, fetches):
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    khru_nok.says("ลบรูปชมรม")
    khru_nok.presses("ลบรูปนี้")
    assert fetches() == 0


def test_whose_duty_ended_meanwhile_hangs_nothing(khru_nok, fetches, sessions, kept):
    khru_nok.says("รูปชมรม")
    khru_nok.sends_file(PHOTO)
    with sessions.begin() as db:
        db.query(Role).delete()
    fetches()
    assert kept() is None
    assert ErrandState.WAITING not in states(sessions)


def test_a_photo_after_her_duty_ended_is_not_taken(khru_nok, fetches, sessions):
    khru_nok.says("รูปชมรม")
    with sessions.begin() as db:
        db.query(Role).delete()
    khru_nok.sends_file(PHOTO)
    khru_nok.sees("ผู้ประสานงานของชมรมเป็นผู้ดูแล")
    assert fetches() == 0


@pytest.mark.parametrize("button", ["choose", "show", "discard", "remove"])
def test_only_her_own_club_whatever_a_button_says(somchai, khru_nok, hua_hin, button):
    somchai.adds_the_bot()
    for words in ("รูปชมรม", "ลบรูปชมรม"):
        somchai.says(words)
        somchai.sees("ผู้ประสานงานของชมรมเป็นผู้ดูแล")
    somchai.simulator.press(somchai.user_id, f"picture.{button}?club={hua_hin.id}")
    somchai.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณ")


def test_who_looks_after_several_clubs_is_asked_which(khru_nok, run, sessions, fetches, kept):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    khru_nok.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    khru_nok.says("รูปชมรม")
    khru_nok.presses("เทศบาลเมืองชะอำ")
    khru_nok.sends_file(PHOTO)
    fetches()
    assert (kept("HUAHIN"), bool(kept("CHAAM"))) == (None, True)
    khru_nok.says("ลบรูปชมรม")
    khru_nok.presses("เทศบาลเมืองชะอำ")
    khru_nok.presses("ลบรูปนี้")
    assert kept("CHAAM") is None


def test_why_not_is_said_in_her_language(khru_nok, fetches):
    khru_nok.says("english")
    khru_nok.says("club picture")
    khru_nok.sends_file(b"no picture")
    fetches()
    khru_nok.says("menu")
    khru_nok.sees("This file could not be opened")


def test_a_picture_that_nobody_shows_any_more_is_swept(
    hangs, khru_nok, deployment, clock, sessions
):
    from bot import files

    hangs()
    khru_nok.says("ลบรูปชมรม")
    khru_nok.says("ใช่")
    clock.moves(days=2)
    files.sweep(deployment.sessions, deployment.files, clock(), lambda: None)
    with sessions.begin() as db:
        assert db.scalars(select(File)).all() == []


def test_members_see_the_picture_and_no_button_to_change_it(hangs, somchai, khru_nok):
    hangs()
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ชมรมของฉัน")
    assert "hero" in somchai.messages()[-1]["contents"]
    somchai.sees_no("แก้ไขข้อมูลชมรม")
    khru_nok.says("ชมรมของฉัน")
    khru_nok.presses("แก้ไขข้อมูลชมรม")
    khru_nok.sees("แนะนำชมรมสั้น ๆ")


def test_without_a_club_of_her_own_she_is_asked_which(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("ชมรมของฉัน")
    somchai.sees("พิมพ์รหัสชมรม")


def test_the_card_of_what_was_told_leads_to_the_picture(khru_nok, sessions):
    with sessions.begin() as db:
        db.execute(update(Club).values(about="ปลูกป่า"))
    khru_nok.says("แก้ไขข้อมูลชมรม")
    for _ in range(4):
        khru_nok.says("ข้าม")
    khru_nok.presses("รูปชมรม")
    khru_nok.sees("ส่งรูปของเทศบาลเมืองหัวหิน")
