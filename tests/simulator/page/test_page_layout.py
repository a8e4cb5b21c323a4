"""The page fits its window, can be read by everybody, and speaks two languages."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import Simulator
from tests.simulator.page.stage import MALEE, SOMCHAI, Bot, says, text

SIMULATOR = Path(__file__).parents[3] / "simulator"
NO_PERSON = "There is no such person."
# On how many lines the letters of each node stand.
LINES = """nodes => nodes.map((node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
})"""
SMALL = {"width": 390, "height": 844}

# The contrast of each visible text with the nearest ground behind it that has a colour.
WEAK_TEXTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if ((numbers(backgroundColor)[3] ?? 1) > 0.5) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (node) => {
    const pair = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  };
  const written = [...document.body.querySelectorAll("*")].filter((node) =>
    node.checkVisibility() && !node.matches("option, .area, .area *, svg *") &&
    [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return written.filter((node) => contrast(node) < 4.5)
    .map((node) => `${node.textContent.trim()} ${contrast(node).toFixed(2)}`);
}"""


def test_two_phones_stand_side_by_side(somchai: Locator, malee: Locator) -> None:
    left, right = somchai.bounding_box(), malee.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    assert left["y"] == right["y"]


def test_the_second_phone_can_be_put_away(page: Page, malee: Locator) -> None:
    page.get_by_role("button", name="ใช้โทรศัพท์เครื่องเดียว").click()
    expect(malee).to_have_count(0)
    page.reload()
    expect(page.get_by_role("region", name="โทรศัพท์ของ สมชาย", exact=True)).to_be_visible()
    expect(malee).to_have_count(0)
    page.get_by_role("button", name="เปิดโทรศัพท์เครื่องที่สอง").click()
    expect(malee).to_be_visible()


@pytest.mark.parametrize("window", [SMALL])
def test_a_small_window_shows_one_part_at_a_time(page: Page, somchai: Locator, phone) -> None:
    says(somchai, "จากมือถือค่ะ")
    expect(somchai.get_by_text("จากมือถือค่ะ")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="+1 วัน")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="เบื้องหลัง").click()
    expect(page.get_by_role("tab", name="โควตา")).to_be_in_viewport(ratio=1)
    expect(somchai).to_have_count(0)
    page.get_by_role("button", name="ผู้คน").click()
    page.get_by_role("button", name="มาลี", exact=True).click()
    expect(phone("มาลี").get_by_placeholder("พิมพ์ข้อความ")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("window", [SMALL, {"width": 320, "height": 640}])
def test_nothing_sticks_out_of_a_small_window(page: Page, somchai: Locator, bot: Bot) -> None:
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "ก" * 90}]}
    card = {"type": "bubble", "size": "giga", "body": body}
    bot.push(SOMCHAI, text("https://club.test/" + "a" * 120))
    bot.push(SOMCHAI, {"type": "flex", "altText": "การ์ด", "contents": card})
    expect(somchai.locator(".flex-bubble")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    scroller = somchai.get_by_role("region", name="ข้อความในแชต")
    assert scroller.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_every_text_stands_out_from_its_ground(page: Page, somchai: Locator, bot: Bot) -> None:
    says(somchai, "สวัสดีค่ะ https://club.test")
    expect(somchai.get_by_text("สวัสดีค่ะ")).to_be_visible()
    item = {"type": "action", "action": {"type": "message", "label": "เมนู", "text": "เมนู"}}
    bot.push(SOMCHAI, text("ตอบค่ะ", quickReply={"items": [item]}))
    expect(somchai.get_by_text("ใช้ 1 ข้อความ")).to_be_visible()
    page.get_by_text("+ เพิ่มคน").click()
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert page.evaluate(WEAK_TEXTS) == []


def test_every_control_has_a_name(page: Page, somchai: Locator) -> None:
    somchai.get_by_text("+", exact=True).click()
    page.get_by_text("สติกเกอร์", exact=True).click()
    for role in ("button", "textbox", "combobox", "tab", "region"):
        for control in page.get_by_role(role).all():
            assert f'{role} "' in control.aria_snapshot().splitlines()[0]


def test_thai_wraps_between_words_and_has_room_to_stack(somchai: Locator) -> None:
    said = "ผู้ใหญ่ที่นี่ปั้นปู่ " * 12
    says(somchai, said)
    bubble = somchai.locator(".row.own .speech")
    expect(bubble).to_be_visible()
    styles = bubble.evaluate(
        "node => { const style = getComputedStyle(node);"
        " return [style.wordBreak, style.overflowWrap, style.lineBreak,"
        " parseFloat(style.lineHeight) / parseFloat(style.fontSize)]; }"
    )
    assert styles[:3] == ["normal", "anywhere", "auto"]
    assert styles[3] >= 1.5


def test_news_is_told_to_screen_readers_but_old_messages_are_not(
    page: Page, somchai: Locator
) -> None:
    log = somchai.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    assert page.evaluate("document.documentElement.lang") == "th"


def test_the_page_speaks_english_too(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("region", name="Phone of สมชาย")).to_be_visible()
    expect(page.get_by_role("tab", name="API calls")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="ไทย").click()
    expect(page.get_by_role("tab", name="การเรียก API")).to_be_visible()


def test_what_comes_to_a_phone_that_was_put_away_stays_unread(
    page: Page, malee: Locator, bot: Bot
) -> None:
    page.get_by_role("button", name="ใช้โทรศัพท์เครื่องเดียว").click()
    bot.push(MALEE, text("ถึงมาลีค่ะ"))
    entry = page.get_by_role("button", name="มาลี", exact=True)
    expect(entry.get_by_text("1", exact=True)).to_be_visible()
    page.get_by_role("button", name="เปิดโทรศัพท์เครื่องที่สอง").click()
    expect(malee.get_by_text("ถึงมาลีค่ะ")).to_be_visible()
    expect(entry.get_by_text("1", exact=True)).to_have_count(0)


def test_news_takes_the_keyboard_from_nobody(page: Page, somchai: Locator, bot: Bot) -> None:
    entry = page.get_by_role("button", name="ครูนก", exact=True)
    entry.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="โทรศัพท์ของ ครูนก", exact=True)).to_be_visible()
    expect(entry).to_be_focused()
    owner = page.get_by_label("เจ้าของโทรศัพท์").first
    owner.focus()
    bot.push(SOMCHAI, text("ข่าวค่ะ"))
    unread = page.get_by_role("button", name="สมชาย", exact=True)
    expect(unread.get_by_text("1", exact=True)).to_be_visible()
    expect(owner).to_be_focused()


def test_the_same_person_does_not_stand_twice_by_chance(page: Page, malee: Locator, phone) -> None:
    page.get_by_role("button", name="ใช้โทรศัพท์เครื่องเดียว").click()
    page.get_by_role("button", name="มาลี", exact=True).click()
    page.get_by_role("button", name="เปิดโทรศัพท์เครื่องที่สอง").click()
    expect(malee).to_have_count(1)
    expect(phone("สมชาย")).to_be_visible()


@pytest.mark.parametrize("window", [{"width": 1100, "height": 760}])
def test_two_phones_fit_into_a_middling_window(page: Page, malee: Locator, bot: Bot) -> None:
    page.get_by_role("button", name="เปิดโทรศัพท์เครื่องที่สอง").click()
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "ก" * 90}]}
    card = {"type": "bubble", "body": body}
    bot.push(MALEE, {"type": "flex", "altText": "การ์ด", "contents": card})
    drawn = malee.locator(".flex-bubble")
    expect(drawn).to_be_in_viewport(ratio=1)
    shape = drawn.bounding_box()
    assert shape
    assert shape["width"] > 270
    expect(page.get_by_role("tab", name="นาฬิกา")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="ครูนก", exact=True)).to_be_in_viewport(ratio=1)


def test_a_refusal_is_told_in_thai_and_covers_no_send_button(page: Page, somchai: Locator) -> None:
    page.route("**/send", lambda route: route.fulfill(status=404, json={"error": NO_PERSON}))
    says(somchai, "ยังอยู่ไหม")
    toast = page.get_by_role("alert")
    expect(toast).to_have_text("ไม่มีคนนี้แล้วค่ะ")
    send = somchai.get_by_role("button", name="ส่ง", exact=True)
    above, below = toast.bounding_box(), send.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] < below["y"]


def test_every_refusal_of_the_server_and_every_call_has_thai_words() -> None:
    thai = (SIMULATOR / "static" / "server-texts.js").read_text(encoding="utf-8")
    sources = [file.read_text(encoding="utf-8") for file in SIMULATOR.rglob("*.py")]
    refusals = {words for code in sources for words in re.findall(r'Mistake\("([^"]+)"', code)}
    calls = {rule.endpoint for rule in Simulator("s", "t").wsgi.url_map.iter_rules()}
    names = {name.removeprefix("line.") for name in calls if name.startswith("line.")}
    assert len(refusals) > 15
    assert [words for words in sorted(refusals) if f'"{words}":' not in thai] == []
    assert [name for name in sorted(names) if f"  {name}: " not in thai] == []


def test_the_name_of_the_account_is_never_broken(
    page: Page, somchai: Locator, simulator: Simulator, bot: Bot
) -> None:
    bot.push(SOMCHAI, *(text("ก" * lead + " STRONG หัวหินเองค่ะ") for lead in range(20, 25)))
    words = somchai.locator(".speech .whole")
    expect(words).to_have_count(10)
    assert words.evaluate_all(LINES) == [1] * 10
