"""Cards side by side slide, and are pressed only when meant."""

from playwright.sync_api import Page, expect

from tests.simulator.page.paper import Draw, area, bubble, words
from tests.simulator.page.stage import presses


def test_cards_of_a_carousel_are_equally_high(draw: Draw) -> None:
    cards = [bubble(words("สั้น")), bubble(words("หนึ่ง\nสอง\nสาม", wrap=True))]
    drawn = draw({"type": "carousel", "contents": cards})
    heights = [area(card)["height"] for card in drawn.locator(".flex-bubble").all()]
    assert heights == [72, 72]


def test_a_carousel_slides_by_arrows_keys_and_mouse(draw: Draw, paper: Page) -> None:
    cards = [bubble(words(name), size="kilo") for name in ("หนึ่ง", "สอง", "สาม")]
    drawn = draw({"type": "carousel", "contents": cards})
    expect(drawn.get_by_role("button", name="การ์ดก่อนหน้า")).to_have_count(0)
    presses(drawn, "การ์ดถัดไป")
    expect(drawn.get_by_text("สอง")).to_be_in_viewport(ratio=1)
    drawn.get_by_role("group", name="การ์ด").focus()
    paper.keyboard.press("ArrowRight")
    expect(drawn.get_by_text("สาม")).to_be_in_viewport(ratio=1)
    expect(drawn.get_by_role("button", name="การ์ดถัดไป")).to_have_count(0)
    drawn.get_by_text("สาม").hover()
    paper.mouse.down()
    paper.mouse.move(700, 20, steps=5)
    paper.mouse.up()
    expect(drawn.get_by_text("หนึ่ง")).to_be_in_viewport(ratio=1)


def test_dragging_a_card_does_not_press_it(draw: Draw, paper: Page) -> None:
    action = {"type": "postback", "label": "กด", "data": "pressed"}
    card = bubble({"type": "button", "action": action})
    drawn = draw({"type": "carousel", "contents": [card, card]})
    drawn.get_by_role("button", name="กด").first.hover()
    paper.mouse.down()
    paper.mouse.move(20, 20, steps=5)
    paper.mouse.up()
    assert paper.evaluate("acts") == []
    drawn.get_by_role("button", name="กด").last.click()
    assert paper.evaluate("acts") == ["pressed"]
