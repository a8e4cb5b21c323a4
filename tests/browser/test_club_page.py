"""A club's public page in a real browser: everybody can use it, on phones and wide screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.bot import photos
from tests.browser.town import PATIENCE, Phone

RULES = {"runOnly": ["wcag2a", "wcag2aa"]}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_axe_finds_nothing(browser, town, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    refused = []
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"http://127.0.0.1:{town.port}/clubs/HUAHIN")
    expect(page.get_by_role("heading", level=1)).to_contain_text("หัวหิน")
    expect(page.get_by_role("link", name="เข้าชมรม")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES).response
    assert [(broken["id"], broken["help"]) for broken in found["violations"]] == []
    assert len(found["passes"]) > 5
    assert refused == []
    context.close()


def test_a_photo_from_the_chat_stands_on_the_card_and_on_the_page(page, town, tmp_path):
    photo = tmp_path / "club.jpg"
    photo.write_bytes(photos.jpeg(1600, 1200, telling=True))
    somchai = Phone(page, "สมชาย ใจดี")
    somchai.presses("เพิ่มเพื่อน")
    somchai.says(town.flask("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    somchai.says("รูปชมรม")
    with page.expect_file_chooser() as chooser:
        somchai.presses("เลือกรูป")
    chooser.value.set_files(photo)
    somchai.sees("ได้รับรูปแล้วค่ะ")
    public = page.context.new_page()
    shown = public.get_by_role("img", name="ภาพของชมรม เทศบาลเมืองหัวหิน")
    public.goto(f"http://127.0.0.1:{town.port}/clubs/HUAHIN")
    for _look in range(PATIENCE // 250):
        if shown.count():
            break
        public.wait_for_timeout(250)
        public.reload()
    expect(shown).to_have_js_property("naturalWidth", 1600)
    found = Axe().run(public, options=RULES).response
    assert found["violations"] == []
    somchai.presses("ดูรูปชมรม")
    somchai.sees("ตั้งรูปใหม่ของเทศบาลเมืองหัวหินแล้วค่ะ")
    somchai.sees("ดูหน้าชมรม")
