"""Joining a club, its privacy notice, and becoming a coordinator."""

from itertools import pairwise
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from handlers.club.actions import NOTICE
from models import Club, Kind, Member
from tests.conftest import joins
from tests.planning import found

WELCOME = "ยินดีต้อนรับสู่ชมรมค่ะ"


def kept_of(phone, sessions):
    with sessions.begin() as db:
        return db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()


@pytest.mark.parametrize(
    "words",
    [
        "HUAHIN",
        "huahin",
        "เข้าชมรม HUAHIN",
        "เข้าชมรม หัวหิน",
        "สมัครสมาชิก huahin ค่ะ",
        "join club huahin",
    ],
)
def test_a_club_is_found_by_its_code_or_name_in_one_line(somchai, hua_hin, words):
    somchai.adds_the_bot()
    somchai.says(words)
    somchai.sees("ความเป็นส่วนตัวของคุณ", "เข้าชมรม STRONG เทศบาลเมืองหัวหิน")


@pytest.mark.parametrize("words", ["ยินยอมและเข้าชมรม", "ตกลง", "ใช่ค่ะ", "โอเค"])
def test_consent_may_be_typed(somchai, hua_hin, sessions, clock, words):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.says(words)
    somchai.sees(WELCOME)
    kept = kept_of(somchai, sessions)
    assert (kept.club_id, kept.consent, kept.consented) == (hua_hin.id, NOTICE, clock())


@pytest.mark.parametrize("words", ["ไม่ยินยอม", "ไม่", "ย้อนกลับ", "ข้าม"])
def test_a_no_may_be_typed_and_leaves_no_consent(somchai, hua_hin, sessions, words):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.says(words)
    somchai.sees("ยังไม่ได้เข้าชมรม")
    kept = kept_of(somchai, sessions)
    assert (kept.club_id, kept.consent, kept.consented) == (None, None, None)


@pytest.mark.parametrize("words", ["ยกเลิก", "เมนู"])
def test_the_ways_out_of_the_notice_leave_no_consent(somchai, hua_hin, sessions, words):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.says(words)
    somchai.sees("อยากทำอะไรคะ")
    somchai.says("ใช่")
    assert kept_of(somchai, sessions).consent is None


def test_what_is_no_answer_shows_the_notice_again(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.says("ฟหกด")
    somchai.sees("ความเป็นส่วนตัวของคุณ")


def test_agreeing_twice_equals_agreeing_once(somchai, hua_hin, sessions, clock):
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    agree = next(each for each in somchai.actions() if each["label"] == "ยินยอมและเข้าชมรม")
    somchai.does(agree)
    first = kept_of(somchai, sessions).consented
    clock.moves(days=3)
    somchai.does(agree)
    somchai.sees(WELCOME)
    assert kept_of(somchai, sessions).consented == first


def test_of_several_clubs_one_is_asked_for(somchai, hua_hin, sessions):
    for number in range(5):
        found(sessions, f"TWIN-{number}", f"อบต.ตัวอย่าง {number}")
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม")
    somchai.says("ตัวอย่าง")
    somchai.sees("หมายถึงชมรมไหนคะ", "อบต.ตัวอย่าง 0", "พิมพ์ชื่อให้ยาวขึ้น")
    somchai.says("ตัวอย่าง 3")
    somchai.sees("เข้าชมรม STRONG อบต.ตัวอย่าง 3")
    somchai.says("เข้าชมรม ตัวอย่าง")
    somchai.presses("อบต.ตัวอย่าง 1")
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.sees("อบต.ตัวอย่าง 1")


def test_of_many_clubs_three_are_shown_then_more(somchai, hua_hin, sessions):
    for number in range(7):
        found(sessions, f"TWIN-{number}", f"อบต.ตัวอย่าง {number}")
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม")
    somchai.says("ตัวอย่าง")
    somchai.sees("อบต.ตัวอย่าง 0", "อบต.ตัวอย่าง 2", "ดูเพิ่ม")
    somchai.sees_no("อบต.ตัวอย่าง 3")
    somchai.presses("ดูเพิ่ม")
    somchai.sees("อบต.ตัวอย่าง 3", "อบต.ตัวอย่าง 5")
    somchai.sees_no("อบต.ตัวอย่าง 2")
    somchai.says("ดูเพิ่ม")
    somchai.sees("อบต.ตัวอย่าง 6")
    somchai.says("ดูเพิ่ม")
    somchai.sees("พิมพ์รหัสชมรมหรือชื่อ")


@pytest.mark.parametrize(
    "words",
    [
        "อบต.ปากน้ำปราณ",
        "อบต. ปากน้ำปราณ",
        "องค์การบริหารส่วนตำบลปากน้ำปราณ",
        "ปากน้ำปราณ",
        "อ.บ.ต.ปากน้ำปราณ",
    ],
)
def test_a_club_is_found_however_its_kind_is_written(somchai, sessions, words):
    with sessions.begin() as db:
        there = {"name": "อบต.ปากน้ำปราณ", "province": "ประจวบคีรีขันธ์"}
        db.add(Club(code="PRAN", kind=Kind.SUBDISTRICT, **there))
    somchai.adds_the_bot()
    somchai.says(words)
    somchai.sees("เข้าชมรม STRONG อบต.ปากน้ำปราณ")


NEARLY = ["HUAHIM", "huahinn", "หัวหีน", "หัวหินน", "เทศบาลเมืองหัวหีน", "อบต.หัวหีน"]


@pytest.mark.parametrize("words", NEARLY)
@pytest.mark.parametrize("asked", ["", "เข้าชมรม"])
def test_a_slip_in_a_club_s_name_or_code_finds_the_nearest(
    somchai, hua_hin, sessions, words, asked
):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    somchai.adds_the_bot()
    if asked:
        somchai.says(asked)
    somchai.says(words)
    somchai.sees("ใช่ชมรมนี้ไหมคะ", "เทศบาลเมืองหัวหิน")
    somchai.sees_no("ชะอำ")
    somchai.presses("เทศบาลเมืองหัวหิน")
    somchai.sees("ความเป็นส่วนตัวของคุณ")


def test_the_nearest_club_may_be_taken_or_left_in_words(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม หัวหีน")
    somchai.sees("ใช่ชมรมนี้ไหมคะ")
    somchai.says("ไม่ใช่ค่ะ")
    somchai.sees("พิมพ์รหัสชมรมหรือชื่อ")
    somchai.says("HUAHIM")
    somchai.says("ใช่ค่ะ")
    somchai.sees("เข้าชมรม STRONG เทศบาลเมืองหัวหิน")


def test_a_name_that_is_not_found_never_gets_the_same_line_twice(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม")
    told = []
    for words in ("ฟหกด", "ฟหกด", "เข้าชมรม NOWHERE"):
        somchai.says(words)
        told.append(somchai.screen())
    assert all(before != after for before, after in pairwise(told))
    somchai.says("ย้อนกลับ")
    somchai.sees("อยากทำอะไรคะ")


def test_any_text_instead_of_a_club_gets_a_clear_sentence(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม")
    for words in ("ก" * 5000, "HUAHIN" * 800, "🎉", "\u200b", "100%_หิน", "' OR 1=1 --", "\\"):
        somchai.says(words)
        assert any(each in somchai.screen() for each in ("พบ", "ความเป็นส่วนตัว")), words


def test_moving_to_another_club_is_asked_twice_and_told_to_both_coordinators(
    somchai, malee, khru_nok, hua_hin, sessions, run
):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    malee.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("เข้าชมรม CHAAM")
    somchai.sees("ย้ายจากเทศบาลเมืองหัวหิน")
    somchai.presses("ไม่ยินยอม")
    somchai.sees("คุณยังอยู่ชมรมเดิม")
    for no in ("ไม่ย้าย", "ไม่ค่ะ"):
        somchai.says("เข้าชมรม CHAAM")
        somchai.presses("ยินยอมและเข้าชมรม")
        somchai.sees("ย้ายชมรมแน่ไหมคะ", "ออกจาก เทศบาลเมืองหัวหิน", "ไปอยู่ เทศบาลเมืองชะอำ")
        somchai.says(no)
        somchai.sees("คุณยังอยู่ชมรมเดิม")
    joins(somchai, "CHAAM")
    somchai.presses("ย้ายชมรม")
    somchai.sees(WELCOME, "เทศบาลเมืองชะอำ")
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("เทศบาลเมืองชะอำ")
    khru_nok.says("เมนู")
    khru_nok.sees("สมาชิกคนหนึ่ง ย้ายจากเทศบาลเมืองหัวหินไปเทศบาลเมืองชะอำแล้วค่ะ")
    malee.says("เมนู")
    malee.sees("สมาชิกคนหนึ่ง ย้ายจากเทศบาลเมืองหัวหินมาอยู่เทศบาลเมืองชะอำแล้วค่ะ")
    khru_nok.says("เมนู")
    khru_nok.sees_no("ย้ายจาก")


def test_an_old_card_of_a_move_is_answered_kindly(somchai, hua_hin, sessions):
    for code, name in (("CHAAM", "เทศบาลเมืองชะอำ"), ("PRAN", "เทศบาลตำบลปราณบุรี")):
        found(sessions, code, name)
    somchai.adds_the_bot()
    joins(somchai)
    joins(somchai, "CHAAM")
    old = next(each for each in somchai.actions() if each["label"] == "ย้ายชมรม")
    somchai.presses("ย้ายชมรม")
    somchai.does(old)
    somchai.sees(WELCOME)
    joins(somchai, "PRAN")
    somchai.presses("ย้ายชมรม")
    somchai.does(old)
    somchai.sees("ความเป็นส่วนตัวของคุณ", "ย้ายจากเทศบาลตำบลปราณบุรี")


def test_a_coordinator_gets_the_poster_as_a_picture_and_a_file(khru_nok):
    khru_nok.says("HUAHIN")
    khru_nok.presses("โปสเตอร์ QR")
    picture = next(each for each in khru_nok.messages() if each["type"] == "image")
    assert picture["originalContentUrl"] == "https://club.test/clubs/HUAHIN/poster.png"
    assert picture["previewImageUrl"] == "https://club.test/clubs/HUAHIN/poster-preview.png"
    khru_nok.sees("เปิดไฟล์ PDF")


def test_the_poster_is_found_by_its_name(somchai, hua_hin):
    somchai.adds_the_bot()
    somchai.says("โปสเตอร์")
    somchai.sees("พิมพ์รหัสชมรม")
    joins(somchai)
    somchai.says("ขอโปสเตอร์หน่อยค่ะ")
    somchai.sees("เทศบาลเมืองหัวหิน", "เปิดไฟล์ PDF")


def test_who_is_at_home_is_told_so(somchai, hua_hin):
    somchai.adds_the_bot()
    joins(somchai)
    for words in ("เข้าชมรม", "HUAHIN", "เข้าชมรม huahin"):
        somchai.says(words)
        somchai.sees("ชมรมของคุณ", "จังหวัดประจวบคีรีขันธ์")


def test_the_button_of_a_club_that_is_gone_is_answered_kindly(somchai, hua_hin, simulator):
    somchai.adds_the_bot()
    for data in ("club.agree?club=77", "club.join?club=77"):
        simulator.press(somchai.user_id, data)
        somchai.sees("ไม่พบชมรมนี้แล้วค่ะ")


def shared(phone):
    """What the button that hands out the link would send."""
    action = next(each for each in phone.actions() if each.get("label") == "ลิงก์เชิญเข้าชมรม")
    return unquote(action["uri"].removeprefix("https://line.me/R/share?text="))


def test_a_coordinator_hands_out_a_link_that_joins_her_club(khru_nok, somchai, malee):
    for words in ("เข้าชมรม", "HUAHIN"):
        khru_nok.says(words)
        khru_nok.sees("ชมรมของคุณ")
    club, link = shared(khru_nok).split("\n")
    assert "เทศบาลเมืองหัวหิน" in club
    assert link.startswith("https://line.me/R/oaMessage/%40")
    somchai.adds_the_bot()
    somchai.says(unquote(link.partition("/?")[2]))
    somchai.sees("ความเป็นส่วนตัวของคุณ", "เทศบาลเมืองหัวหิน")
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.says("เข้าชมรม")
    somchai.sees("ชมรมของคุณ")
    somchai.sees_no("ลิงก์เชิญ")


def test_a_new_coordinator_gets_the_link_at_once_however_long_her_club_is_called(
    somchai, sessions, run
):
    found(sessions, "LONG", "องค์การบริหารส่วนตำบล" + "ตัวอย่าง" * 20)
    somchai.adds_the_bot()
    somchai.says(run("invite", "--role", "coordinator", "--club", "LONG").split()[0])
    assert shared(somchai).endswith("%20LONG")
