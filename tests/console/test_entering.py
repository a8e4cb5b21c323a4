"""Signing in by the link from the chat, and out again."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from app import create_app
from bot import retention
from console.session import IDLE, LONGEST
from models import ConsoleSession
from tests.console.conftest import Desk, way_in

OVER, ASK = "ลิงก์หรือรหัสนี้ใช้ไม่ได้แล้วค่ะ", "/console/enter"


def test_a_coordinator_comes_in_from_her_chat(khru_nok, desk):
    khru_nok.says("หน้าจัดการชมรม")
    khru_nok.sees("ใช้ได้ครั้งเดียวภายใน 5 นาที", "เปิดหน้าจัดการชมรม")
    desk.enters(khru_nok)
    assert desk.answer.status_code == 200
    assert "วันนี้" in desk.reads()
    assert "ออกจากระบบทุกเครื่อง" in desk.reads()


def test_the_page_says_whose_link_it_is_by_first_name_alone(wipa, desk):
    desk.opens(way_in(wipa))
    assert "ลิงก์ของคุณวิภา" in desk.reads()
    assert "ดูแลดี" not in desk.reads()


def test_a_member_is_told_whose_pages_these_are(somchai):
    somchai.adds_the_bot()
    somchai.says("หน้าจัดการชมรม")
    somchai.sees("เปิดให้ผู้ประสานงานและผู้ดูแลระบบ")
    assert [each for each in somchai.actions() if each["type"] == "uri"] == []


def test_previews_use_nothing_up(khru_nok, desk, app):
    path = way_in(khru_nok)
    for _ in range(5):
        assert Desk(app).opens(path).status_code == 200
    desk.opens(path)
    desk.sends(path)
    assert desk.follows().status_code == 200


def test_a_link_works_once(khru_nok, desk, app):
    path = way_in(khru_nok)
    second = Desk(app)
    second.opens(path)
    desk.opens(path)
    desk.sends(path)
    second.sends(path)
    assert second.answer.status_code == 410
    assert OVER in second.reads()
    assert Desk(app).opens(path).status_code == 410


def test_a_link_works_for_five_minutes(khru_nok, desk, clock):
    path = way_in(khru_nok)
    desk.opens(path)
    clock.moves(minutes=5)
    desk.sends(path)
    assert (desk.answer.status_code, OVER in desk.reads()) == (410, True)
    assert desk.opens(path).status_code == 410


def test_a_new_link_ends_the_one_before_it(khru_nok, desk):
    first, second = way_in(khru_nok), way_in(khru_nok)
    assert desk.opens(first).status_code == 410
    assert desk.opens(second).status_code == 200


def test_an_invented_link_is_answered_like_one_that_is_over(khru_nok, desk):
    path = way_in(khru_nok)
    desk.opens(path)
    desk.sends(path)
    used, invented = Desk(desk.client.application), Desk(desk.client.application)
    used.opens(path)
    invented.opens("/console/enter/invented")
    assert used.answer.status_code == invented.answer.status_code == 410
    assert used.reads() == invented.reads()


def test_whose_duty_ended_after_she_asked_does_not_come_in(khru_nok, desk, loses_her_duty):
    path = way_in(khru_nok)
    desk.opens(path)
    loses_her_duty(khru_nok)
    assert desk.sends(path).status_code == 410


def test_the_end_of_a_duty_is_felt_at_once(khru_nok, at_desk, loses_her_duty):
    loses_her_duty(khru_nok)
    assert at_desk.opens("/console/").status_code == 403
    assert "หน้าที่ของคุณสิ้นสุดแล้วค่ะ" in at_desk.reads()


@pytest.mark.parametrize("path", ["/console/", "/console/menu", "/console/nowhere"])
def test_who_is_not_signed_in_is_shown_the_way_in(desk, path):
    desk.opens(path)
    assert (desk.answer.status_code, desk.answer.headers["Location"]) == (303, ASK)
    assert "พิมพ์ “หน้าจัดการชมรม”" in desk.follows().text


def test_signing_out_ends_this_machine_alone(khru_nok, at_desk, app):
    other = Desk(app)
    other.enters(khru_nok)
    kept = at_desk.client.get_cookie("console")
    at_desk.sends("/console/leave")
    at_desk.follows()
    assert "ออกจากระบบแล้วค่ะ" in at_desk.reads()
    assert at_desk.opens("/console/").status_code == 303
    at_desk.client.set_cookie("console", kept.value)
    assert at_desk.opens("/console/").status_code == 303
    assert other.opens("/console/").status_code == 200


def test_signing_out_everywhere_ends_every_machine_of_hers_alone(khru_nok, wipa, at_desk, app):
    other, administrator = Desk(app), Desk(app)
    other.enters(khru_nok)
    administrator.enters(wipa)
    at_desk.sends("/console/leave/everywhere")
    assert other.opens("/console/").status_code == 303
    assert administrator.opens("/console/").status_code == 200


def test_half_an_hour_without_a_page_signs_her_out(at_desk, clock):
    for _ in range(3):
        clock.moves(seconds=IDLE.total_seconds() - 1)
        assert at_desk.opens("/console/").status_code == 200
    clock.moves(seconds=IDLE.total_seconds())
    assert at_desk.opens("/console/").status_code == 303


def test_after_twelve_hours_she_signs_in_again_however_busy(at_desk, clock):
    pages = int(LONGEST / IDLE) * 2 - 1
    for _ in range(pages):
        clock.moves(seconds=IDLE.total_seconds() / 2)
        assert at_desk.opens("/console/").status_code == 200
    clock.moves(seconds=IDLE.total_seconds() / 2)
    assert at_desk.opens("/console/").status_code == 303


@pytest.mark.parametrize("path", ["/console/leave", "/console/leave/everywhere"])
def test_a_form_of_another_site_is_refused(at_desk, app, khru_nok, path):
    assert at_desk.posts(path).status_code == 400
    assert at_desk.posts(path, console_form="0" * 64).status_code == 400
    assert at_desk.posts(path, console_form="ก").status_code == 400
    other = Desk(app)
    other.opens(way_in(khru_nok))
    hidden = other.answer.text.partition('name="console_form" value="')[2][:64]
    assert at_desk.posts(path, console_form=hidden).status_code == 400
    assert at_desk.opens("/console/").status_code == 200


def test_nobody_is_signed_in_by_a_form_of_another_site(khru_nok, desk):
    path = way_in(khru_nok)
    assert desk.posts(path).status_code == 400
    assert "ส่งแบบฟอร์มนี้ไม่ได้ค่ะ" in desk.reads()
    assert desk.opens("/console/").status_code == 303


def test_the_cookie_is_new_with_each_sign_in_and_kept_as_a_digest(khru_nok, desk, sessions):
    desk.opens(way_in(khru_nok))
    before = desk.client.get_cookie("console").value
    desk.enters(khru_nok)
    after = desk.client.get_cookie("console").value
    assert before != after
    with sessions.begin() as db:
        assert db.get(ConsoleSession, after) is None
        assert db.scalar(select(func.count()).select_from(ConsoleSession)) == 1


def test_the_cookie_can_be_read_by_no_script_and_goes_to_no_other_site(khru_nok, desk):
    path = way_in(khru_nok)
    desk.opens(path)
    cookie = desk.sends(path).headers["Set-Cookie"]
    assert cookie.startswith("console=")
    assert all(each in cookie for each in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_behind_https_the_cookie_is_secure(app, settings, clock, behind_proxy):
    earnest = replace(settings, line_api="https://api.line.me") if behind_proxy else settings
    address = "http://10.0.0.1" if behind_proxy else "https://club.test"
    desk = Desk(create_app(earnest, reply_threads=0, now=clock), address)
    desk.opens(f"{ASK}/any")
    desk.posts(f"{ASK}/any")
    assert desk.answer.headers["Strict-Transport-Security"]


def test_behind_https_a_neighbouring_host_cannot_sign_her_in_as_another(app, khru_nok, wipa):
    """It may set any cookie but one whose name begins with __Host-."""
    theirs = Desk(app, "https://club.test")
    theirs.enters(wipa)
    value = theirs.client.get_cookie("__Host-console", domain="club.test").value
    hers = Desk(app, "https://club.test")
    hers.client.set_cookie("console", value, domain="club.test")
    assert hers.opens("/console/").status_code == 303


def test_behind_https_she_is_signed_in_all_the_same(app, khru_nok):
    desk = Desk(app, "https://club.test")
    desk.enters(khru_nok)
    cookie = desk.client.get_cookie("__Host-console", domain="club.test")
    assert cookie.secure
    assert cookie.http_only
    assert desk.opens("/console/").status_code == 200


@pytest.mark.parametrize("words", ["จัดการชมรม", "เข้าเว็บ", "console", "หลังบ้าน"])
def test_the_way_in_has_many_names(khru_nok, words):
    khru_nok.says(words)
    khru_nok.sees("เปิดหน้าจัดการชมรม")


def test_old_sign_ins_are_forgotten_after_a_month(khru_nok, at_desk, sessions, clock):
    for days, kept in ((29, 1), (2, 0)):
        clock.moves(days=days)
        retention.purge(sessions, clock(), lambda: None)
        with sessions.begin() as db:
            assert db.scalar(select(func.count()).select_from(ConsoleSession)) == kept


def test_whoever_deletes_her_data_is_signed_out(khru_nok, wipa, at_desk, sessions):
    for words in ("ลบข้อมูลของฉัน", "ใช่", "ใช่"):
        khru_nok.says(words)
    khru_nok.sees("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ")
    assert at_desk.opens("/console/").status_code == 303
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(ConsoleSession)) == 0


def test_the_file_of_her_data_tells_when_she_signed_in(khru_nok, at_desk, app):
    khru_nok.says("ยืนยันขอไฟล์ข้อมูล")
    link = next(each["uri"] for each in khru_nok.actions() if "/me/" in each.get("uri", ""))
    file = app.test_client().post(urlsplit(link).path).text
    assert "การเข้าหน้าจัดการชมรม" in file
    assert at_desk.client.get_cookie("console").value not in file
