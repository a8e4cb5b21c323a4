"""A club begins, asks, changes hands: without an administrator at a server, in a real browser."""

import re
from urllib.parse import unquote

import urllib3
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.town import Phone, Town, on_screen


def words_of_the_link(town: Town, code: str) -> str:
    """What the link on a club's page types into the chat, as its poster's QR code does."""
    page = urllib3.request("GET", f"http://127.0.0.1:{town.port}/clubs/{code}").data.decode()
    links = re.findall(r'href="https://line\.me/R/oaMessage/[^/"]+/\?([^"]+)"', page)
    return next(words for words in map(unquote, links) if words.startswith("เข้าชมรม"))


def test_a_club_is_opened_from_a_chat_and_approved_with_one_tap(page: Page, town: Town):
    somchai = Phone(page, "สมชาย ใจดี")
    somchai.presses("เพิ่มเพื่อน")
    somchai.says("เปิดชมรมใหม่")
    somchai.sees("หน่วยงานของคุณเป็นประเภทไหนคะ")
    for answer, asked in (
        ("อบต.", "พิมพ์แค่ชื่อได้เลยค่ะ"),
        ("ปากน้ำปราณ", "อยู่จังหวัดอะไรคะ"),
        ("ประจวบคีรีขันธ์", "ผู้ติดต่อของชมรมคือใคร"),
        ("สมชาย ใจดี", "เบอร์โทรของผู้ติดต่อ"),
        ("081-234-5678", "ตรวจก่อนส่งคำขอเปิดชมรม"),
    ):
        somchai.says(answer)
        somchai.sees(asked)
    somchai.presses("ส่งคำขอ")
    somchai.sees("ส่งคำขอเปิดชมรมแล้วค่ะ")
    wipha = on_screen(page, "วิภา ผู้ดูแลตัวอย่าง")
    wipha.sees("มีผู้ขอเปิดชมรมใหม่")
    wipha.presses("อนุมัติ")
    wipha.sees("เปิดชมรมแล้วค่ะ")
    somchai = on_screen(page, "สมชาย ใจดี")
    somchai.sees("ชมรมของคุณเปิดแล้วค่ะ")
    poster = urllib3.request("GET", f"http://127.0.0.1:{town.port}/clubs/PKN1/poster.pdf")
    assert poster.data.startswith(b"%PDF")


def test_a_question_is_asked_and_answered_through_the_bot(page: Page, town: Town):
    malee = on_screen(page, "มาลี รักสัตย์")
    malee.presses("เพิ่มเพื่อน")
    malee.says(words_of_the_link(town, "HUAHIN"))
    malee.presses("ยินยอมและเข้าชมรม")
    malee.sees("ยินดีต้อนรับสู่ชมรมค่ะ")
    malee.says("ติดต่อผู้ประสานงาน")
    malee.presses("ฝากคำถาม")
    malee.sees("ไม่ใช่ช่องทางแจ้งเบาะแส")
    malee.says("พาลูกไปด้วยได้ไหมคะ")
    malee.sees("ฝากถึงผู้ประสานงานแล้วค่ะ")
    khru_nok = on_screen(page, "ครูนก ตัวอย่าง")
    khru_nok.says("มีคนถาม")
    khru_nok.sees("พาลูกไปด้วยได้ไหมคะ")
    khru_nok.says("พาไปได้ค่ะ มีมุมเด็กเล็ก")
    khru_nok.presses("ส่งฟรี")
    khru_nok.sees("จะถึงสมาชิกเมื่อเขาทักมาครั้งหน้า")
    malee = on_screen(page, "มาลี รักสัตย์")
    malee.says("เมนู")
    malee.sees("พาไปได้ค่ะ มีมุมเด็กเล็ก")


def test_a_member_takes_a_file_of_her_data_along(page: Page, tmp_path):
    malee = on_screen(page, "มาลี รักสัตย์")
    malee.says("ขอไฟล์ข้อมูลของฉัน")
    malee.presses("ยืนยันขอไฟล์ข้อมูล")
    malee.sees("อย่าส่งต่อนะคะ")
    with page.context.expect_page() as opened:
        malee.presses("เปิดหน้าดาวน์โหลด")
    hers = opened.value
    expect(hers.get_by_text("ไม่มีอะไรถูกลบหรือเปลี่ยน")).to_be_visible()
    assert Axe().run(hers, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"] == []
    with hers.expect_download() as download:
        hers.get_by_role("button", name="ดาวน์โหลดไฟล์").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    hers.goto(kept.as_uri())
    expect(hers.get_by_text("เทศบาลเมืองหัวหิน").first).to_be_visible()
    expect(hers.get_by_text("พาลูกไปด้วยได้ไหมคะ")).to_be_visible()


def test_a_duty_changes_hands_and_its_giver_leaves(page: Page):
    khru_nok = on_screen(page, "ครูนก ตัวอย่าง")
    khru_nok.says("ส่งต่อหน้าที่")
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("หน้าที่ของคุณจะสิ้นสุดทันทีค่ะ")
    code = re.findall(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", khru_nok.node.inner_text())[-1]
    somchai = on_screen(page, "สมชาย ใจดี")
    somchai.says(code)
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    somchai.sees("ชมรม STRONG เทศบาลเมืองหัวหิน")
    khru_nok = on_screen(page, "ครูนก ตัวอย่าง")
    khru_nok.says("ประกาศ")
    khru_nok.sees("มีผู้รับช่วงหน้าที่ในชมรม")
    khru_nok.says("ออกจากชมรม")
    khru_nok.presses("ยืนยันออกจากชมรม")
    khru_nok.sees("ออกจากชมรม เทศบาลเมืองหัวหิน แล้วค่ะ")


def test_the_club_s_group_gets_a_card_for_free(page: Page, town: Town):
    page.get_by_text("+ เพิ่มกลุ่ม").click()
    page.get_by_label("ชื่อกลุ่ม").fill("ชมรมหัวหิน")
    for name in ("สมชาย ใจดี", "มาลี รักสัตย์"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="สร้างกลุ่ม").click()
    page.get_by_role("button", name="ชมรมหัวหิน").click()
    page.get_by_role("button", name="จัดการกลุ่ม").click()
    page.get_by_label("น้องสตรอง อยู่ในกลุ่ม").check()
    page.get_by_role("button", name="ปิด", exact=True).click()
    before = town.used()
    somchai = Phone(page, "สมชาย ใจดี")
    somchai.sees("ในกลุ่มนี้ตอบเมื่อมีคนเรียกชื่อ")
    somchai.says("HUAHIN")
    somchai.sees("กลุ่มนี้เป็นของชมรม STRONG เทศบาลเมืองหัวหิน")
    somchai.says("@น้องสตรอง ประชุม")
    somchai.sees("ประชุมชมรมประจำเดือน")
    assert town.used() == before


def test_a_group_cannot_be_made_before_the_people_are_known(page: Page):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/simulator/state", hold)
    with page.expect_request("**/simulator/state"):
        page.reload()
    expect(page.locator("nav.people[inert]")).to_be_attached()
    held[0].continue_()
    page.get_by_text("+ เพิ่มกลุ่ม").click()
    expect(page.get_by_role("checkbox", name="สมชาย ใจดี")).to_be_visible()
