"""Letting an office PC in: it shows six digits, and her chat says whose it is."""

import re
from dataclasses import replace
from urllib.parse import quote, unquote

import pytest
import segno
from sqlalchemy import func, select

from app import create_app
from bot import guessing
from console.session import IDLE
from handlers.console import actions
from models import Account, Attempt, ConsoleSession, Entry
from tests.conftest import NOW, joins
from tests.console.conftest import Desk, loses

SCREEN, ENTER, STATE = "/console/screen", "/console/screen/enter", "/console/screen/state"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
ASKED = "ให้เครื่องนี้เข้าหน้าจัดการไหมคะ"


class Pc(Desk):
    """An office PC that shows a code."""

    def shows(self) -> str:
        """Ask for a code; returns what the page says to type."""
        self.client.environ_base["HTTP_USER_AGENT"] = WINDOWS
        self.opens("/console/enter")
        self.sends(SCREEN)
        self.follows()
        shown = re.search(r"เข้าหน้าจัดการ (\d{3}) (\d{3})", self.reads())
        return f"เข้าหน้าจัดการ {shown[1]}{shown[2]}"

    def is_told(self) -> str:
        return self.opens(STATE).text

    def looks_again(self) -> int:
        """Press the page's button; the status of the page that it leads to."""
        self.opens(SCREEN)
        self.sends(ENTER)
        return self.follows().status_code

    @property
    def inside(self) -> bool:
        return self.opens("/console/").status_code == 200


@pytest.fixture
def pc(app) -> Pc:
    return Pc(app)


@pytest.fixture
def thief(app) -> Pc:
    return Pc(app)


def test_she_says_yes_in_the_chat_and_the_pc_is_signed_in(pc, khru_nok):
    khru_nok.says(pc.shows())
    khru_nok.sees(ASKED, "คอมพิวเตอร์ Windows Chrome ที่เพิ่งขอเข้า เมื่อ 10.00 น.", "ไม่เคยขอรหัส")
    assert (pc.is_told(), pc.inside) == ("waiting", False)
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("เปิดหน้าจัดการให้แล้วค่ะ")
    assert (pc.is_told(), pc.inside) == ("confirmed", False)
    assert pc.looks_again() == 200
    assert "วันนี้" in pc.reads()


def test_the_qr_code_types_the_words(pc, khru_nok, sessions):
    with sessions.begin() as db:
        known = {"basic_id": "@strong", "name": "น้องสตรอง", "chat_mode": "bot"}
        db.add(Account(id=1, used=0, checked=NOW, **known))
    words = pc.shows()
    assert 'src="data:image/svg+xml' in pc.answer.text
    assert "สแกน QR นี้ด้วยมือถือ" in pc.reads()
    shown = unquote(
        re.search(r'src="data:image/svg\+xml;charset=utf-8,([^"]+)"', pc.answer.text)[1]
    )
    address = f"https://line.me/R/oaMessage/%40strong/?{quote(words)}"
    drawn = segno.make(address, error="m").svg_inline(border=2, light="#fff")
    assert re.search(r'd="([^"]+)"/></svg>', drawn)[1] in shown


@pytest.mark.parametrize("answer", ["ยืนยัน", "ใช่", "yes"])
def test_she_may_type_yes(pc, khru_nok, answer):
    khru_nok.says(pc.shows())
    khru_nok.says(answer)
    assert pc.is_told() == "confirmed"


@pytest.mark.parametrize("answer", ["ไม่ใช่ฉัน", "ไม่"])
def test_what_is_not_hers_stays_outside(pc, khru_nok, answer):
    khru_nok.says(pc.shows())
    khru_nok.says(answer)
    khru_nok.sees("ไม่ให้เครื่องนั้นเข้าแล้วค่ะ")
    assert (pc.is_told(), pc.inside) == ("over", False)
    assert pc.looks_again() == 410


@pytest.mark.parametrize("way", ["{}", "เข้าหน้าจัดการ {}", "เข้าหน้าจัดการชมรม: {}", "Open console {}"])
def test_the_digits_are_typed_as_people_type(pc, khru_nok, way):
    digits = pc.shows().split()[1]
    thai = digits.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    for typed in (digits, f"{digits[:3]} {digits[3:]}", f"{digits[:3]}-{digits[3:]}", thai):
        khru_nok.says(way.format(typed))
        khru_nok.sees(ASKED)


def test_an_announcement_in_the_making_waits_meanwhile(pc, khru_nok, works, somchai):
    somchai.adds_the_bot()
    joins(somchai)
    khru_nok.says("ประกาศ")
    khru_nok.says("พบกันวันศุกร์นะคะ")
    khru_nok.says(pc.shows())
    khru_nok.sees(ASKED)
    khru_nok.says("ใช่")
    works()
    assert "พบกันวันศุกร์" not in somchai.history()
    assert pc.is_told() == "waiting"
    khru_nok.presses("ยืนยัน")
    assert pc.is_told() == "confirmed"


def test_only_the_browser_that_showed_the_digits_comes_in(pc, thief, khru_nok):
    khru_nok.says(pc.shows())
    khru_nok.presses("ยืนยัน")
    assert thief.is_told() == "over"
    thief.opens("/console/enter")
    thief.sends(ENTER)
    assert (thief.follows().status_code, thief.inside) == (410, False)
    assert pc.looks_again() == 200


def test_her_word_signs_in_once(pc, khru_nok, sessions):
    khru_nok.says(pc.shows())
    khru_nok.presses("ยืนยัน")
    kept = pc.client.get_cookie("console").value
    pc.looks_again()
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("คำขอนี้หมดเวลาหรือใช้ไปแล้วค่ะ")
    pc.client.set_cookie("console", kept)
    assert pc.is_told() == "over"
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(ConsoleSession)) == 1


def test_five_minutes_are_all_there_is(pc, khru_nok, clock):
    words = pc.shows()
    clock.moves(minutes=5)
    khru_nok.says(words)
    khru_nok.sees("รหัสนี้ไม่ตรงหรือหมดเวลาแล้วค่ะ")
    assert (pc.is_told(), pc.opens(SCREEN).status_code) == ("over", 410)
    assert "ใช้ได้ครั้งเดียว ภายใน 5 นาที" in pc.reads()


def test_a_yes_that_comes_too_late_opens_nothing(pc, khru_nok, clock):
    khru_nok.says(pc.shows())
    clock.moves(minutes=5)
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("คำขอนี้หมดเวลาหรือใช้ไปแล้วค่ะ")
    assert not pc.inside


def test_another_coordinator_can_neither_claim_nor_confirm_it(pc, khru_nok, wipa):
    words = pc.shows()
    khru_nok.says(words)
    wipa.says(words)
    wipa.sees("รหัสนี้ไม่ตรงหรือหมดเวลาแล้วค่ะ")
    yes = next(each for each in khru_nok.actions() if each["label"] == "ยืนยัน")
    wipa.does(yes)
    wipa.sees("คำขอนี้หมดเวลาหรือใช้ไปแล้วค่ะ")
    assert pc.is_told() == "waiting"


def test_a_member_lets_nobody_in(pc, somchai, khru_nok):
    somchai.adds_the_bot()
    somchai.says(pc.shows())
    somchai.sees("เปิดให้ผู้ประสานงานและผู้ดูแลระบบ")
    assert pc.is_told() == "waiting"


def test_whose_duty_ends_meanwhile_lets_nobody_in(pc, khru_nok, sessions):
    khru_nok.says(pc.shows())
    khru_nok.presses("ยืนยัน")
    loses(sessions, khru_nok)
    assert pc.looks_again() == 410
    assert not pc.inside


def test_digits_cannot_be_tried_out(pc, khru_nok, clock, sessions):
    words = pc.shows()
    wrong = [f"{number:06}" for number in range(guessing.OF_ONE + 1)]
    for digits in [each for each in wrong if each not in words][: guessing.OF_ONE]:
        khru_nok.says(f"เข้าหน้าจัดการ {digits}")
        khru_nok.sees("รหัสนี้ไม่ตรงหรือหมดเวลาแล้วค่ะ")
    khru_nok.says(words)
    khru_nok.sees("รหัสไม่ตรงหลายครั้งแล้วค่ะ รอ 15 นาที")
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Attempt)) == guessing.OF_ONE
    clock.moves(seconds=guessing.WINDOW.total_seconds())
    khru_nok.says(pc.shows())
    khru_nok.sees(ASKED)


def test_nor_by_many_together(pc, khru_nok, wipa, sessions, clock, monkeypatch):
    monkeypatch.setattr(guessing, "OF_ALL", 3)
    words = pc.shows()
    for number in range(3):
        khru_nok.says(f"เข้าหน้าจัดการ 00000{number}")
    wipa.says(words)
    wipa.sees("รหัสไม่ตรงหลายครั้งแล้วค่ะ")


def test_a_machine_shows_one_code_and_only_so_many_wait(pc, thief, app, monkeypatch, clock):
    first = pc.shows()
    assert pc.shows() != first
    monkeypatch.setattr(actions, "WAITING", 1)
    thief.opens("/console/enter")
    assert thief.sends(SCREEN).status_code == 409
    assert "ตอนนี้มีเครื่องรออยู่มากค่ะ" in thief.reads()
    clock.moves(minutes=5)
    thief.shows()


def test_looking_at_the_page_of_entering_makes_no_code(pc, sessions, khru_nok):
    for path in ("/console/enter", SCREEN, STATE):
        pc.opens(path)
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Entry)) == 0
    assert pc.posts(SCREEN).status_code == 400
    assert pc.posts(ENTER).status_code == 400


def test_the_rows_know_neither_digits_nor_cookie(pc, khru_nok, sessions):
    digits = pc.shows().split()[1]
    khru_nok.says(f"เข้าหน้าจัดการ {digits}")
    with sessions.begin() as db:
        entry = db.scalars(select(Entry)).one()
        kept = f"{entry.browser} {entry.salt} {entry.code}"
    assert digits not in kept
    assert pc.client.get_cookie("console").value not in kept


def test_the_chat_signs_out_every_machine(pc, khru_nok, app):
    desk = Desk(app)
    desk.enters(khru_nok)
    khru_nok.says(pc.shows())
    khru_nok.presses("ยืนยัน")
    khru_nok.says("ออกจากระบบทุกเครื่อง")
    khru_nok.sees("ออกจากหน้าจัดการทุกเครื่องแล้วค่ะ")
    assert desk.opens("/console/").status_code == 303
    assert (pc.is_told(), pc.inside) == ("over", False)


def test_she_sees_where_she_is_signed_in_and_ends_one(pc, khru_nok, wipa, app, clock):
    khru_nok.says(pc.shows())
    khru_nok.presses("ยืนยัน")
    pc.looks_again()
    Desk(app).enters(wipa)
    clock.moves(minutes=10)
    desk = Desk(app)
    desk.enters(khru_nok)
    desk.opens("/console/account")
    assert "คอมพิวเตอร์ Windows Chrome" in desk.reads()
    assert "10.00 น." in desk.reads()
    assert desk.answer.text.count("ออกจากเครื่องนี้") == 1
    other = re.search(r'name="machine" value="(\w+)"', desk.answer.text)[1]
    desk.sends("/console/account/leave", machine="0" * 16)
    assert pc.inside
    desk.opens("/console/account")
    desk.sends("/console/account/leave", machine=other)
    assert "ออกจากระบบในเครื่องนั้นแล้วค่ะ" in desk.follows().text
    assert "Windows" not in desk.reads()
    assert not pc.inside
    assert desk.opens("/console/").status_code == 200


def test_a_machine_that_was_left_idle_is_listed_no_more(pc, khru_nok, app, clock):
    Desk(app).enters(khru_nok)
    clock.moves(seconds=IDLE.total_seconds())
    desk = Desk(app)
    desk.enters(khru_nok)
    assert desk.opens("/console/account").text.count("<li><span><strong>") == 1


@pytest.mark.parametrize("end", ["ลาออกจากหน้าที่", "ส่งต่อหน้าที่"])
def test_with_her_last_duty_ends_what_she_is_signed_in_with(khru_nok, wipa, at_desk, end, sessions):
    khru_nok.says(end)
    khru_nok.presses("ยืนยัน")
    if end == "ส่งต่อหน้าที่":
        joins(wipa)
        wipa.says(re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", khru_nok.screen())[0])
    assert at_desk.opens("/console/").status_code == 303
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(ConsoleSession)) == 0


def test_with_her_data_goes_what_she_is_signed_in_with(khru_nok, wipa, at_desk, sessions):
    khru_nok.says("ลบข้อมูลของฉัน")
    khru_nok.says("ลบข้อมูล")
    khru_nok.says("ลบข้อมูล")
    assert at_desk.opens("/console/").status_code == 303
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(ConsoleSession)) == 0


def test_another_duty_keeps_her_signed_in(khru_nok, wipa, at_desk, run):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    khru_nok.says("ลาออกจากหน้าที่")
    khru_nok.presses("ยืนยัน")
    assert at_desk.opens("/console/account").status_code == 200


def test_the_server_gives_the_first_administrator_a_link(run, wipa, desk):
    address = run("console-link").strip()
    assert address.startswith("https://club.test/console/enter/")
    path = address.removeprefix("https://club.test")
    desk.opens(path)
    assert "ลิงก์ของคุณวิภา" in desk.reads()
    assert desk.sends(path).status_code == 303
    assert Desk(desk.client.application).opens(path).status_code == 410


def test_in_a_trial_the_link_leads_to_this_machine(settings, clock, tmp_path, wipa):
    trial = create_app(replace(settings, clock_file=tmp_path / "clock"), reply_threads=0, now=clock)
    told = trial.test_cli_runner().invoke(args=["console-link"]).output
    assert told.startswith("http://localhost:8000/console/enter/")


def test_a_member_has_nothing_to_sign_out_of(somchai):
    somchai.adds_the_bot()
    somchai.says("ออกจากระบบทุกเครื่อง")
    somchai.sees("เปิดให้ผู้ประสานงานและผู้ดูแลระบบ")


def test_without_an_administrator_it_says_what_to_do(run, app):
    assert "flask --app app invite --role administrator" in run("console-link", fails=True)


def test_of_several_administrators_one_is_named(run, wipa, khru_nok):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    told = run("console-link", fails=True)
    assert "วิภา ดูแลดี" in told
    number = re.search(r"(\d+)  วิภา", told)[1]
    for who in ("วิภา ดูแลดี", number):
        assert "/console/enter/" in run("console-link", "--who", who)
    assert "วิภา ดูแลดี" in run("console-link", "--who", "ไม่มีคนนี้", fails=True)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (WINDOWS, "Windows Chrome"),
        (WINDOWS + " Edg/140.0", "Windows Edge"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Version/18 Safari/605", "Mac Safari"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) CriOS/140 Mobile Safari/604", "iPhone Chrome"),
        ("Mozilla/5.0 (Linux; Android 9) Chrome/99 Mobile Safari/537 Line/14.1", "Android LINE"),
        ("", ""),
    ],
)
def test_a_machine_is_known_by_its_kind_alone(said, kind):
    from bot import machine

    assert machine.kind(said) == kind
    assert machine.described(kind)
