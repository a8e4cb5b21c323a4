"""Asking for a second yes and giving it, in a real browser; and a reminder seen while typing."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models import Announcement, Progress
from tests.browser.console.walking import enters, looks_right, menu
from tests.conftest import joins

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"
LINE = "แต่งกายด้วยเสื้อชมรมนะคะ"


@pytest.fixture
def second(malee, khru_nok, run):
    """Malee, who coordinates Hua Hin with Khru Nok."""
    malee.adds_the_bot()
    joins(malee)
    malee.says(run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    return malee


def settings(page):
    menu(page)
    page.get_by_role("link", name="ตั้งค่า").last.click()


def test_a_second_yes_is_asked_for_and_given(page, address, khru_nok, second, sessions):
    enters(page, address, khru_nok)
    settings(page)
    page.get_by_label("ผู้ประสานงานอีกคนต้องอนุมัติประกาศก่อนส่ง").check()
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("บันทึกแล้วค่ะ")).to_be_visible()
    looks_right(page, "club-settings-approval")
    second.says("ประกาศ")
    second.says(NEWS)
    second.presses("ส่งเลย")
    page.goto(f"{address}/console/")
    looks_right(page, "today-approval")
    page.get_by_role("link", name="อ่านและตัดสิน").click()
    expect(page.get_by_text("จะใช้ 2 ข้อความ")).to_be_visible()
    looks_right(page, "approval")
    page.get_by_role("button", name="อนุมัติ", exact=True).click()
    expect(page.get_by_text("อนุมัติแล้วค่ะ")).to_be_visible()
    with sessions.begin() as db:
        assert db.scalars(select(Announcement.progress)).all() == [Progress.WAITING]
    page.go_back()
    page.reload()
    expect(page.get_by_text("อนุมัติประกาศนี้ไปแล้วค่ะ")).to_be_visible()
    looks_right(page, "approval-decided")


def test_the_reminder_follows_what_is_typed(page, address, khru_nok):
    enters(page, address, khru_nok)
    settings(page)
    page.get_by_label("ข้อความในการ์ดเตือน").fill(LINE)
    expect(page.locator(".phone").get_by_text(LINE)).to_be_visible()
    looks_right(page, "club-settings-typing")
