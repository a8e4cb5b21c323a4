"""Passkeys in a real browser, whose authenticator is a virtual one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from settings import Settings
from tests.browser import test_console
from tests.browser.test_console import enters, looks_right, menu

address, page, width = test_console.address, test_console.page, test_console.width

INTERNAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A trial: the only place where passkeys work without https, at localhost."""
    return replace(settings, clock_file=tmp_path / "clock")


@pytest.fixture
def local(address: str) -> str:
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def nok(khru_nok, run):
    """Khru Nok, who administers, too."""
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    return khru_nok


@pytest.fixture
def passkeys(page: Page) -> Iterator[str]:
    """The machine can keep passkeys; the id of what keeps them."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"options": INTERNAL}
    yield session.send("WebAuthn.addVirtualAuthenticator", options)["authenticatorId"]
    session.detach()


def leaves(page: Page) -> None:
    menu(page)
    page.wait_for_load_state()  # what is left half loaded counts as a fault
    page.get_by_role("button", name="ออกจากระบบ", exact=True).click()
    page.wait_for_url("**/console/left*")


def test_an_administrator_adds_a_passkey_and_comes_in_with_it(page, local, nok, passkeys):
    enters(page, local, nok)
    looks_right(page, "unproven")
    page.get_by_role("link", name="ตั้งเลย").click()
    looks_right(page, "account-unproven")
    page.get_by_role("button", name="เพิ่มพาสคีย์ของเครื่องนี้").click()
    expect(page.get_by_role("status")).to_have_text("เพิ่มพาสคีย์ของเครื่องนี้แล้วค่ะ")
    looks_right(page, "account-passkey")
    leaves(page)
    enters(page, local, nok, then="second")
    expect(page.get_by_role("heading", name="ยืนยันว่าเป็นคุณ")).to_be_visible()
    looks_right(page, "second")
    page.get_by_role("button", name="ยืนยันด้วยพาสคีย์").click()
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()
    expect(page.get_by_role("link", name="ตั้งเลย")).to_have_count(0)


def test_a_machine_without_her_passkey_stays_outside(page, local, nok, passkeys, browser):
    enters(page, local, nok)
    page.get_by_role("link", name="ตั้งเลย").click()
    page.get_by_role("button", name="เพิ่มพาสคีย์ของเครื่องนี้").click()
    expect(page.get_by_role("status")).to_be_visible()
    context = browser.new_context(locale="th-TH")
    other = context.new_page()
    session = context.new_cdp_session(other)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": INTERNAL})
    enters(other, local, nok, then="second")
    other.get_by_role("button", name="ยืนยันด้วยพาสคีย์").click()
    expect(other.get_by_role("alert")).to_contain_text("เครื่องนี้ยังใช้พาสคีย์ไม่ได้ค่ะ")
    other.goto(f"{local}/console/")
    expect(other.get_by_role("heading", name="ยืนยันว่าเป็นคุณ")).to_be_visible()
    context.close()


def test_where_passkeys_cannot_be_had_a_code_app_serves(page, address, nok, clock):
    enters(page, address, nok)
    page.get_by_role("link", name="ตั้งเลย").click()
    expect(page.get_by_text("พาสคีย์ใช้ได้เมื่อเปิดที่ http://localhost")).to_be_visible()
    page.get_by_role("button", name="ตั้งแอปรหัส").click()
    looks_right(page, "app")
    secret = re.sub(r"\s", "", page.locator(".digits").inner_text())
    page.get_by_label("เลข 6 ตัวในแอปรหัส").fill("000000")
    page.get_by_role("button", name="เสร็จแล้ว").click()
    expect(page.get_by_role("alert")).to_contain_text("รหัสไม่ตรงค่ะ")
    page.get_by_label("เลข 6 ตัวในแอปรหัส").fill(pyotp.TOTP(secret).at(clock()))
    page.get_by_role("button", name="เสร็จแล้ว").click()
    expect(page.get_by_role("status")).to_have_text("ตั้งแอปรหัสแล้วค่ะ")
    page.get_by_role("link", name="ช่วยคนที่ทำเครื่องหาย").click()
    looks_right(page, "lost")


def test_a_code_app_needs_no_script(browser, address, nok, clock):
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    enters(page, address, nok)
    page.get_by_role("link", name="ตั้งเลย").click()
    page.get_by_role("button", name="ตั้งแอปรหัส").click()
    secret = re.sub(r"\s", "", page.locator(".digits").inner_text())
    page.get_by_label("เลข 6 ตัวในแอปรหัส").fill(pyotp.TOTP(secret).at(clock()))
    page.get_by_role("button", name="เสร็จแล้ว").click()
    clock.moves(minutes=1)
    enters(page, address, nok, then="second")
    page.get_by_label("เลข 6 ตัวในแอปรหัส").fill(pyotp.TOTP(secret).at(clock()))
    page.get_by_role("button", name="ยืนยันด้วยแอปรหัส").click()
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()
    context.close()
