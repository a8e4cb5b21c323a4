"""Tickets before a camera, in a real browser whose camera is a file."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select, update

from models import Attendance, Member
from tests.browser import chromium
from tests.browser.console.walking import enters, looks_right
from tests.planning import bangkok_time, plan
from tests.tickets import code, guest, picture, seen

OPENS = bangkok_time("2026-01-20", "09:02")
MOMENT = 15  # pictures of the film, of thirty in a second
READS_BY_ITSELF = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return window.held ? [{ rawValue: window.held }] : []; }
};
"""


@pytest.fixture
def held(sessions, hua_hin, clock):
    event = plan(sessions, hua_hin, "อบรมรู้ทันงบ", bangkok_time("2026-01-20", "09:00"))
    clock.moves_to(OPENS)
    return event


@pytest.fixture
def somchai(sessions, hua_hin, held):
    return guest(sessions, hua_hin, held)


@pytest.fixture
def malee(sessions, hua_hin, held):
    return guest(sessions, hua_hin, held, "มาลี รักสัตย์")


@pytest.fixture
def filmed(browser, width, tmp_path):
    """A browser whose camera shows these pictures one after another, for ever."""
    opened = []

    def film(*views):
        file = tmp_path / "camera.mjpeg"
        file.write_bytes(b"".join(view * MOMENT for view in views))
        flags = [
            *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
            f"--use-file-for-fake-video-capture={file}",
        ]
        own = browser.browser_type.launch(
            executable_path=chromium.path(), args=[*chromium.FLAGS, *flags]
        )
        opened.append(own)
        page = own.new_page(viewport={"width": width, "height": 800}, locale="th-TH")
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda told: page.faults.append(told.text))
        return page

    yield film
    for each in opened:
        each.close()


def wide(view):
    """As a webcam sees it, which is wider than tall."""
    square = Image.open(BytesIO(view))
    whole = Image.new("RGB", (square.width * 4 // 3, square.height), "#806040")
    whole.paste(square, ((whole.width - square.width) // 2, 0))
    out = BytesIO()
    whole.save(out, "JPEG", quality=80)
    return out.getvalue()


def shot(app, sessions, event, person):
    return wide(seen(picture(app, sessions, event, person), wide=480, part=0.9))


def door(page, address, phone, event):
    enters(page, address, phone)
    page.goto(f"{address}/console/events/{event.id}/door/2026-01-20")
    page.get_by_role("link", name="สแกนตั๋ว").click()


def there(sessions):
    with sessions.begin() as db:
        return [each.member.name for each in db.scalars(select(Attendance))]


def test_one_ticket_after_another_is_held_before_the_camera(
    filmed, address, app, khru_nok, held, somchai, malee, sessions
):
    shots = [shot(app, sessions, held, each) for each in (somchai, malee)]
    page = filmed(*(each for each in shots for _time in range(4)))
    door(page, address, khru_nok, held)
    looks_right(page, "scan")
    page.get_by_role("button", name="เปิดกล้อง").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("เช็กชื่อแล้วค่ะ")
    expect(page.get_by_role("heading", name="มาแล้ว 2 คน")).to_be_visible()
    looks_right(page, "scan-read")
    expect(page.get_by_role("button", name="ปิดกล้อง", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="เปิดกล้อง")).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="เปิดกล้อง")).to_be_focused()
    assert sorted(there(sessions)) == ["มาลี รักสัตย์", "สมชาย ใจดี"]


def test_a_browser_that_only_says_that_it_reads_is_helped(
    filmed, address, app, khru_nok, held, somchai, sessions
):
    page = filmed(shot(app, sessions, held, somchai))
    page.add_init_script(READS_BY_ITSELF)
    page.add_init_script("BarcodeDetector.prototype.detect = async () => { throw 0; }")
    door(page, address, khru_nok, held)
    page.get_by_role("button", name="เปิดกล้อง").click()
    expect(page.get_by_text("สมชาย ใจดี เช็กชื่อแล้วค่ะ").first).to_be_visible()


def test_a_ticket_that_is_held_on_is_answered_once(
    filmed, address, app, khru_nok, held, somchai, sessions
):
    page = filmed(shot(app, sessions, held, somchai))
    door(page, address, khru_nok, held)
    page.get_by_role("button", name="เปิดกล้อง").click()
    expect(page.get_by_text("สมชาย ใจดี เช็กชื่อแล้วค่ะ").first).to_be_visible()
    for _time in range(3):
        with page.expect_response("**/scan/live") as told:
            pass
        assert told.value.json()["state"] == "same"
    expect(page.get_by_role("listitem").filter(has_text="สมชาย")).to_have_count(1)
    expect(page.get_by_text("สมชาย ใจดี เช็กชื่อแล้วค่ะ").first).to_be_visible()


def test_what_is_scanned_without_network_is_sent_when_it_is_back(
    filmed, address, khru_nok, held, somchai, malee, sessions
):
    page = filmed(wide(seen(Image.new("RGB", (300, 450), "white"))))
    page.add_init_script(READS_BY_ITSELF)
    door(page, address, khru_nok, held)
    page.get_by_role("button", name="เปิดกล้อง").click()
    expect(page.get_by_role("button", name="ปิดกล้อง")).to_be_visible()
    page.context.set_offline(True)
    for waiting, person in (("1", somchai), ("2", malee)):
        page.evaluate("code => { window.held = code; }", code(sessions, held, person))
        expect(page.get_by_text("รอส่ง")).to_have_text(f"รอส่ง {waiting}")
    expect(page.get_by_text("เน็ตหลุดค่ะ ตั๋วที่สแกนแล้วเก็บไว้ในหน้านี้")).to_be_visible()
    page.evaluate("window.held = ''")
    assert there(sessions) == []
    page.faults.clear()  # the browser itself complains of the network
    looks_right(page, "scan-offline")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="มาแล้ว 2 คน")).to_be_visible()
    expect(page.get_by_text("รอส่ง")).not_to_be_visible()
    assert there(sessions) == ["สมชาย ใจดี", "มาลี รักสัตย์"]


def test_what_is_no_ticket_of_this_event_is_red(filmed, address, khru_nok, held):
    page = filmed(wide(seen(Image.new("RGB", (300, 450), "white"))))
    page.add_init_script(READS_BY_ITSELF)
    page.add_init_script("window.held = 'https://example.com/'")
    door(page, address, khru_nok, held)
    page.get_by_role("button", name="เปิดกล้อง").click()
    expect(page.get_by_text("ตั๋วนี้ใช้เข้างานนี้ไม่ได้ค่ะ").first).to_be_visible()
    looks_right(page, "scan-wrong")


def test_a_page_that_is_signed_out_keeps_the_ticket(
    filmed, address, khru_nok, held, somchai, sessions
):
    page = filmed(wide(seen(Image.new("RGB", (300, 450), "white"))))
    page.add_init_script(READS_BY_ITSELF)
    door(page, address, khru_nok, held)
    cookies = page.context.cookies()
    page.get_by_role("button", name="เปิดกล้อง").click()
    expect(page.get_by_role("button", name="ปิดกล้อง")).to_be_visible()
    page.context.clear_cookies()
    page.evaluate("code => { window.held = code; }", code(sessions, held, somchai))
    expect(page.get_by_text("หน้านี้เปิดไว้นานแล้วค่ะ")).to_be_visible()
    page.faults.clear()
    looks_right(page, "scan-over")
    page.context.add_cookies(cookies)
    page.get_by_role("link", name="เปิดหน้านี้ใหม่").click()
    expect(page.get_by_role("heading", name="มาแล้ว 1 คน")).to_be_visible()
    assert there(sessions) == ["สมชาย ใจดี"]


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("delete Navigator.prototype.mediaDevices", "ขึ้นต้นด้วย https"),
        ("navigator.mediaDevices.getUserMedia = async () => { throw 0; }", "เปิดกล้องไม่ได้ค่ะ"),
    ],
)
def test_without_a_camera_a_photo_is_enough(
    page, address, app, khru_nok, held, somchai, sessions, tmp_path, missing, said
):
    page.add_init_script(missing)
    photo = tmp_path / "ticket.jpg"
    photo.write_bytes(seen(picture(app, sessions, held, somchai), wide=1600))
    door(page, address, khru_nok, held)
    if page.get_by_role("button", name="เปิดกล้อง").is_visible():
        page.get_by_role("button", name="เปิดกล้อง").click()
    expect(page.get_by_text(said)).to_be_visible()
    looks_right(page, "scan-without-camera")
    page.get_by_label("ถ่ายรูปตั๋ว หรือเลือกรูป").set_input_files(photo)
    page.get_by_role("button", name="อ่านตั๋ว").click()
    expect(page.get_by_role("status").first).to_have_text("สมชาย ใจดี เช็กชื่อแล้วค่ะ")
    assert there(sessions) == ["สมชาย ใจดี"]


def test_a_photo_is_read_without_scripts_in_english(
    browser, address, app, khru_nok, held, somchai, sessions, tmp_path
):
    photo = tmp_path / "ticket.jpg"
    photo.write_bytes(seen(picture(app, sessions, held, somchai), wide=1600))
    with sessions.begin() as db:
        db.execute(update(Member).values(language="en"))
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    plain = context.new_page()
    khru_nok.says("console")
    link = next(each["uri"] for each in khru_nok.actions() if each["type"] == "uri")
    plain.goto(address + link.partition("club.test")[2])
    plain.get_by_role("button", name="Go to the club console").click()
    plain.goto(f"{address}/console/events/{held.id}/door/2026-01-20/scan")
    expect(plain.get_by_role("button", name="Turn the camera on")).to_have_count(0)
    plain.get_by_label("Take a photo of the ticket, or choose one").set_input_files(photo)
    plain.get_by_role("button", name="Read the ticket").click()
    expect(plain.get_by_role("status").first).to_have_text("สมชาย ใจดี is checked in.")
    assert there(sessions) == ["สมชาย ใจดี"]
    context.close()
